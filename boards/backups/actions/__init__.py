"""What can be done with a backup."""
