"""The comments of a page, for their template."""

from collections.abc import Iterable

from django import template

from boards.posts.comments.presenting import CommentRow, presented
from boards.posts.comments.threads import ShownComment
from boards.posts.models import Post

register = template.Library()


@register.simple_tag
def comment_rows(post: Post, comments: Iterable[ShownComment]) -> list[CommentRow]:
    """Return what `posts/_comment.html` takes of each comment, as the viewer may see it.

    Args:
        comments: from `boards.posts.comments.threads.page_of`.
    """
    return presented(post, comments)
