"""The pages that are measured, and who asks for them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from random import Random

from benchmarks.load import Requests
from benchmarks.managing import ask

FAR_PAGE = 5_000
WHO = ("guest", "member")
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
class Page:
    """One row of the figures.

    Attributes:
        name: `article`, `list-1`, `list-5000`, `list-last`, `search` or `mixed`.
        who: `guest`, or `member`; of `mixed` it says that members are among the guests.
        requests: what the load asks for.
        rendered: paths of the kind, for what single requests cost, each with the key of a
            member's session, or None for a guest.
    """

    name: str
    who: str
    requests: Requests
    rendered: list[tuple[str, str | None]]


def addresses_of(environment: Mapping[str, str]) -> Addresses:
    """Ask a site what there is to ask for; members are signed in, and old views forgotten.

    Args:
        environment: of the site.

    Raises:
        benchmarks.managing.CommandFailed: when the site cannot be asked.
    """
    return Addresses(**ask("inside.urls.chosen", environment=environment))


def pages_of(addresses: Addresses) -> list[Page]:
    """Return what there is to measure; pages that the site does not have are left out."""
    last = addresses.last_page
    singles = {
        "article": ([addresses.article], [*reversed(addresses.articles_alike), addresses.article]),
        "list-1": ([_list(1)], _lists_near(1, last)),
        "list-5000": ([_list(FAR_PAGE)] if last >= FAR_PAGE else [], _lists_near(FAR_PAGE, last)),
        "list-last": ([_list(last)], _lists_near(last, last)),
        "search": (addresses.searches, addresses.searches),
    }
    pages = [
        _page(name, who, paths, [(path, who == "member") for path in alike], addresses.sessions)
        for name, (paths, alike) in singles.items()
        for who in WHO
        if paths
    ]
    return pages + [mixed(who, addresses) for who in WHO]


def mixed(who: str, addresses: Addresses) -> Page:
    """Return requests for articles and lists of all ages, a fifth of them by members or none."""
    chance = Random(3)  # noqa: S311
    paths = _mixture(addresses, chance)
    turns = cycle([who == "member", False, False, False, False])
    alike = list(zip(chance.sample(paths, RENDERED * 3), turns, strict=False))
    return _page("mixed", who, paths, alike, addresses.sessions, share=MEMBER_SHARE)


def _page(
    name: str,
    who: str,
    paths: list[str],
    alike: list[tuple[str, bool]],
    sessions: list[str],
    *,
    share: float = 1.0,
) -> Page:
    """Return a page; `alike` are paths of its kind, and whether a member asks for each."""
    return Page(
        name=name,
        who=who,
        requests=Requests(
            paths=paths, sessions=sessions, member_share=share if who == "member" else 0.0
        ),
        rendered=[(path, sessions[0] if by_member else None) for path, by_member in alike],
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
    return f"/all/?page={page}" if page > 1 else "/all/"
