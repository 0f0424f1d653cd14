"""The comments of a page, for their template."""

from collections.abc import Iterable

from django import template
from django.template import Context

from boards.posts.comments.presenting import CommentRow, presented
from boards.posts.comments.threads import ShownComment
from boards.posts.models import Post

register = template.Library()


@register.simple_tag(takes_context=True)
def comment_rows(
    context: Context, post: Post, comments: ShownComment | Iterable[ShownComment]
) -> list[CommentRow]:
    """Return what `posts/_comment.html` takes of each comment, as the viewer may see it.

    Args:
        context: of a page, whose `user` is the viewer.
        comments: from `boards.posts.comments.threads.page_of`; one, or any number.
    """
    shown = [comments] if isinstance(comments, ShownComment) else comments
    return presented(context["user"], post, shown, token=context.get("csrf_token", ""))


@register.filter
def on_page(row: CommentRow, rows: Iterable[CommentRow]) -> bool:
    """Say whether the comment stands among the rows of the page."""
    return any(other["key"] == row["key"] for other in rows)
