"""Reads of posts what a search weighs and what it shows of them.

Each is one prepared statement, however many posts it reads: a page reads hundreds of titles, up to
a hundred texts and twenty whole rows.
"""

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Substr

from boards.db.prepared import ManyKeys, prepared
from boards.members.viewers import AnyViewer, Viewer, ViewerKind, key_of, kind_of
from boards.posts.listed import ROW_COLUMNS, ListRow
from boards.posts.models import Comment, Post, TaggedPost

MAX_COMMENTS = 300  # of all posts together

_POSTS = ManyKeys("posts")


def titles_of(post_ids: Collection[int]) -> list[tuple[int, str, int]]:
    """Return of each post its id, its title and the number of its comments, in any order."""
    rows = _titles().fetch(posts=post_ids)
    return [(post_id, title, comments or 0) for post_id, title, comments in rows]


def beginnings_of(post_ids: Collection[int], length: int) -> list[tuple[int, str]]:
    """Return of each post its id and the first characters of its text, in any order."""
    return _beginnings(length).fetch(posts=post_ids)


def tags_of(post_ids: Collection[int]) -> list[tuple[int, str]]:
    """Return the names of tags, each with the id of the post that carries it; by tag."""
    rows = sorted(_tags().fetch(posts=post_ids))
    return [(post_id, name) for _, post_id, name in rows]


def comments_of(post_ids: Collection[int]) -> list[tuple[int, str]]:
    """Return the first public comments, each with the id of its post; the oldest first."""
    return _comments().fetch(posts=post_ids)


def rows_shown_to(viewer: Viewer | None, post_ids: Iterable[int]) -> list[tuple[ListRow, str]]:
    """Return those of the posts that are published and that the viewer may read, in any order.

    Each with its whole text. The posts themselves are asked, whatever the index said.
    """
    found = _shown(kind_of(viewer)).fetch(viewer=key_of(viewer), posts=post_ids)
    return [(ListRow.of(values[:-1]), values[-1]) for values in found]


@prepared
def _titles() -> "QuerySet[Post, tuple[int, str, int | None]]":
    return Post.objects.filter(pk__in=_POSTS).values_list("pk", "title", "counts__comments")


@prepared
def _beginnings(length: int) -> "QuerySet[Post, tuple[int, str]]":
    beginning = Substr("body_text", 1, length)
    return Post.objects.filter(pk__in=_POSTS).values_list("pk", beginning)


@prepared
def _tags() -> "QuerySet[Any, tuple[int, int, str]]":
    # Sorted here: for the order, PostgreSQL would walk through the tags of all posts.
    tagged = TaggedPost.objects.filter(content_object__in=_POSTS).order_by()
    return tagged.values_list("tag_id", "content_object_id", "tag__name")


@prepared
def _comments() -> "QuerySet[Comment, tuple[int, str]]":
    public = Comment.objects.public().filter(post__in=_POSTS)
    return public.order_by("pk").values_list("post_id", "text")[:MAX_COMMENTS]


@prepared
def _shown(kind: ViewerKind) -> "QuerySet[Post, tuple[Any, ...]]":
    visible = Post.objects.visible_to(AnyViewer(kind)).published()
    return visible.filter(pk__in=_POSTS).values_list(*ROW_COLUMNS, "body_text")
