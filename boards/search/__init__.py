"""Finds posts by their words, on PostgreSQL and on SQLite alike."""
