"""The pages that are measured, and who asks for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from random import Random

from benchmarks.load import Requests

FAR_PAGE = 5_000
MEMBER_SHARE = 0.2  # of the requests of many members and guests
ARTICLE_SHARE = 0.75  # of the requests of many articles and lists
MIXED_PATHS = 10_000  # that wrk chooses from
RENDERED = 15  # pages of a kind whose single requests are measured, warming up included


@dataclass(frozen=True)
class Addresses:
    """Paths of the site, and keys of members' sessions.

    Attributes:
        article: one article from the middle of the site's life, of usual length.
        articles_alike: others of about the same length.
        articles: articles of all ages.
        lists: pages of the list of every board and of single boards, near and far.
        last_page: the number of the last page of the list of every board.
        searches: words that are in many posts and in few; empty when there is no search yet.
    """

    article: str
    articles_alike: list[str]
    articles: list[str]
    lists: list[str]
    last_page: int
    searches: list[str]
    sessions: list[str]


@dataclass(frozen=True)
class Rendered:
    """One page that is rendered from within, by a member when there is a session."""

    path: str
    session: str | None


@dataclass(frozen=True)
class Page:
    """One row of the figures.

    Attributes:
        name: `article`, `list-1`, `list-5000`, `list-last`, `search` or `mixed`.
        who: `guest`, or `member`; of `mixed` it says that members are among the guests.
        requests: what the load asks for.
        rendered: pages of the kind, for what single requests cost.
    """

    name: str
    who: str
    requests: Requests
    rendered: list[Rendered]


def pages_of(addresses: Addresses) -> list[Page]:
    """Return what there is to measure; pages that the site does not have are left out."""
    singles = {
        "article": ([addresses.article], [*reversed(addresses.articles_alike), addresses.article]),
        "list-1": (["/"], _lists_near(1, addresses.last_page)),
        "list-5000": ([_list(FAR_PAGE)], _lists_near(FAR_PAGE, addresses.last_page)),
        "list-last": (
            [_list(addresses.last_page)],
            _lists_near(addresses.last_page, addresses.last_page),
        ),
        "search": (addresses.searches, addresses.searches),
    }
    if addresses.last_page < FAR_PAGE:
        del singles["list-5000"]
    if not addresses.searches:
        del singles["search"]
    return [
        *(
            _page(name, who, paths, alike, addresses.sessions)
            for name, (paths, alike) in singles.items()
            for who in ("guest", "member")
        ),
        _mixed("guest", addresses),
        _mixed("member", addresses),
    ]


def _page(name: str, who: str, paths: list[str], alike: list[str], sessions: list[str]) -> Page:
    share = 1.0 if who == "member" else 0.0
    session = sessions[0] if who == "member" else None
    return Page(
        name=name,
        who=who,
        requests=Requests(paths=paths, sessions=sessions, member_share=share),
        rendered=[Rendered(path, session) for path in alike],
    )


def _mixed(who: str, addresses: Addresses) -> Page:
    chance = Random(3)  # noqa: S311
    share = MEMBER_SHARE if who == "member" else 0.0
    paths = _mixture(addresses, chance)
    sessions = cycle([addresses.sessions[0] if share else None, None, None, None, None])
    return Page(
        name="mixed",
        who=who,
        requests=Requests(paths=paths, sessions=addresses.sessions, member_share=share),
        rendered=[
            Rendered(path, session)
            for path, session in zip(chance.sample(paths, RENDERED * 3), sessions, strict=False)
        ],
    )


def _mixture(addresses: Addresses, chance: Random) -> list[str]:
    """Return paths, every article and every list page among them, each kind in its share."""
    articles = round(MIXED_PATHS * ARTICLE_SHARE)
    paths = [
        *islice(cycle(addresses.articles), articles),
        *islice(cycle(addresses.lists), MIXED_PATHS - articles),
    ]
    chance.shuffle(paths)
    return paths


def _lists_near(number: int, last: int) -> list[str]:
    """Return pages of the list of every board: those next to one of them, and itself at the end."""
    first = max(1, min(number - RENDERED // 2, last - RENDERED + 1))
    near: Sequence[int] = range(first, min(last, first + RENDERED - 1) + 1)
    return [_list(page) for page in sorted(near, key=lambda page: -abs(page - number))]


def _list(page: int) -> str:
    return f"/?page={page}" if page > 1 else "/"
