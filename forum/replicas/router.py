"""Tells Django which database a model is read from; used where there are replicas."""

from typing import Any

from django.db import DEFAULT_DB_ALIAS

from forum.replicas.request_routing import current_routing

# Counts of attempts, which are read to be added to.
PRIMARY_APPS = {"django_cache"}


class ReplicaRouter:
    """Reads of a visit where the visit says; all else on the primary."""

    def db_for_read(self, model: Any, **hints: Any) -> str:
        """Return the alias of the database to read from."""
        visit = current_routing()
        if visit is None or model._meta.app_label in PRIMARY_APPS:
            return DEFAULT_DB_ALIAS
        return visit.alias_for_reads()

    def db_for_write(self, model: Any, **hints: Any) -> str:
        """Return the primary's alias."""
        return DEFAULT_DB_ALIAS

    def allow_relation(self, first: Any, second: Any, **hints: Any) -> bool:
        """All are copies of one database."""
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        """A replica gets its tables from the primary."""
        return db == DEFAULT_DB_ALIAS
