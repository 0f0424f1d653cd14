"""What members do with their accounts: one verb a file."""
