"""Compares the tables that a database has with those that the models describe."""

from boards.db.schema.comparing import differences

__all__ = ["differences"]
