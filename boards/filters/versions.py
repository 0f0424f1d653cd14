"""The version of the filters: read with each text, changed with each change."""

import secrets

from boards.filters.models import FilterVersion

_ONLY_ROW = 1


def change_version() -> None:
    """Give the filters a number that they never had, so that every process compiles them again."""
    number = secrets.randbelow(2**62) + 1
    FilterVersion.objects.update_or_create(pk=_ONLY_ROW, defaults={"number": number})
