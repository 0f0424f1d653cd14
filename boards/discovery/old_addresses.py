"""Addresses that a page had before or elsewhere, or might have had, and where it is now.

Links to a board outlive its software and its name. Where nothing else is found, they lead on
permanently, and in one step:

| old form | whose it is |
|---|---|
| `/bbs/board.php?bo_table=tax&wr_id=5`, `/bbs/board.php?bo_table=tax&page=2` | Gnuboard |
| `/bbs/rss.php?bo_table=tax`, `/rss/tax` | Gnuboard: the feed of a board |
| `/index.php?mid=tax&act=rss`, `/tax/rss`, `/tax/atom`, `/rss` | XE, Rhymix: feeds |
| `/tax/5` | Gnuboard with short URLs, XE and Rhymix |
| `/index.php?mid=tax&document_srl=5`, `/index.php?mid=tax`, `/?document_srl=5` | XE, Rhymix |
| `/board/tax`, `/article/5`, `/articles/5`, `/post/5`, `/member/5`, `/tag/tax` | near misses |
| `/Posts/5/`, `/boards/TAX/` | ours in capitals |
| `/boards/taxes/`, `/tags/taxes/feed.atom`, `/boards/tax/?tag=taxes` | ours, renamed since |

A board or a tag may be called by any slug that it had, in any spelling (`moved_slugs`). A slash
that is missing at the end is Django's affair (APPEND_SLASH).
"""

import re
from collections.abc import Callable, Iterator
from urllib.parse import quote

from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.urls import is_valid_path

from boards.caching.paths import cached_reverse
from boards.discovery.moved_slugs import (
    board_called,
    moved,
    names_something,
    url_of_today,
)
from boards.members.viewers import Viewer
from boards.posts.lists.paging import page_number
from boards.posts.lists.redirects import permanently_to
from boards.posts.models import Post

GetResponse = Callable[[HttpRequest], HttpResponseBase]

NEAR_MISSES = {
    "article": "posts",
    "articles": "posts",
    "board": "boards",
    "member": "members",
    "post": "posts",
    "tag": "tags",
}
OURS = ("best", "boards", "members", "posts", "tags")
GNUBOARD_FEED = "/bbs/rss.php"
SYNTAXES = ("rss", "atom")  # of feeds, as ours and those of XE are called
# Programs of other boards, and the parameters that name the board and the post.
PROGRAMS = {
    "/": ("mid", "document_srl"),
    "/index.php": ("mid", "document_srl"),
    "/bbs/board.php": ("bo_table", "wr_id"),
    GNUBOARD_FEED: ("bo_table", ""),
}
MAX_PATH_LENGTH = 2000  # characters; no URL of ours is half as long

_NUMBER = re.compile(r"[0-9]{1,18}")
_BOARD_AND_NUMBER = re.compile(r"/([^/]+)/([0-9]{1,18})/?")
_FEED = re.compile(r"/(?:rss/([^/]+)|(?:([^/]+)/)?(rss|atom))/?", re.IGNORECASE)
_NEAR_MISS = re.compile(rf"/({'|'.join(NEAR_MISSES)})/([^/]+)/?", re.IGNORECASE)
_OURS = re.compile(rf"/({'|'.join(OURS)})/(.+)", re.IGNORECASE)


def old_addresses_middleware(get_response: GetResponse) -> GetResponse:
    """Send whoever asks for an old URL to the new one."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD"):
            return get_response(request)
        url = _url_for_program(request.user, request.path_info, request.GET)
        if not url:
            response = get_response(request)
            if response.status_code != 404:
                return response
            url = _url_for_path(request.user, request.path_info, request.GET)
            if not url:
                return response
        return permanently_to(url)

    return middleware


def new_address(viewer: Viewer | None, path: str, query: QueryDict) -> str:
    """Return the URL of today for one where nothing is, from the root of the site.

    Empty when nobody knows of one.

    Raises:
        PermissionDenied: when the path is that of a board that is closed to the viewer.
    """
    return _url_for_program(viewer, path, query) or _url_for_path(viewer, path, query)


def moved_post(viewer: Viewer | None, *, board: str, number: str) -> Post | None:
    """Return the post that another board's software knew by a number, if this viewer may read it.

    The one place to ask where posts of another software went. Today it knows those that kept
    their number.

    Args:
        board: the slug of the post's board; empty when the URL names none.
    """
    if not _NUMBER.fullmatch(number):
        return None
    posts = Post.objects.visible_to(viewer)
    if board:
        found = board_called(viewer, board)
        posts = posts.filter(board=found) if found else posts.none()
    return posts.filter(pk=number).first()


def _url_for_program(viewer: Viewer | None, path: str, query: QueryDict) -> str:
    names = PROGRAMS.get(path)
    if names is None:
        return ""
    board, number = (query.get(name, "") for name in names)
    if syntax := _syntax_asked(path, query):
        is_of_site = not board and path != GNUBOARD_FEED
        return (
            cached_reverse("feeds:site", syntax) if is_of_site else _feed_of(viewer, board, syntax)
        )
    if number:
        post = moved_post(viewer, board=board, number=number)
        return post.get_absolute_url() if post else ""
    found = board_called(viewer, board) if board else None
    return f"{found.get_absolute_url()}{_page_in(query)}" if found else ""


def _syntax_asked(path: str, query: QueryDict) -> str:
    """Return the syntax of the feed that a program is asked for; empty for anything else."""
    requested = "rss" if path == GNUBOARD_FEED else query.get("act", "")
    return requested if requested in SYNTAXES else ""


def _feed_of(viewer: Viewer | None, board: str, syntax: str) -> str:
    found = board_called(viewer, board) if board else None
    return cached_reverse("feeds:board", found.slug, syntax) if found else ""


def _page_in(query: QueryDict) -> str:
    """Return the page of a list that a URL of another program asks for, as ours do."""
    try:
        number = page_number(query.get("page", "1"))
    except ValueError:
        return ""
    return f"?page={number}" if number > 1 else ""


def _url_for_path(viewer: Viewer | None, path: str, query: QueryDict) -> str:
    if len(path) > MAX_PATH_LENGTH:
        return ""
    return (
        moved(viewer, path, query)
        or _url_for_near_miss(viewer, path, query)
        or _url_for_board_and_number(viewer, path)
        or _url_for_feed(viewer, path)
    )


def _url_for_board_and_number(viewer: Viewer | None, path: str) -> str:
    match = _BOARD_AND_NUMBER.fullmatch(path)
    # A board may be called as one of our own paths begins: `/members/5/` is a member all the same.
    if match is None or is_valid_path(f"{path.rstrip('/')}/"):
        return ""
    post = moved_post(viewer, board=match[1], number=match[2])
    return post.get_absolute_url() if post else ""


def _url_for_feed(viewer: Viewer | None, path: str) -> str:
    match = _FEED.fullmatch(path)
    if match is None or is_valid_path(f"{path.rstrip('/')}/"):
        return ""
    board, syntax = match[1] or match[2], (match[3] or "rss").lower()
    return _feed_of(viewer, board, syntax) if board else cached_reverse("feeds:site", syntax)


def _url_for_near_miss(viewer: Viewer | None, path: str, query: QueryDict) -> str:
    """Return the URL that was probably meant, if it is one of ours, with its parameters."""
    # What is still encoded was no UTF-8, and means nothing.
    if "%" in path:
        return ""
    is_ours = _OURS.fullmatch(path) is not None
    for meant in _meant(path):
        if meant == path or not is_valid_path(meant):
            continue
        if url := url_of_today(viewer, meant, query):
            return url
        # A board or a tag that nobody knows is not there in small letters either.
        if not (is_ours and names_something(meant)):
            return f"{quote(meant)}?{query.urlencode()}" if query else quote(meant)
    return ""


def _meant(path: str) -> Iterator[str]:
    """Yield the paths of ours that one resembles: first with its names as they were typed."""
    match = _NEAR_MISS.fullmatch(path) or _OURS.fullmatch(path)
    if match is None:
        return
    head = match[1].lower()
    rest = match[2].rstrip("/")
    for spelled in (rest, rest.lower()):
        for end in ("/", ""):
            yield f"/{NEAR_MISSES.get(head, head)}/{spelled}{end}"
