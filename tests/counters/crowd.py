"""A crowd of readers that opens pages of a live site, 16 at a time."""

import http.client
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from urllib.parse import urlsplit

from tests.live_site import LiveSite
from tests.waiting import PATIENCE

CONCURRENCY = 16
TRIES = 50
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
MAKE_POST = "from tests.factories import PostFactory; print(PostFactory().pk)"
# Waits for the site's own roll-up.
SHOWN = """
import time
from django.db.models import Sum
from boards.counters.models import DailyViews, ViewTotal
expected = {expected}
end = time.monotonic() + {patience}
while time.monotonic() < end:
    shown = ViewTotal.objects.aggregate(all=Sum("total"))["all"] or 0
    days = DailyViews.objects.aggregate(all=Sum("views"))["all"] or 0
    if shown >= expected:
        break
    time.sleep(0.2)
print(shown, days)
"""


def make_post(site: LiveSite) -> str:
    """Publish a post on the site and return its path."""
    return f"/posts/{site.run_python(MAKE_POST).strip()}/"


def read_once(site: LiveSite, path: str, agent: str) -> int:
    """Open the page and return its status; 0 when the connection broke."""
    address = urlsplit(site.url)
    with closing(
        http.client.HTTPConnection(str(address.hostname), address.port, PATIENCE)
    ) as connection:
        try:
            connection.request("GET", path, headers={"User-Agent": agent})
            response = connection.getresponse()
            response.read()
            return response.status
        except (OSError, http.client.HTTPException):
            return 0


def read_until_it_works(site: LiveSite, path: str, agent: str) -> list[int]:
    """Open the page as the same reader until it comes, and return every status on the way."""
    statuses: list[int] = []
    while len(statuses) < TRIES and (not statuses or statuses[-1] != 200):
        if statuses:
            time.sleep(0.05)
        statuses.append(read_once(site, path, agent))
    return statuses


def crowd(
    site: LiveSite,
    path: str,
    agents: Iterable[str],
    *,
    read: Callable[[LiveSite, str, str], list[int]] = read_until_it_works,
) -> list[int]:
    """Let each agent open the page and return all statuses."""
    with ThreadPoolExecutor(CONCURRENCY) as readers:
        results = readers.map(lambda agent: read(site, path, agent), agents)
        return [status for statuses in results for status in statuses]


def shown_and_daily_views(site: LiveSite, *, expected: int) -> tuple[int, int]:
    """Return the sums of all totals and of all days: those expected, or those that come instead."""
    shown, days = site.run_python(SHOWN.format(expected=expected, patience=PATIENCE)).split()
    return int(shown), int(days)
