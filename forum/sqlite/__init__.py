"""SQLite whose writers take turns: an engine for Django's DATABASES."""
