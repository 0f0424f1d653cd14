"""What the tests of accounts share."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def no_attempts_yet(db: None) -> Iterator[None]:
    """Count attempts anew in every test."""
    cache.clear()
    yield
    cache.clear()
