"""Restoring and purging."""
