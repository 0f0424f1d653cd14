"""Makes one tag of several that mean the same."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member
from boards.posts.locking import log_row
from boards.posts.models import Tag, TaggedPost
from boards.posts.permissions import can_merge_tags


@transaction.atomic
def merge_tags(*, kept: Tag, merged: Iterable[Tag], by: Member | None = None) -> None:
    """Give the posts and the slugs of tags to the one that is kept, and delete the others.

    A post that carries several of them carries the one once. Tags that are gone by now are none.

    Args:
        by: None for the system.

    Raises:
        PermissionDenied: when `by` may not merge tags.
        ValidationError: with the code `deleted`, when the tag that was to be kept is gone.
    """
    if by is not None and not can_merge_tags(by):
        raise PermissionDenied
    keys = {tag.pk for tag in merged} - {kept.pk}
    # In one order, so that two who merge the same tags wait for each other.
    rows = Tag.objects.select_for_update().filter(pk__in=keys | {kept.pk}).order_by("pk")
    found = {tag.pk: tag for tag in rows}
    if kept.pk not in found:
        raise ValidationError(_("This tag is gone."), code="deleted")
    kept = found.pop(kept.pk)
    for tag in found.values():
        carried = TaggedPost.objects.filter(tag=kept).values("content_object")
        moved = TaggedPost.objects.filter(tag=tag).exclude(content_object__in=carried)
        moved.update(tag=kept)
        kept.take_slugs_of(tag)
        tag.delete()
    kept.save()  # tells the search index of its new posts
    if found:
        names = ", ".join(tag.name for tag in found.values())
        message = format_lazy(_("Merged into this tag: {names}"), names=names)
        log_row(kept, by=by, verb="merge", message=message, after={"merged": names})
