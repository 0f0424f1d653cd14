"""What is cached for guests for a moment, and what invalidates it."""
