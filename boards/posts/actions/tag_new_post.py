"""Gives a post that was written just now its tags."""

from collections.abc import Iterable

from django.db.models import Value
from django.db.models.functions import Lower

from boards.posts.models import Post, Tag, TaggedPost
from boards.posts.tags import normalise_tag_name


def tag_new_post(*, post: Post, names: Iterable[str]) -> list[Tag]:
    """Tag a post that has no tags yet, and return its tags; call it inside a transaction.

    One query finds all tags that exist, in whatever case, and one statement gives them.

    Args:
        names: as they were typed; tags that do not exist yet are made.
    """
    wanted = {name.lower(): name for name in map(normalise_tag_name, names) if name}
    if not wanted:
        return []
    alike = Lower("name")
    found = Tag.objects.alias(alike=alike).filter(alike__in=[Lower(Value(name)) for name in wanted])
    known = {tag.name.lower(): tag for tag in found}
    given = [known.get(key) or _made(post, name) for key, name in wanted.items()]
    tags = list({tag.pk: tag for tag in given}.values())
    TaggedPost.objects.bulk_create(TaggedPost(content_object=post, tag=tag) for tag in tags)
    return tags


def _made(post: Post, name: str) -> Tag:
    """Leave it to taggit, which takes the tag of somebody who was quicker."""
    (tag,) = post.tags._to_tag_model_instances([name], {})
    return tag
