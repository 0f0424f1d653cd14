"""Gives a post that was written just now its tags."""

from collections.abc import Iterable

from django.db import connection

from boards.posts.models import Post, Tag, TaggedPost

# Triggers fill the columns of what decides the place in the tag's list.
ADD = f"""
INSERT INTO {TaggedPost._meta.db_table} (tag_id, content_object_id, is_listed, is_secret) VALUES
"""  # noqa: S608
ROW = "(%s, %s, %s, %s)"


def tag_new_post(*, post: Post, names: Iterable[str]) -> list[Tag]:
    """Tag a post that has no tags yet, and return its tags; call it inside a transaction.

    One query finds all tags that exist, in whatever spelling, and one statement gives them.

    Args:
        names: as they were typed; tags that do not exist yet are made.
    """
    tags = post.tags._to_tag_model_instances(names, {})
    if tags:
        rows = [value for tag in tags for value in (tag.pk, post.pk, False, False)]
        with connection.cursor() as cursor:
            cursor.execute(ADD + ", ".join([ROW] * len(tags)), rows)
    return tags
