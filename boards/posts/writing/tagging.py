"""Gives a post that was written just now its tags."""

from collections.abc import Iterable

from boards.posts.models import Post, Tag, TaggedPost


def tag_new_post(*, post: Post, names: Iterable[str]) -> list[Tag]:
    """Tag a post that has no tags yet, and return its tags; call it inside a transaction.

    One query finds all tags that exist, in whatever spelling, and one statement gives them.

    Args:
        names: as they were typed; tags that do not exist yet are made.
    """
    tags = post.tags._to_tag_model_instances(names, {})
    TaggedPost.objects.bulk_create(TaggedPost(content_object=post, tag=tag) for tag in tags)
    return tags
