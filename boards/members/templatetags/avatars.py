"""What `members/_avatar.html` is made of; `boards.members.avatars` says why."""

from uuid import UUID

from django import template

from boards.members.avatars import avatar_url, hue_of, sign_of

register = template.Library()

register.filter("avatar_sign", sign_of)
register.filter("avatar_hue", hue_of)


@register.filter(name="avatar_url")
def url(key: UUID, size: str) -> str:
    """Return the path of the file for a size: `small`, `medium` or `large`."""
    return avatar_url(key, size)
