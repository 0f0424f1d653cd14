"""Tags that go on from what somebody has typed."""

from django.db import connection
from django.db.models import Exists, OuterRef, Q

from boards.members.viewers import Viewer
from boards.posts.models import Post, Tag, TaggedPost
from boards.slugs import slug_of

MOST_SUGGESTIONS = 10
LAST_CHARACTER = "\U0010ffff"


def suggested_tags(viewer: Viewer | None, typed: str) -> list[str]:
    """Return the names of tags in use that begin with what was typed, in alphabetical order.

    Case and the composition of Hangul do not matter. A tag counts as in use when a post carries
    it that stands in the viewer's lists and is not secret.
    """
    prefix = slug_of(typed)
    if not prefix:
        return []
    posts = Post.objects.listed_for(viewer).filter(is_secret=False)
    in_use = TaggedPost.objects.filter(tag=OuterRef("pk"), content_object__in=posts.values("pk"))
    tags = Tag.objects.filter(_begins_with(prefix), Exists(in_use)).order_by("slug")
    return list(tags.values_list("name", flat=True)[:MOST_SUGGESTIONS])


def _begins_with(prefix: str) -> Q:
    """Compare in the way that each database looks up in its index of slugs."""
    if connection.vendor == "sqlite":
        return Q(slug__gte=prefix, slug__lt=prefix + LAST_CHARACTER)
    return Q(slug__startswith=prefix)
