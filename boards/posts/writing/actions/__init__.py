"""What happens to posts and drafts that are being written: one verb a file."""
