"""Counts views from within, as the article page does."""

from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from ipaddress import IPv4Address
from typing import Any, NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.core.handlers.wsgi import WSGIRequest
from django.db.models import Sum
from django.test import RequestFactory

from benchmarks.inside.worker_pool import Job, WorkerPool, run
from benchmarks.load import browsers
from benchmarks.site import HOST
from boards.counters import spool
from boards.counters.models import CountedView, DailyViews
from boards.counters.recording import record_view
from boards.counters.roll_up import roll_up_views
from boards.posts.models import Post

ARTICLES = 2_500
FIRST_ADDRESS = IPv4Address("1.0.0.0")
READERS_OF_A_PROCESS = 1 << 24  # IP addresses
REQUESTS = RequestFactory(SERVER_NAME=HOST)


class Viewed(NamedTuple):
    """A published post, as a cached page knows it."""

    pk: int
    author_id: int | None
    is_published: bool = True


def count_views(processes: int, seconds: float) -> dict[str, Any]:
    """Let so many processes count views; return their figures, and whether all were counted."""
    CountedView.objects.all().delete()
    before = views_by_post()
    posts = [Viewed(*row) for row in _posts()]
    worker = partial(_counting, posts=posts)
    spool.share()  # as gunicorn does: what waits in it outlives the processes
    (work,) = run(WorkerPool(size=processes, worker=worker, seconds=seconds))
    read = sum(work.told, Counter[int]())
    return {**work.figures(), "exact": totals() - before == read}


def paths() -> list[str]:
    """Return the paths of the newest articles."""
    return [f"/posts/{pk}/" for pk, _ in _posts()]


def totals() -> Counter[int]:
    """Roll up what is left, and return how many views were counted here, by post."""
    roll_up_views()
    return views_by_post()


def views_by_post() -> Counter[int]:
    """Return how many views were counted here of each post."""
    rows = DailyViews.objects.order_by().values_list("post").annotate(sum=Sum("views"))
    return Counter(dict(rows))


def _posts() -> Any:
    posts = Post.objects.visible_to(None).filter(is_secret=False)
    return posts.order_by("-pk").values_list("pk", "author_id")[:ARTICLES]


def _counting(number: int, *, posts: list[Viewed]) -> Job:
    """Every view is one of a new reader; they read the articles in turn."""
    read: Counter[int] = Counter()
    return Job(pieces=_views(number, posts, read), tell=lambda: read)


def _views(number: int, posts: list[Viewed], read: Counter[int]) -> Iterator[Callable[[], object]]:
    agents = [headers.partition("|")[0].removeprefix("User-Agent: ") for headers in browsers()]
    for reader in range(number * READERS_OF_A_PROCESS, (number + 1) * READERS_OF_A_PROCESS):
        post = posts[reader % len(posts)]
        request = _request(reader, post, agents[reader % len(agents)])
        yield partial(_read, request, post, read)


def _read(request: WSGIRequest, post: Viewed, read: Counter[int]) -> None:
    record_view(request, post)
    read[post.pk] += 1


def _request(reader: int, post: Viewed, agent: str) -> WSGIRequest:
    headers = {
        "User-Agent": agent,
        "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
        "Accept-Encoding": "gzip, deflate, br",
        "Accept-Language": "ko-KR,ko;q=0.9,en-US;q=0.8,en;q=0.7",
        "X-Forwarded-Proto": "https",
        "X-Forwarded-For": str(FIRST_ADDRESS + reader),
    }
    request = REQUESTS.get(f"/posts/{post.pk}/", headers=headers, secure=True)
    request.user = AnonymousUser()
    return request
