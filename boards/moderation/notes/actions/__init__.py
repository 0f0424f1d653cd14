"""Writes to the notes."""
