"""Hiding all that a spammer has published, in one step that can be undone."""
