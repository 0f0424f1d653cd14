"""Atom and RSS feeds of lists and talks."""
