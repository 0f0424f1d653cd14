"""Beginning a clean-up, going on with it, and undoing it."""
