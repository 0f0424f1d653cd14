"""What members and the system do about reports: one verb a file."""
