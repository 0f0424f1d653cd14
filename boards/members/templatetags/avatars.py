"""What `members/_avatar.html` is made of; `boards.members.avatars` says why."""

from django import template

from boards.members.avatars import avatar_url, hue_of, sign_of

register = template.Library()

register.filter("avatar_sign", sign_of)
register.filter("avatar_hue", hue_of)
register.filter("avatar_url", avatar_url)
