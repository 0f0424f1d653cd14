"""Moves a notice one place up or down."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member
from boards.models import Board
from boards.posts.notices.order import Order


@transaction.atomic
def move_notice(
    *, board: Board | None, by: Member | None, post: int, down: bool, version: int | None = None
) -> None:
    """Let a notice and its neighbour change places; the first one does not move up.

    Args:
        board: None for the notices that are shown on every board.
        by: the moderator; None for the system.
        post: the key of its post.
        down: towards the end; else towards the beginning.
        version: `version_of_order` from which the change began; None asks for no check.

    Raises:
        ChangedMeanwhile: when the notices have another order by now.
        PermissionDenied: when `by` may not put them in order.
        ValidationError: when this is none of them, or there are too many.
    """
    order = Order(board=board, by=by, version=version)
    posts = list(order.posts)
    if post not in posts:
        raise ValidationError(_("This notice is not here any more."), code="other_notices")
    place = posts.index(post)
    beside = place + (1 if down else -1)
    if 0 <= beside < len(posts):
        posts[place], posts[beside] = posts[beside], posts[place]
        order.store(posts)
