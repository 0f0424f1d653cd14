"""Reporting something, and learning what came of it."""
