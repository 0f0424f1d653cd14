"""Asks every member anew to read a notice."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member
from boards.posts.locking import log, post_to_pin
from boards.posts.models import Post
from boards.posts.notices.confirmations import confirmed
from boards.posts.notices.placement import locked_notice
from boards.posts.permissions import can_pin


@transaction.atomic
def ask_anew(*, post: Post, by: Member | None, edition: int) -> None:
    """Count no confirmation of a notice any more, and unfold it for everybody.

    Of two who ask at once, the second changes nothing.

    Args:
        by: the moderator; None for the system.
        edition: of the notice, as `by` was shown it.

    Raises:
        PermissionDenied: when `by` may not pin within the scope of the notice.
        ValidationError: when it is no notice that members confirm, or the post was deleted.
    """
    post = post_to_pin(post=post, by=by)
    notice = locked_notice(post)
    if notice is None or not notice.must_read:
        raise ValidationError(_("Nobody is asked to confirm this any more."), code="not_asked")
    if by is not None and not can_pin(by, post, scope=notice.scope):
        raise PermissionDenied
    if notice.edition != edition:
        return
    before = {"confirmed": confirmed(notice)}
    notice.edition += 1
    notice.save(update_fields=["edition"])
    message = _("Asked everybody anew to read it.")
    log(post=post, by=by, verb="ask_anew", message=message, before=before)
