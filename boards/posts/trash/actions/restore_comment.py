"""Takes a comment back out of the trash."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member
from boards.posts.comments.locking import log
from boards.posts.comments.places import open_places_above
from boards.posts.counting import add_to_counts
from boards.posts.locking import locked_post
from boards.posts.models import Comment, Post
from boards.posts.signals import comment_restored, unhiding
from boards.posts.states import State
from boards.posts.trash.letters import tell_author
from boards.posts.trash.locking import in_trash
from boards.posts.trash.permissions import check_can_restore


@transaction.atomic
def restore_comment(*, comment: Comment, by: Member, reason: str = "") -> Comment:
    """Give a comment back the state and the place among others that it had.

    Args:
        by: its author, where that is who deleted it, and a moderator where not.
        reason: for the log, and for its author.

    Raises:
        PermissionDenied: when it is not for `by` to restore it.
        ValidationError: with the code `not_in_trash`; `deleted`, when its post is deleted; or as
            `restore_post` says.
    """
    post = locked_post(Post(pk=comment.post_id))
    found = Comment.objects.select_for_update(of=("self",)).select_related("author", "parent")
    comment = found.filter(pk=comment.pk, post=post).first() or comment
    comment.post = post
    trashed = in_trash(comment)
    check_can_restore(by, trashed)
    if trashed.state_before == State.PUBLISHED:
        unhiding.send(sender=Comment, row=comment, by=by)
    comment.state = State(trashed.state_before)
    comment.save(update_fields=["state"])
    open_places_above(comment)
    if comment.is_published:
        add_to_counts(post.pk, comments=1)
    trashed.delete()
    if not trashed.is_own:
        log(comment=comment, by=by, verb="restore", message=_("Restored."), reason=reason)
        tell_author(comment, by=by, reason=reason)
    comment_restored.send(sender=Comment, comment=comment, by=by)
    return comment
