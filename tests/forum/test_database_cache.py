"""The cache in the database tells an outage from an entry that is there already."""

from typing import Any

import pytest
from django.core.cache import caches
from django.db import IntegrityError, connection

from tests.concurrency import at_once


@pytest.mark.django_db(transaction=True)
def test_an_entry_that_another_removes_just_then_is_no_outage() -> None:
    """As a lock that is given back at the moment at which the next one asks for it."""
    cache = caches["default"]
    cache.set("lock", "held")
    was_taken = []

    def gives_back(execute: Any, *statement: Any) -> Any:
        if was_taken:
            at_once(lambda: caches["default"].delete("lock"))
        try:
            return execute(*statement)
        except IntegrityError:
            was_taken.append(True)
            raise

    with connection.execute_wrapper(gives_back):
        assert cache.add("lock", "mine") is False
    assert was_taken
    cache.delete("lock")
    assert cache.add("lock", "mine") is True
