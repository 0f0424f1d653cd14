"""Addresses that a page had elsewhere, or might have had, and where it is now.

Links to a board outlive its software. Where nothing else is found, they lead on permanently:

| old form | whose it is |
|---|---|
| `/bbs/board.php?bo_table=tax&wr_id=5`, `/bbs/board.php?bo_table=tax` | Gnuboard |
| `/tax/5` | Gnuboard with short addresses, XE and Rhymix |
| `/index.php?mid=tax&document_srl=5`, `/index.php?mid=tax`, `/?document_srl=5` | XE, Rhymix |
| `/board/tax`, `/article/5`, `/articles/5`, `/post/5`, `/member/5`, `/tag/tax` | near misses |
| `/Posts/5/`, `/boards/TAX/` | ours in capitals |

A slash that is missing at the end is Django's affair (APPEND_SLASH).
"""

import re
from collections.abc import Callable
from urllib.parse import quote

from django.http import HttpRequest, HttpResponseBase, HttpResponsePermanentRedirect
from django.urls import is_valid_path

from boards.members.viewers import Viewer
from boards.models import Board
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
# Programs of other boards, and the parameters that name the board and the post.
PROGRAMS = {
    "/": ("mid", "document_srl"),
    "/index.php": ("mid", "document_srl"),
    "/bbs/board.php": ("bo_table", "wr_id"),
}
_NUMBER = re.compile(r"[0-9]{1,18}")
_BOARD_AND_NUMBER = re.compile(r"/([^/]+)/([0-9]{1,18})/?")
_NEAR_MISS = re.compile(rf"/({'|'.join(NEAR_MISSES)})/([^/]+)/?", re.IGNORECASE)
_OURS = re.compile(r"/(?:best|boards|members|posts|tags)/.+", re.IGNORECASE)


def old_addresses_middleware(get_response: GetResponse) -> GetResponse:
    """Send whoever asks for an old address to the new one."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD"):
            return get_response(request)
        path = _path_for_program(request)
        if not path:
            response = get_response(request)
            if response.status_code != 404:
                return response
            path = _path_for_near_miss(request) or _path_for_board_and_number(request)
            if not path:
                return response
        return HttpResponsePermanentRedirect(path)

    return middleware


def moved_post(viewer: Viewer, *, board: str, number: str) -> Post | None:
    """Return the post that another board's software knew by a number, if this viewer may read it.

    The one place to ask where posts of another software went. Today it knows those that kept
    their number.

    Args:
        board: the slug of the post's board; empty when the address names none.
    """
    if not _NUMBER.fullmatch(number):
        return None
    posts = Post.objects.visible_to(viewer)
    if board:
        posts = posts.filter(board__slug=board.lower())
    return posts.filter(pk=number).first()


def _path_for_program(request: HttpRequest) -> str:
    board_name, number_name = PROGRAMS.get(request.path_info, ("", ""))
    board, number = request.GET.get(board_name, ""), request.GET.get(number_name, "")
    return _path_of(request, board=board, number=number)


def _path_for_board_and_number(request: HttpRequest) -> str:
    match = _BOARD_AND_NUMBER.fullmatch(request.path_info)
    # A board may be called as one of our own paths begins: `/members/5/` is a member all the same.
    if match is None or is_valid_path(f"{request.path_info.rstrip('/')}/"):
        return ""
    return _path_of(request, board=match[1], number=match[2])


def _path_of(request: HttpRequest, *, board: str, number: str) -> str:
    if number:
        post = moved_post(request.user, board=board, number=number)
        return post.get_absolute_url() if post else ""
    found = Board.objects.readable_by(request.user).filter(slug=board.lower()) if board else None
    first = found.first() if found else None
    return first.get_absolute_url() if first else ""


def _path_for_near_miss(request: HttpRequest) -> str:
    """Return the address that was probably meant, if it is one of ours, with its parameters."""
    path = request.path_info
    if match := _NEAR_MISS.fullmatch(path):
        path = f"/{NEAR_MISSES[match[1].lower()]}/{match[2]}"
    elif not _OURS.fullmatch(path):
        return ""
    path = f"{path.lower().rstrip('/')}/"
    # What is still encoded was no UTF-8, and means nothing.
    if path == request.path_info or "%" in path or not is_valid_path(path):
        return ""
    query = request.META.get("QUERY_STRING", "")
    return f"{quote(path)}{'?' if query else ''}{query}"
