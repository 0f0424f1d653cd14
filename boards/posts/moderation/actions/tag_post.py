"""Gives a post other tags."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member
from boards.posts.locking import log, post_to_moderate
from boards.posts.models import Post
from boards.posts.signals import post_corrected
from boards.posts.validators import validate_tag_names


@transaction.atomic
def tag_post(*, post: Post, by: Member | None, tags: Sequence[str]) -> Post:
    """Let a post carry these tags and no others; the same tags again change nothing.

    Args:
        by: the moderator; None for the system.
        tags: names; a tag that exists in another case is used as it is.

    Raises:
        PermissionDenied: when `by` does not moderate the post's board.
        ValidationError: for the field `tags`, when a name is too long; when the post was deleted.
    """
    post = post_to_moderate(post=post, by=by)
    try:
        validate_tag_names(tags)
    except ValidationError as error:
        raise ValidationError({"tags": error}) from error
    before = _tags_of(post)
    post.tags.set(tags)
    if _tags_of(post) == before:
        return post
    log(post=post, by=by, verb="tag", message=_("Changed the tags."), after={"tags": list(tags)})
    post_corrected.send(sender=Post, post=post)
    return post


def _tags_of(post: Post) -> set[int]:
    return set(post.tagged.values_list("tag", flat=True))
