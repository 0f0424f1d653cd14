"""Two accounts of one person made one, and that undone."""
