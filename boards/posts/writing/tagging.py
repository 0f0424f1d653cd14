"""Gives a post that was written just now its tags."""

from collections.abc import Callable, Collection, Iterable

from django.db import connection

from boards.posts.models import Post, Tag, TaggedPost
from boards.posts.text.tags import names_by_key

# Triggers fill the columns of what decides the place in the tag's list.
ADD = f"""
INSERT INTO {TaggedPost._meta.db_table} (tag_id, content_object_id, is_listed, is_secret) VALUES
"""  # noqa: S608
ROW = "(%s, %s, %s, %s)"


def unknown_tags(names: Iterable[str]) -> list[str]:
    """Return those of the names, as they were typed, of which there is no tag."""
    typed = names_by_key(names)
    known = set(Tag.objects.filter(key__in=list(typed)).values_list("key", flat=True))
    return [name for key, name in typed.items() if key not in known]


def tag_new_post(
    *, post: Post, names: Iterable[str], check_new: Callable[[Collection[str]], None] | None = None
) -> list[Tag]:
    """Tag a post that has no tags yet, and return its tags; call it inside a transaction.

    One query finds all tags that exist, in whatever spelling, and one statement gives them.

    Args:
        names: as they were typed; tags that do not exist yet are made.
        check_new: is called with the names of these before, and may raise; None for no check.
    """
    tags = post.tags._to_tag_model_instances(names, {}, check_new)
    if tags:
        rows = [value for tag in tags for value in (tag.pk, post.pk, False, False)]
        with connection.cursor() as cursor:
            cursor.execute(ADD + ", ".join([ROW] * len(tags)), rows)
    return tags
