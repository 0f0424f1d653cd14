"""Counts views from within, as the article page does. Runs with the site's settings and models."""

import io
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.core.handlers.wsgi import WSGIRequest
from django.db.models import Sum

from benchmarks.environment import HOST
from benchmarks.load import browsers
from benchmarks.worker_pool import Job, LoadProfile, WorkerPool, run
from boards.counters.models import CountedView, DailyViews
from boards.counters.recording import record_view
from boards.counters.roll_up import roll_up_views
from boards.posts.models import Post

ARTICLES = 2_500
READERS_OF_A_PROCESS = 1 << 24  # addresses


class Viewed(NamedTuple):
    """A published post, as a kept page knows it."""

    pk: int
    author_id: int | None
    is_published: bool = True


def tell() -> None:
    """Let the crew that standard input describes count views, and write its figures as JSON.

    The input is an object with `processes` and `seconds`.
    """
    told = json.load(sys.stdin)
    CountedView.objects.all().delete()
    before = views_by_post()
    posts = [Viewed(*row) for row in _posts()]
    crew = WorkerPool(
        size=told["processes"],
        worker=partial(_counting, posts=posts),
        shift=LoadProfile(seconds=told["seconds"]),
    )
    (work,) = run(crew)
    roll_up_views()
    read = sum(work.told, Counter[int]())
    counted = views_by_post() - before
    json.dump(
        {
            "per_second": work.per_second,
            "p50_ms": work.percentile_ms(50),
            "p95_ms": work.percentile_ms(95),
            "p99_ms": work.percentile_ms(99),
            "failed": dict(work.failed),
            "read": read.total(),
            "counted": counted.total(),
            "exact": counted == read,
        },
        sys.stdout,
    )


def tell_totals() -> None:
    """Roll up what is left, and write how many views were counted here, by post, as JSON."""
    roll_up_views()
    json.dump(views_by_post(), sys.stdout)


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
    address = 0x01000000 + reader  # from 1.0.0.0 on
    request = WSGIRequest(
        {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": f"/posts/{post.pk}/",
            "SERVER_NAME": HOST,
            "SERVER_PORT": "443",
            "HTTP_HOST": HOST,
            "HTTP_USER_AGENT": agent,
            "HTTP_ACCEPT": "text/html,application/xhtml+xml,*/*;q=0.8",
            "HTTP_ACCEPT_ENCODING": "gzip, deflate, br",
            "HTTP_ACCEPT_LANGUAGE": "ko-KR,ko;q=0.9,en-US;q=0.8,en;q=0.7",
            "HTTP_X_FORWARDED_PROTO": "https",
            "HTTP_X_FORWARDED_FOR": ".".join(str(part) for part in address.to_bytes(4)),
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.input": io.BytesIO(),
        }
    )
    request.user = AnonymousUser()
    return request
