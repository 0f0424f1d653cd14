"""Opens articles as readers do, and looks at what was counted."""

from datetime import date, datetime, timedelta
from typing import Any

import redis
import time_machine
from django.test import Client

from boards.counters.models import DailyViews, ViewTotal
from boards.counters.roll_up import roll_up_views
from boards.members.models import Member
from boards.posts.models import Post

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
CHROME = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/140.0.0.0 Safari/537.36"
)
SAFARI = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_2 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.2 Mobile/15E148 Safari/604.1"
)


def read(
    post: Post,
    *,
    agent: str = FIREFOX,
    address: str = "203.0.113.7",
    member: Member | None = None,
    headers: dict[str, str] | None = None,
    method: str = "get",
) -> int:
    """Open the article and return the status of the answer."""
    client = Client()
    if member is not None:
        client.force_login(member)
    return getattr(client, method)(
        post.get_absolute_url(),
        headers={"user-agent": agent, **(headers or {})},
        REMOTE_ADDR=address,
    ).status_code


def views_of(post: Post) -> int:
    """Roll up and return the post's total."""
    roll_up_views()
    return sum(ViewTotal.objects.filter(post=post).values_list("total", flat=True))


def days_of(post: Post) -> dict[date, int]:
    """Roll up and return the post's views by day."""
    roll_up_views()
    return dict(DailyViews.objects.filter(post=post).values_list("day", "views"))


class Clock:
    """A clock that the test moves, for this process and for the keys of a Redis."""

    def __init__(self, start: datetime, redis_client: redis.Redis | None) -> None:
        self._traveller = time_machine.travel(start, tick=False)
        self._redis = redis_client

    def __enter__(self) -> "Clock":
        self._coordinates = self._traveller.start()
        return self

    def __exit__(self, *error: Any) -> None:
        self._traveller.stop()

    def forward(self, **duration: float) -> None:
        """Let time pass; arguments as those of timedelta."""
        passed = timedelta(**duration)
        self._coordinates.shift(passed)
        if self._redis is None:
            return
        for key in self._redis.keys("*"):
            milliseconds = self._redis.pttl(key)
            if milliseconds >= 0:
                self._redis.pexpire(key, milliseconds - round(passed.total_seconds() * 1000))
