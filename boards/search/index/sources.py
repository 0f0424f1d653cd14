"""Reads what is indexed of posts."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db.models import BigAutoField, F, QuerySet, Value

from boards.db.prepared import Param, prepared
from boards.members.models import Member
from boards.posts.models import Comment, PollChoice, Post, TaggedPost
from boards.search.index.documents import Author, Source

_OWN_FIELDS = (
    "id", "posted_at", "posted_at_is_day_only", "board_id", "category_id", "is_secret", "title",
    "body_text", "has_poll", "author_id", "anonymous_number", "masked_author",
)  # fmt: skip
_FIELDS = (*_OWN_FIELDS, "author__handle", "author__deleted_at")
_TAG, _COMMENT, _AUTHOR = 0, 1, 2
_SLOT = Param("post", BigAutoField())


def source_of(post_id: int) -> Source | None:
    """Return the source of one post, or None when it is not published."""
    post = _post().first(post=post_id)
    if post is None:
        return None
    around = _Around(post_id, author_id=None)
    return _source(post, around.tags, around.comments)


def source_of_new(post: Post, *, tags: Mapping[int, str]) -> Source | None:
    """Return the source of a post that this transaction made, without reading it again.

    None when it is not published.

    Args:
        tags: by id; nobody can have commented on it yet.
    """
    if not post.is_published:
        return None
    known = {name: getattr(post, name) for name in _OWN_FIELDS}
    known["author__handle"] = post.author.handle if post.author else ""
    known["author__deleted_at"] = post.author.deleted_at if post.author else None
    return _source(known, dict(sorted(tags.items())), [])


def source_of_locked(post: Post) -> Source:
    """Return the source of a published post whose row this transaction has locked and read."""
    around = _Around(post.pk, author_id=post.author_id)
    known = {name: getattr(post, name) for name in _OWN_FIELDS}
    known["author__handle"] = around.handle
    known["author__deleted_at"] = None if around.handle else post.author_id
    return _source(known, around.tags, around.comments)


class _Around:
    """What is read beside a post: its tags, its public comments, its author who is not gone."""

    def __init__(self, post_id: int, *, author_id: int | None) -> None:
        self.tags: dict[int, str] = {}
        self.comments: list[str] = []
        self.handle = ""
        for kind, pk, text in _rows_around().fetch(post=post_id, author=author_id):
            if kind == _TAG:
                self.tags[pk] = text
            elif kind == _COMMENT:
                self.comments.append(text)
            else:
                self.handle = text


def sources_of(post_ids: Iterable[int]) -> Iterator[Source]:
    """Yield the sources of those posts that are published, by id; four queries for all."""
    ids = list(post_ids)
    tags, comments = _tags_of(ids), _comments_of(ids)
    posts = list(Post.objects.published().filter(pk__in=ids).order_by("pk").values(*_FIELDS))
    asked = _asked_in([post["id"] for post in posts if post["has_poll"]])
    for post in posts:
        pk = post["id"]
        yield _source(post, tags[pk], comments[pk], asked[pk])


def _source(
    post: dict[str, Any],
    tags: dict[int, str],
    comments: list[str],
    asked: list[str] | None = None,
) -> Source:
    """Make a source.

    Args:
        asked: the texts of its poll; None for what is to be looked up, if it has one.
    """
    if asked is None:
        asked = _asked_in([post["id"]])[post["id"]] if post["has_poll"] else []
    return Source(
        post_id=post["id"],
        posted_at=post["posted_at"],
        is_day_only=post["posted_at_is_day_only"],
        board_id=post["board_id"],
        category_id=post["category_id"],
        author=_author_of(post),
        is_secret=post["is_secret"],
        title=post["title"],
        text="\n".join([post["body_text"], *asked]),
        tags=tags,
        comments=comments,
    )


def _author_of(post: dict[str, Any]) -> Author:
    return Author(
        member_id=post["author_id"],
        handle=post["author__handle"] or "",
        masked_name=post["masked_author"],
        is_anonymous=post["anonymous_number"] is not None,
        is_former=post["author__deleted_at"] is not None,
    )


def _tags_of(ids: list[int]) -> dict[int, dict[int, str]]:
    tags: dict[int, dict[int, str]] = defaultdict(dict)
    rows = TaggedPost.objects.filter(content_object__in=ids).order_by("tag_id")
    for post_id, tag_id, name in rows.values_list("content_object_id", "tag_id", "tag__name"):
        tags[post_id][tag_id] = name
    return tags


def _asked_in(ids: list[int]) -> dict[int, list[str]]:
    """Return what the polls of some posts ask; no query for none."""
    texts: dict[int, list[str]] = defaultdict(list)
    if not ids:
        return texts
    choices = PollChoice.objects.filter(poll__in=ids).order_by("poll", "position")
    for post_id, question, name in choices.values_list("poll", "poll__question", "name"):
        if post_id not in texts and question:
            texts[post_id].append(question)
        texts[post_id].append(name)
    return texts


def _comments_of(ids: list[int]) -> dict[int, list[str]]:
    """Secret comments are not indexed: whoever may read them knows where they are."""
    texts: dict[int, list[str]] = defaultdict(list)
    public = Comment.objects.public().filter(post__in=ids)
    for post_id, text in public.order_by("pk").values_list("post_id", "text"):
        texts[post_id].append(text)
    return texts


@prepared
def _post() -> "QuerySet[Post, dict[str, Any]]":
    return Post.objects.published().filter(pk=_SLOT).values(*_FIELDS)


@prepared
def _rows_around() -> "QuerySet[Any, tuple[int, int, str]]":
    """In one query, since it is asked after each comment."""
    author = Member.objects.filter(pk=Param("author", BigAutoField()), deleted_at__isnull=True)
    tags = TaggedPost.objects.filter(content_object=_SLOT).order_by()
    public = Comment.objects.public().filter(post=_SLOT).order_by()
    rows = [
        tags.annotate(kind=Value(_TAG), number=F("tag_id"), words=F("tag__name")),
        public.annotate(kind=Value(_COMMENT), number=F("pk"), words=F("text")),
        author.order_by().annotate(kind=Value(_AUTHOR), number=F("pk"), words=F("handle")),
    ]
    first, *others = (each.values_list("kind", "number", "words") for each in rows)
    return first.union(*others, all=True).order_by("kind", "number")
