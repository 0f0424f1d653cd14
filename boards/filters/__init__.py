"""What may not be written here, what waits for a moderator, and the page on which they decide."""
