"""The limits that pages tell of, from where they are held to."""

from django import template

from boards.members.characters import MAX_CODE_POINTS
from boards.posts.text.lengths import MAX_ALT_LENGTH, MAX_BODY_LENGTH, MAX_TITLE_LENGTH
from boards.posts.uploads.refusals import MAX_BYTES, MAX_UNUSED, MEGABYTE, refusal
from boards.posts.writing.forms import MAX_TAGS

register = template.Library()

LIMITS = {
    # Browsers count UTF-16 units, two of them for most emoji.
    "alt units": 2 * MAX_CODE_POINTS * MAX_ALT_LENGTH,
    "title characters": MAX_TITLE_LENGTH,
    "body characters": MAX_BODY_LENGTH,
    "tags": MAX_TAGS,
    "upload files": MAX_UNUSED,
    "upload bytes": MAX_BYTES,
    "upload megabytes": MAX_BYTES // MEGABYTE,
}


@register.simple_tag
def limit(name: str) -> str:
    """Return a limit as digits; `{% limit "alt units" %}`. Raises KeyError for an unknown name."""
    return str(LIMITS[name])


@register.simple_tag
def refusal_of(code: str) -> str:
    """Return the sentence for a file that is refused; the code is a key of its SENTENCES."""
    return refusal(code).messages[0]
