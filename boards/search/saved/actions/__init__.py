"""What members do with their saved searches."""
