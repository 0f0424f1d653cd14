"""What happens to uploads: one verb a file."""
