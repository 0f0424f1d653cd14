"""Reads what is indexed of posts."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from boards.posts.models import Comment, Post, TaggedPost
from boards.posts.states import State
from boards.search.documents import Author, Source

_FIELDS = (
    "id", "posted_at", "board_id", "is_secret", "title", "body_text",
    "author_id", "alias", "masked_author", "author__handle", "author__deleted_at",
)  # fmt: skip


def sources_of(post_ids: Iterable[int]) -> Iterator[Source]:
    """Yield the sources of those posts that are published, by id; three queries for all."""
    ids = list(post_ids)
    tags, comments = _tags_of(ids), _comments_of(ids)
    posts = Post.objects.published().filter(pk__in=ids).order_by("pk").values(*_FIELDS)
    for post in posts:
        yield Source(
            post_id=post["id"],
            posted_at=post["posted_at"],
            board_id=post["board_id"],
            author=_author_of(post),
            is_secret=post["is_secret"],
            title=post["title"],
            text=post["body_text"],
            tags=tags[post["id"]],
            comments=comments[post["id"]],
        )


def _author_of(post: dict[str, Any]) -> Author:
    return Author(
        member_id=post["author_id"],
        handle=post["author__handle"] or "",
        masked_name=post["masked_author"],
        is_anonymous=post["alias"] is not None,
        is_former=post["author__deleted_at"] is not None,
    )


def _tags_of(ids: list[int]) -> dict[int, dict[int, str]]:
    tags: dict[int, dict[int, str]] = defaultdict(dict)
    rows = TaggedPost.objects.filter(content_object__in=ids).order_by("tag_id")
    for post_id, tag_id, name in rows.values_list("content_object_id", "tag_id", "tag__name"):
        tags[post_id][tag_id] = name
    return tags


def _comments_of(ids: list[int]) -> dict[int, list[str]]:
    """Secret comments are not indexed: whoever may read them knows where they are."""
    texts: dict[int, list[str]] = defaultdict(list)
    public = Comment.objects.filter(post__in=ids, state=State.PUBLISHED, is_secret=False)
    for post_id, text in public.order_by("pk").values_list("post_id", "text"):
        texts[post_id].append(text)
    return texts
