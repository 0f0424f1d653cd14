"""Takes a notice down."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member
from boards.posts.locking import log, post_to_pin
from boards.posts.models import Post
from boards.posts.notices.confirmations import confirmed
from boards.posts.notices.placement import locked_notice, place_for_log
from boards.posts.permissions import can_pin


@transaction.atomic
def unpin_notice(*, post: Post, by: Member | None) -> None:
    """Make a notice an ordinary post again; unpinning what is not pinned changes nothing.

    What members confirmed and folded goes with the notice: pinned again, it is a new one, which
    everybody is asked to read. The log has how many had confirmed it.

    Args:
        by: the moderator; None for the system.

    Raises:
        PermissionDenied: when `by` may not pin within the scope of the notice.
        ValidationError: when the post was deleted.
    """
    post = post_to_pin(post=post, by=by)
    notice = locked_notice(post)
    if notice is None:
        return
    if by is not None and not can_pin(by, post, scope=notice.scope):
        raise PermissionDenied
    before = {"confirmed": confirmed(notice)} if notice.must_read else {}
    after = {"_notice": place_for_log(notice)}
    notice.delete()
    log(post=post, by=by, verb="unpin", message=_("Unpinned."), before=before, after=after)
