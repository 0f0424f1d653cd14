"""Makes one tag of several that mean the same."""

from collections.abc import Iterable

from django.db import transaction

from boards.posts.models import Tag, TaggedPost


@transaction.atomic
def merge_tags(*, kept: Tag, merged: Iterable[Tag]) -> None:
    """Give the posts and the addresses of tags to the one that is kept, and delete the others.

    A post that carries several of them carries the one once. Tags that are gone by now are none.
    """
    keys = {tag.pk for tag in merged} - {kept.pk}
    # In one order, so that two who merge the same tags wait for each other.
    rows = Tag.objects.select_for_update().filter(pk__in=keys | {kept.pk}).order_by("pk")
    found = {tag.pk: tag for tag in rows}
    kept = found.pop(kept.pk)
    for tag in found.values():
        carried = TaggedPost.objects.filter(tag=kept).values("content_object")
        moved = TaggedPost.objects.filter(tag=tag).exclude(content_object__in=carried)
        moved.update(tag=kept)
        kept.take_slugs_of(tag)
        tag.delete()
    kept.save()  # tells the search index of its new posts
