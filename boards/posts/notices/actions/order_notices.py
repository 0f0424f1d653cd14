"""Puts the notices of a board into another order."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member
from boards.models import Board
from boards.posts.notices.order import Order


@transaction.atomic
def order_notices(
    *, board: Board | None, by: Member | None, posts: Sequence[int], version: int | None = None
) -> None:
    """Give the notices of a board the order of the keys of their posts.

    Args:
        board: None for the notices that are shown on every board.
        by: the moderator; None for the system.
        posts: all of those that have an order, each once: those whose time is over have none.
        version: `version_of_order` from which the change began; None asks for no check.

    Raises:
        ChangedMeanwhile: when the notices have another order by now.
        PermissionDenied: when `by` may not put them in order.
        ValidationError: when one is missing, or is no notice of these, or there are too many.
    """
    order = Order(board=board, by=by, version=version)
    if sorted(posts) != sorted(order.posts):
        raise ValidationError(
            _("This order does not have exactly the notices that are here. Nothing was changed."),
            code="other_notices",
        )
    order.store(posts)
