"""Beginning a merge, and undoing it."""
