"""What happens to comments: one verb a file."""
