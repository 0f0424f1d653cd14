"""What happens to posts and notices: one verb a file."""
