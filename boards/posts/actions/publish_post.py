"""Publishes what a member wrote."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member
from boards.models import Board
from boards.permissions import can_write
from boards.posts.models import Post
from boards.posts.sanitising import storable
from boards.posts.validators import validate_tag_names


@transaction.atomic
def publish_post(
    *,
    board: Board,
    author: Member,
    title: str,
    body: str,
    tags: Sequence[str] = (),
    source: str = "",
    link: str = "",
    posted_at: datetime | None = None,
) -> Post:
    """Store a published post with its tags.

    Args:
        body: HTML from anywhere; its safe part is kept.
        tags: names; a tag that exists in another case is used as it is.
        posted_at: None for now.

    Raises:
        PermissionDenied: when the author may not write on this board.
        ValidationError: when the title or the body is empty, or something is too long.
    """
    if not can_write(author, board):
        raise PermissionDenied
    post = Post(board=board, author=author, source=storable(source).strip(), link=link)
    post.posted_at = posted_at or timezone.now()
    post.set_title(title)
    post.set_body(body)
    if not (post.body_text or post.has_image):
        raise ValidationError({"body": _("Write something.")})
    validate_tag_names(tags)
    post.full_clean()
    post.save()
    post.tags.set(tags)
    return post
