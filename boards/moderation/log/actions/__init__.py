"""Writes to the log."""
