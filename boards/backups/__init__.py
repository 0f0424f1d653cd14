"""Backups of the whole site, their proof, restoring them, and moving to another database."""
