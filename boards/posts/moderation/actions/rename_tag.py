"""Gives a tag another name or slug."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member
from boards.posts.locking import log_row
from boards.posts.models import Tag
from boards.posts.moderation.tag_names import store_name
from boards.posts.permissions import can_rename_tags


@transaction.atomic
def rename_tag(*, tag: Tag, by: Member | None, name: str, slug: str = "") -> Tag:
    """Call a tag otherwise on all its posts; the slug that it loses leads to the new one.

    Args:
        by: None for the system.
        slug: empty to make it of the name.

    Raises:
        PermissionDenied: when `by` may not change tags.
        ValidationError: for the field `name` or `slug`, when it is empty, malformed or taken;
            with the code `deleted`, when the tag is gone.
    """
    if by is not None and not can_rename_tags(by):
        raise PermissionDenied
    found = Tag.objects.select_for_update().filter(pk=tag.pk).first()
    if found is None:
        raise ValidationError(_("This tag is gone."), code="deleted")
    before = {"old": found.name, "old_slug": found.slug}
    store_name(found, name=name, slug=slug)
    after = {"new": found.name, "new_slug": found.slug}
    if list(before.values()) != list(after.values()):
        message = _("Renamed: “{old}” ({old_slug}) to “{new}” ({new_slug})")
        log_row(
            found,
            by=by,
            verb="rename",
            message=format_lazy(message, **before, **after),
            before={"name": before["old"], "slug": before["old_slug"]},
            after={"name": after["new"], "slug": after["new_slug"]},
        )
    return found
