"""Brings in the notices of a saved page."""

from boards.imports.keys import notice_key
from boards.imports.models import PageKind
from boards.imports.register import Register
from boards.imports.saved_page import SavedNotice, SavedPage
from boards.models import Board
from boards.moments import site_time
from boards.posts.models import Notice, Post
from boards.posts.notices.actions.pin_notice import pin_notice
from boards.posts.states import Scope

STEP = 10  # between the positions of neighbouring notices


def import_notices(*, page: SavedPage, board: Board, register: Register) -> int:
    """Pin the page's notices in its order and return how many of them are new.

    A list that mixes boards shows notices of every board; any other list those of its own.
    What a moderator has pinned here already stays as it is.
    """
    several_boards = len({row.board for row in page.rows}) > 1
    scope = Scope.EVERY_BOARD if several_boards else Scope.THIS_BOARD
    made = 0
    for position, notice in enumerate(page.notices, start=1):
        key = notice_key(notice)
        if register.post_with(key) is not None:
            continue
        post = _article_of(notice, register) or _post_of(notice, board)
        register.add(key, PageKind.NOTICE, notice.title, post)
        if post.is_published and not Notice.objects.filter(post=post).exists():
            starts_at = site_time.midnight(notice.date)
            pin_notice(
                post=post, by=None, scope=scope, position=position * STEP, starts_at=starts_at
            )
        made += 1
    return made


def _article_of(notice: SavedNotice, register: Register) -> Post | None:
    for post in register.posts_shown_as(PageKind.ARTICLE, notice.title):
        if site_time.day_of(post.posted_at) == notice.date:
            return post
    return None


def _post_of(notice: SavedNotice, board: Board) -> Post:
    return Post.objects.create(
        board=board,
        title=notice.title,
        posted_at=site_time.midnight(notice.date),
        posted_at_is_day_only=True,
    )
