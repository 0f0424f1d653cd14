"""Beginning a bulk run, and undoing it."""
