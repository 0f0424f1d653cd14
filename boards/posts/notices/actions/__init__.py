"""What happens to notices: one verb a file."""
