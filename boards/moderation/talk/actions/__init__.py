"""Writes to the thread of a case."""
