"""What is done to polls: one verb a file."""
