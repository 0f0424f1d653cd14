"""Polls in posts."""
