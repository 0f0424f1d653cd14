"""Copies a site from one database to another, of the same kind or not."""
