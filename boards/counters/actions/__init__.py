"""Writes over several rows."""
