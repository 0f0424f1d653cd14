"""Takes a post back out of the trash."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member
from boards.posts.locking import log
from boards.posts.models import Post
from boards.posts.signals import post_restored, unhiding
from boards.posts.states import State
from boards.posts.trash.letters import tell_author
from boards.posts.trash.locking import in_trash, locked_deleted_post
from boards.posts.trash.permissions import check_can_restore


@transaction.atomic
def restore_post(*, post: Post, by: Member, reason: str = "") -> Post:
    """Give a post back the state, the place and the comments that it had; not its notice.

    Args:
        by: its author, where that is who deleted it, and a moderator where not.
        reason: for the log, and for its author.

    Raises:
        PermissionDenied: when it is not for `by` to restore it.
        ValidationError: with the code `not_in_trash`; `archived` or `silenced`, as
            `check_can_restore` says; or when somebody else has to decide about it.
    """
    post = locked_deleted_post(post.pk)
    trashed = in_trash(post)
    check_can_restore(by, trashed)
    if trashed.state_before == State.PUBLISHED:
        unhiding.send(sender=Post, row=post, by=by)
    post.state = State(trashed.state_before)
    post.save(update_fields=["state"])
    trashed.delete()
    if not trashed.is_own:
        log(post=post, by=by, verb="restore", message=_("Restored."), reason=reason)
        tell_author(post, by=by, reason=reason)
    post_restored.send(sender=Post, post=post, by=by)
    return post
