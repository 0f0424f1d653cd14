"""Puts in a post that somebody else wrote, now or long ago, here or elsewhere."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member
from boards.models import Board, Category
from boards.posts.categories import check_category_of_board
from boards.posts.locking import log
from boards.posts.models import Post
from boards.posts.permissions import can_write_for_others
from boards.posts.screening import screened
from boards.posts.signals import post_published
from boards.posts.uploads.actions.attach_uploads import attach_uploads
from boards.posts.writing.composing import compose
from boards.posts.writing.origin import set_origin
from boards.posts.writing.tagging import tag_new_post


@transaction.atomic
def add_post(
    *,
    by: Member | None,
    board: Board,
    title: str,
    body: str,
    author: Member | None,
    masked_author: str,
    posted_at: datetime,
    posted_at_is_estimated: bool,
    posted_at_is_day_only: bool,
    tags: Sequence[str] = (),
    category: Category | None = None,
    source: str = "",
    link: str = "",
) -> Post:
    """Store a published post with its tags; whether its author may write there is not asked.

    Args:
        by: whoever puts it in; None for the system.
        body: HTML from anywhere; its safe part is kept.
        masked_author: the only name known of an author from another site; empty beside a member.
        posted_at: where only the day is known, any moment of it by the site's clock.
        tags: names; a tag that exists in another case is used as it is.
        category: one of the board's that is not retired; none is right everywhere.

    Raises:
        PermissionDenied: when `by` may not write for others.
        ValidationError: with the name of the field, when a text is empty, too long or not
            allowed here, or a picture in the body is not the author's.
    """
    if by is not None and not can_write_for_others(by):
        raise PermissionDenied
    if category is not None:
        check_category_of_board(category, board)
    post = Post(board=board, category=category)
    set_origin(
        post,
        author=author,
        masked_author=masked_author,
        posted_at=posted_at,
        posted_at_is_estimated=posted_at_is_estimated,
        posted_at_is_day_only=posted_at_is_day_only,
    )
    compose(post, title=title, body=body, tags=tags, source=source, link=link)
    post.full_clean(exclude=["submission_key"])
    stored = screened(post, by=by, tags=tags)
    post.save()
    attach_uploads(post=post, body=post.body)
    given = tag_new_post(post=post, names=tags)
    stored()
    log(post=post, by=by, verb="add", message=_("Added."))
    post_published.send(sender=Post, post=post, tags=given)
    return post
