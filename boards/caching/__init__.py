"""What is kept for guests for a moment, and what invalidates it."""
