"""The pages that are measured, and who requests them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import cycle, islice
from random import Random

from benchmarks.load import Requests
from benchmarks.site import call_inside

FAR_PAGE = 5_000
WHO = ("guest", "member")
MEMBER_SHARE = 0.2  # of the requests of many members and guests
ARTICLE_SHARE = 0.75  # of the requests of many articles and lists
MIXED_PATHS = 10_000  # that wrk chooses from
RENDERED = 15  # pages of a kind whose single requests are measured, warming up included


@dataclass(frozen=True)
class Addresses:
    """Paths of the site, and keys of members' sessions."""

    article: str  # from the middle of the site's life, of usual length
    articles_alike: list[str]  # of about the same length
    discussed: list[str]  # articles with about ten comments; few or none on a small site
    articles: list[str]  # of all ages
    lists: list[str]  # of every board and of single boards, near and far
    last_page: int  # of the list of every board
    searches: list[str]  # words in many posts and in few; none when there is no search yet
    sessions: list[str]


@dataclass(frozen=True)
class Page:
    """One row of the figures: the requests of a load, and single ones."""

    name: str  # as docs/performance.md explains them
    who: str  # `guest`, or `member`; of `mixed`, that members are among the guests
    requests: Requests
    # Paths of the kind, each with the key of a member's session, or None for a guest.
    rendered: list[tuple[str, str | None]]


def addresses_of(environment: Mapping[str, str]) -> Addresses:
    """Return what there is to request of a site; members are signed in, and old views forgotten.

    Raises benchmarks.site.CommandFailed when the site does not even start.
    """
    return Addresses(**call_inside("benchmarks.inside.urls.chosen", environment=environment))


def pages_of(addresses: Addresses) -> list[Page]:
    """Return what there is to measure; pages that the site does not have are left out."""
    last, articles = addresses.last_page, [*reversed(addresses.articles_alike), addresses.article]
    singles = {
        "article": ([addresses.article], articles),
        "list-1": ([_list(1)], _lists_near(1, last)),
        "list-5000": ([_list(FAR_PAGE)] if last >= FAR_PAGE else [], _lists_near(FAR_PAGE, last)),
        "list-last": ([_list(last)], _lists_near(last, last)),
        "search": (addresses.searches, addresses.searches),
    }
    pages = [
        _single(name, who, paths, alike, addresses.sessions)
        for name, (paths, alike) in singles.items()
        for who in WHO
        if paths
    ]
    return [*pages, *_rendered_pages(addresses), *(mixed(who, addresses) for who in WHO)]


def mixed(who: str, addresses: Addresses) -> Page:
    """Return requests for articles and lists of all ages, a fifth of them by members or none."""
    chance = Random(3)  # noqa: S311
    sessions = addresses.sessions
    articles = round(MIXED_PATHS * ARTICLE_SHARE)
    paths = [
        *islice(cycle(addresses.articles), articles),
        *islice(cycle(addresses.lists), MIXED_PATHS - articles),
    ]
    chance.shuffle(paths)
    share = MEMBER_SHARE if who == "member" else 0.0
    turns = cycle([sessions[0] if share else None, None, None, None, None])
    rendered = list(zip(chance.sample(paths, RENDERED * 3), turns, strict=False))
    return Page("mixed", who, Requests(paths, sessions, member_share=share), rendered)


def _rendered_pages(addresses: Addresses) -> Iterator[Page]:
    """Yield pages that no cache holds: what members get, and guests where few of them come."""
    discussed, sessions = addresses.discussed, addresses.sessions
    if discussed:
        few = discussed[:: max(1, len(discussed) // RENDERED)][:RENDERED]
        for who in WHO:
            yield _single("article-rendered", who, discussed, few, sessions, is_rendered=True)
    near = _lists_near(1, addresses.last_page)
    yield _single("list-rendered", "guest", [_list(1)], near, sessions, is_rendered=True)


def _single(
    name: str,
    who: str,
    paths: list[str],
    alike: list[str],
    sessions: list[str],
    *,
    is_rendered: bool = False,
) -> Page:
    """Return a page of which each request asks for one of these; `alike` are paths of its kind."""
    session = sessions[0] if who == "member" else None
    share = 1.0 if session else 0.0
    requests = Requests(paths, sessions, member_share=share, is_rendered=is_rendered)
    return Page(name, who, requests, [(path, session) for path in alike])


def _lists_near(number: int, last: int) -> list[str]:
    """Return pages of the list of every board: those next to one of them, and itself at the end."""
    first = max(1, min(number - RENDERED // 2, last - RENDERED + 1))
    near = range(first, min(last, first + RENDERED - 1) + 1)
    return [_list(page) for page in sorted(near, key=lambda page: -abs(page - number))]


def _list(page: int) -> str:
    return f"/all/?page={page}" if page > 1 else "/all/"
