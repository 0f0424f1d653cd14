"""Gives a post another category (말머리) of its board."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member
from boards.models import Category
from boards.posts.categories import NO_CATEGORY_CHOSEN, locked_category
from boards.posts.locking import category_for_log, log, post_to_moderate
from boards.posts.models import Post
from boards.posts.signals import post_corrected


@transaction.atomic
def change_category(*, post: Post, by: Member | None, category: Category | None) -> Post:
    """Give a post a category, or take it away; the same again changes nothing.

    Args:
        by: the moderator; None for the system.

    Raises:
        PermissionDenied: when `by` does not moderate the post's board.
        ValidationError: when the post was deleted; for the field `category`, when it is retired,
            deleted or of another board, or there is none where the board wants one.
    """
    post = post_to_moderate(post=post, by=by)
    before = post.category
    if category == before:
        return post
    if category is not None:
        category = locked_category(category, post.board)
    elif post.board.needs_category:
        raise ValidationError({"category": NO_CATEGORY_CHOSEN})
    post.category = category
    post.save(update_fields=["category"])
    names = {"old": before or _("none"), "new": category or _("none")}
    log(
        post=post,
        by=by,
        verb="change_category",
        message=format_lazy(_("Category changed from {old} to {new}."), **names),
        before=category_for_log(before),
        after=category_for_log(category),
    )
    post_corrected.send(sender=Post, post=post)
    return post
