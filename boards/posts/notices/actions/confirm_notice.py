"""Notes that a member has read a notice."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member
from boards.posts.models import NoticeConfirmation, Post
from boards.posts.notices.placement import locked_notice
from boards.posts.permissions import can_read


@transaction.atomic
def confirm_notice(*, post: Post, by: Member, edition: int) -> None:
    """Store that the member has read the notice of a post; a second time changes nothing.

    Args:
        edition: of the notice, as the member was shown it.

    Raises:
        PermissionDenied: when `by` may not read the post.
        ValidationError: with the code `not_asked` when nobody is asked to confirm it any more, and
            `anew` when everybody was asked anew since the member opened it.
    """
    if not can_read(by, post):
        raise PermissionDenied
    notice = locked_notice(post)
    if notice is None or not notice.asks_to_confirm:
        raise ValidationError(_("Nobody is asked to confirm this any more."), code="not_asked")
    if notice.edition != edition:
        raise ValidationError(
            _("This notice was changed in the meantime. Read it again, and then confirm it."),
            code="anew",
        )
    of_member = NoticeConfirmation.objects.filter(notice=notice, member=by)
    if of_member.filter(edition=edition).exists():
        return
    NoticeConfirmation.objects.update_or_create(
        notice=notice,
        member=by,
        defaults={"edition": edition, "confirmed_at": timezone.now()},
    )
