"""What the pages of the trash show; each page costs as many queries, however much there is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.db.models.functions import Left
from django.utils.translation import gettext

from boards.db.keys import page_before
from boards.members.characters import beginning_of
from boards.members.models import Member
from boards.members.viewers import Viewer, name_for
from boards.models import Board
from boards.moments.site_time import day_of
from boards.permissions import is_silenced_on
from boards.posts.models import Trashed
from boards.posts.querysets import RULES_OF_BOARD, TEXTS
from boards.posts.states import State
from boards.readable import boards_readable_by

PAGE = 50  # things
EXCERPT_LENGTH = 200  # characters
_BEGINNING = 4 * EXCERPT_LENGTH  # code points of the text that are loaded


@dataclass(frozen=True)
class TrashRow:
    """One thing in the trash, as its viewer may see it.

    Attributes:
        title: empty where the viewer is not to read it.
        author: the name as the viewer may see it; empty when nobody knows it.
        deleted_by: the moderator; empty for the system, and where its author deleted it.
        can_restore: whether there is a button.
    """

    trashed: Trashed
    is_comment: bool
    title: str
    excerpt: str
    author: str
    deleted_by: str
    can_restore: bool

    @property
    def day(self) -> date:
        """On which day it was deleted."""
        return day_of(self.trashed.at)

    @property
    def purged_at(self) -> datetime:
        """When it is erased for good."""
        return self.trashed.purged_at


def on_boards(
    viewer: Member, boards: Sequence[Board], *, is_own: bool, before: int | None
) -> tuple[list[TrashRow], int | None]:
    """Return what is in the trash of some boards, and the key from which the next page goes on.

    Args:
        boards: which the viewer moderates.
        is_own: whether what members deleted themselves, of which a moderator reads no word; or what
            moderators and the system deleted.
    """
    found = _with_details().filter(board__in=[board.pk for board in boards], is_own=is_own)
    rows, last = page_before(found, before, size=PAGE)
    return [_row(each, viewer, can_restore=not is_own) for each in rows], last


def own_of(member: Member, *, before: int | None) -> tuple[list[TrashRow], int | None]:
    """Return what a member deleted and can restore, as `on_boards` does."""
    rows, last = page_before(_with_details().filter(by=member, is_own=True), before, size=PAGE)
    readable = {board.pk: board for board in boards_readable_by(member)}
    writable = {
        pk
        for pk, board in readable.items()
        if not board.is_archived and not is_silenced_on(member, pk)
    }
    return [_row(each, member, can_restore=each.board_id in writable) for each in rows], last


def _with_details() -> "QuerySet[Trashed]":
    joined = ("by", "board", "post__author", "post__board", "comment__author")
    unused = (f"post__{name}" for name in TEXTS)
    rules = (f"{place}{name}" for place in ("", "post__") for name in RULES_OF_BOARD)
    found = Trashed.objects.filter(is_purging=False).select_related(*joined)
    return found.annotate(beginning=Left("post__body_text", _BEGINNING)).defer(
        "comment__body", *unused, *rules
    )


def _row(trashed: Trashed, viewer: Viewer, *, can_restore: bool) -> TrashRow:
    comment, post = trashed.comment, trashed.post
    may_read = not trashed.is_own or trashed.row.author_id == viewer.pk
    if comment is None:
        title, text = post.title, trashed.beginning  # type: ignore[attr-defined]
        author = post.byline_name_for(viewer)
    else:
        comment.post = post
        # A post that is deleted as well is nothing to read of, either.
        is_there = post.state != State.DELETED
        on_post = gettext("Comment on “%(title)s”") % {"title": post.title}
        title, text = on_post if is_there else gettext("Comment on a deleted post"), comment.text
        author = comment.author_name_for(viewer)
    is_by_moderator = not trashed.is_own and trashed.by is not None
    return TrashRow(
        trashed=trashed,
        is_comment=comment is not None,
        title=title if may_read else "",
        excerpt=beginning_of(text, EXCERPT_LENGTH, in_one_line=True) if may_read else "",
        author=author,
        deleted_by=name_for(viewer, trashed.by) if is_by_moderator else "",
        can_restore=can_restore,
    )
