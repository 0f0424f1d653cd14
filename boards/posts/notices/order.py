"""The order of the notices of a board, or of every board: what its page and its actions share."""

from collections.abc import Iterable, Sequence

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member
from boards.models import Board
from boards.posts.form_versions import check_version, fingerprint_of
from boards.posts.locking import log
from boards.posts.models import Notice
from boards.posts.permissions import can_order_notices
from boards.posts.querysets import RULES_OF_BOARD, TEXTS, NoticeQuerySet
from boards.posts.states import Scope, State
from boards.readable import boards_readable_by

MAX_ORDERED = 200  # of one board
# Just behind where a new notice stands: until somebody orders again, it is the first.
FIRST_POSITION = Notice._meta.get_field("position").default + 1
MAX_SENT = 20 * MAX_ORDERED  # characters of an order that is sent


def notices_to_order(board: Board | None, boards: Iterable[Board]) -> list[Notice]:
    """Return the notices that a viewer may put in order, with those whose time is over.

    Args:
        board: those of its posts that are shown there; None for those shown on every board.
        boards: that the viewer may read, from `boards.readable`.
    """
    return _seen(_in_order(board), boards)


def still_shown(notices: Iterable[Notice]) -> list[Notice]:
    """Return those whose time is not over: they have an order."""
    return [notice for notice in notices if not notice.is_over]


def version_of_order(notices: Sequence[Notice]) -> int:
    """Return a number that stands for the order of some notices."""
    return fingerprint_of([notice.post_id for notice in notices])


class Order:
    """The notices of a board in their order, held until the transaction ends.

    Attributes:
        posts: the keys of the posts that `by` may put in order, as they stand.
    """

    def __init__(self, *, board: Board | None, by: Member | None, version: int | None) -> None:
        """Hold all notices of a board, or all that are shown on every board for None.

        Args:
            by: the moderator; None for the system.
            version: `version_of_order` from which the change began; None asks for no check.

        Raises:
            ChangedMeanwhile: when they have another order by now.
            PermissionDenied: when `by` may not put them in order.
            ValidationError: when there are more than MAX_ORDERED.
        """
        if by is not None and not can_order_notices(by, board):
            raise PermissionDenied
        # In the order of their keys, so that two who do this wait for each other, and not in a
        # circle. Their order is read from what is there once they are held.
        held = _shelf(board).select_for_update(of=("self",), no_key=True).order_by("pk")
        list(held.values("pk"))
        self._by = by
        self._every = still_shown(_in_order(board))
        own = self._every if by is None else _seen(self._every, boards_readable_by(by))
        check_version(version, version_of_order(own))
        if len(own) > MAX_ORDERED:
            raise ValidationError(
                _("There are too many notices to put in order. Unpin those that are not needed.")
            )
        self.posts = [each.post_id for each in own]

    def store(self, wanted: Sequence[int]) -> None:
        """Give the notices an order, and log what was moved.

        Notices that `by` does not see stay where they are among the others.

        Args:
            wanted: the keys of their posts; all of `posts`, each once.
        """
        moved = moved_between(self.posts, wanted)
        if not moved:
            return
        by_post = {each.post_id: each for each in self._every}
        following = iter(wanted)
        own = set(wanted)
        placed = [by_post[next(following)] if each.post_id in own else each for each in self._every]
        self._renumber(placed)
        for post in moved:
            log(
                post=by_post[post].post,
                by=self._by,
                verb="reorder",
                message=_("Changed the order of the notices."),
                before={"position": self.posts.index(post) + 1},
                after={"position": list(wanted).index(post) + 1},
            )

    @staticmethod
    def _renumber(placed: Sequence[Notice]) -> None:
        changed = []
        for position, notice in enumerate(placed, start=FIRST_POSITION):
            if notice.position != position:
                notice.position = position
                changed.append(notice)
        Notice.objects.bulk_update(changed, ["position"])


def moved_between(before: Sequence[int], after: Sequence[int]) -> list[int]:
    """Return which keys were moved: one where that explains it, else all that stand elsewhere.

    Both have the same keys, each once.
    """
    elsewhere = [new for old, new in zip(before, after, strict=True) if old != new]
    if not elsewhere:
        return []
    first = next(place for place, key in enumerate(before) if key != after[place])
    for alone in (before[first], after[first]):
        if [key for key in before if key != alone] == [key for key in after if key != alone]:
            return [alone]
    return elsewhere


def _shelf(board: Board | None) -> NoticeQuerySet[Notice]:
    if board is None:
        return Notice.objects.filter(scope=Scope.EVERY_BOARD)
    return Notice.objects.filter(scope=Scope.THIS_BOARD, post__board=board)


def _in_order(board: Board | None) -> "models.QuerySet[Notice]":
    rows = _shelf(board).exclude(post__state=State.DELETED).select_related("post__board")
    texts = (f"post__{name}" for name in TEXTS)
    rules = (f"post__{name}" for name in RULES_OF_BOARD)
    return rows.defer(*texts, *rules).in_order()


def _seen(notices: Iterable[Notice], boards: Iterable[Board]) -> list[Notice]:
    """Return the notices of which somebody who may put them in order may know.

    Who pins there and does not moderate the content knows of none that is hidden or secret.
    """
    known = {each.pk: each for each in boards}
    return [
        notice
        for notice in notices
        if (of_post := known.get(notice.post.board_id))
        and (of_post.is_moderated or (notice.post.is_published and not notice.post.is_secret))
    ]
