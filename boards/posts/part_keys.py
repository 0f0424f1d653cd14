"""What a part of a page is made of besides the rows that it shows (`boards.caching.parts`)."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest
from django.urls import get_script_prefix
from django.utils import timezone
from django.utils.translation import get_language

from boards.members.viewers import kind_of
from boards.moments.display import TODAY


def common_ingredients(request: HttpRequest) -> tuple[Any, ...]:
    """Return what every part depends on: the language, the time zone, the root, the viewer's kind.

    Parts of which the viewer's kind does not say all say the rest themselves.
    """
    return (
        get_language(),
        timezone.get_current_timezone_name(),
        get_script_prefix(),
        kind_of(request.user).value,
        request.user.is_authenticated,
    )


def ages_of(moments: Iterable[datetime | None]) -> list[int]:
    """Return the minutes since each moment that is shown as how long ago it was."""
    now = timezone.now()
    soon = timedelta(minutes=1)
    ages = [now - moment for moment in moments if moment is not None]
    return [age // soon for age in ages if -soon < age < TODAY]
