"""Makes a tag before a post carries it."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member
from boards.posts.locking import log_row
from boards.posts.models import Tag
from boards.posts.moderation.tag_names import store_name
from boards.posts.permissions import can_add_tags


@transaction.atomic
def add_tag(*, by: Member | None, name: str, slug: str = "") -> Tag:
    """Store a tag that is offered to whoever writes a post.

    Args:
        by: None for the system.
        slug: empty to make it of the name.

    Raises:
        PermissionDenied: when `by` may not add tags.
        ValidationError: for the field `name` or `slug`, when it is empty, malformed or taken.
    """
    if by is not None and not can_add_tags(by):
        raise PermissionDenied
    tag = Tag()
    store_name(tag, name=name, slug=slug)
    log_row(tag, by=by, verb="add", message=_("Added."), after={"name": tag.name})
    return tag
