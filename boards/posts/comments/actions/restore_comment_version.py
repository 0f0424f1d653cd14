"""Takes back an edit of a moderator."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member
from boards.posts.comments.correcting import store_correction
from boards.posts.comments.locking import comment_to_moderate
from boards.posts.models import Comment


@transaction.atomic
def restore_comment_version(*, comment: Comment, by: Member, version_id: int) -> Comment:
    """Give a comment its latest earlier version again, as `take_back_edit` does with a post.

    Raises:
        PermissionDenied: when `by` does not moderate the post's board.
        ValidationError: when the comment or its post was deleted; with the code `changed`, when
            the comment was changed since, or the version is gone.
    """
    comment = comment_to_moderate(comment=comment, by=by)
    latest = comment.revisions.first()
    if latest is None or latest.pk != version_id:
        raise ValidationError(
            _("It was changed since, so the decision can only stand."), code="changed"
        )
    store_correction(comment, by=by, text=latest.text, picture=latest.picture)
    return comment
