"""What everybody may read, and so search engines and other sites."""

from django.db import models

from boards.models import Board
from boards.posts.models import Post
from boards.posts.permissions import can_read
from boards.posts.querysets import PostQuerySet


def is_public(post: Post) -> bool:
    """Say whether a guest may read the post; asks no query when its board is loaded."""
    return can_read(None, post)


def is_thin(post: Post) -> bool:
    """Say whether the post has nothing but a title, as imported rows of a list have."""
    return not post.body


def public_posts() -> PostQuerySet[Post]:
    """Return the posts that a guest may read; agrees with `is_public`."""
    return Post.objects.visible_to(None)


def public_boards() -> models.QuerySet[Board]:
    """Return the boards that a guest may read and that list something."""
    listed = Post.objects.listed_for(None).filter(board=models.OuterRef("pk"))
    return Board.objects.readable_by(None).filter(models.Exists(listed))
