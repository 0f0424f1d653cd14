"""Tags that go on from what somebody has typed."""

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from boards.members.folding import folded
from boards.members.viewers import Viewer
from boards.posts.models import Post, Tag, TaggedPost
from boards.slugs import slug_of

MAX_SUGGESTIONS = 10
MAX_PREFIX_LENGTH = 100  # signs of a key, which is whole up to there
LAST_CHARACTER = "\U0010ffff"


def suggested_tags(viewer: Viewer | None, typed: str) -> list[str]:
    """Return the names of ten tags at most that go on from what was typed."""
    return list(tags_that_go_on(viewer, typed).values_list("name", flat=True)[:MAX_SUGGESTIONS])


def tags_that_go_on(viewer: Viewer | None, typed: str) -> QuerySet[Tag]:
    """Return the tags in use that begin with what was typed, in alphabetical order.

    No spelling matters, and neither do spaces and signs between letters (`visa-int`). A tag counts
    as in use when a post carries it that stands in the viewer's lists and is not secret.
    """
    key, slug = folded(typed)[:MAX_PREFIX_LENGTH], slug_of(typed)
    if not key:
        return Tag.objects.none()
    begins = _begins_with("key", key)
    if slug:
        begins |= _begins_with("slug", slug)
    posts = Post.objects.listed_for(viewer).filter(is_secret=False)
    return Tag.objects.filter(begins, carried_by_any_of(posts)).order_by("slug")


def carried_by_any_of(posts: QuerySet[Post]) -> Exists:
    """Say of a tag whether one of the posts carries it.

    The posts are asked for one by one: SQLite would make a list of all of them for an IN.
    """
    asked = posts.filter(pk=OuterRef("content_object"))
    return Exists(TaggedPost.objects.filter(Exists(asked), tag=OuterRef("pk")))


def _begins_with(column: str, prefix: str) -> Q:
    """Compare in the way that each database looks up in the column's index."""
    if connection.vendor == "sqlite":
        return Q((f"{column}__gte", prefix), (f"{column}__lt", prefix + LAST_CHARACTER))
    return Q((f"{column}__startswith", prefix))
