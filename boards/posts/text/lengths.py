"""How long texts may be, in characters as people count them."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from boards.members.characters import (
    characters_of,
    is_longer_than,
    shows_nothing,
)

SHORTEST_TITLE, LONGEST_TITLE = 2, 100  # 구인 is a title
LONGEST_STORED_TITLE = 200  # of a post from another site
LONGEST_SOURCE = 200
LONGEST_REASON = 200
LONGEST_ALT = 300  # of what a picture shows
LONGEST_BODY = 100_000
# Code points of the HTML that a form or a draft may bring, markup included.
LONGEST_MARKUP = 1_200_000


def validate_title(title: str) -> None:
    """Raise ValidationError for a title that is too short or too long."""
    # First: what is beyond all reason is not counted.
    if is_longer_than(title, LONGEST_TITLE):
        raise ValidationError(
            _("A title has %(longest)d characters at most."),
            code="title_too_long",
            params={"longest": LONGEST_TITLE},
        )
    seen = [character for character in characters_of(title) if not shows_nothing(character)]
    if len(seen) < SHORTEST_TITLE:
        raise ValidationError(
            _("A title has %(shortest)d characters at least."),
            code="title_too_short",
            params={"shortest": SHORTEST_TITLE},
        )


def validate_body(text: str) -> None:
    """Raise ValidationError when the plain text of a post is too long."""
    if is_longer_than(text, LONGEST_BODY):
        raise ValidationError(
            _("A post has %(longest)d characters at most."),
            code="body_too_long",
            params={"longest": LONGEST_BODY},
        )
