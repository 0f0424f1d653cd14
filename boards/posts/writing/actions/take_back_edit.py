"""Takes back an edit of a moderator."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member
from boards.posts.locking import post_to_moderate
from boards.posts.models import Post
from boards.posts.writing.correcting import store_correction


@transaction.atomic
def take_back_edit(*, post: Post, by: Member, version_id: int) -> Post:
    """Give a post its latest earlier version again; what is replaced is kept as a version, too.

    Args:
        version_id: of that version: with a later one, somebody has gone on writing.

    Raises:
        PermissionDenied: when `by` does not moderate the post's board.
        ValidationError: when the post was deleted; with the code `changed`, when the post was
            changed since, or the version is gone.
    """
    post = post_to_moderate(post=post, by=by)
    latest = post.revisions.first()
    if latest is None or latest.pk != version_id:
        raise ValidationError(
            _("It was changed since, so the decision can only stand."), code="changed"
        )
    store_correction(
        post, by=by, title=latest.title, body=latest.body, source=post.source, link=post.link
    )
    return post
