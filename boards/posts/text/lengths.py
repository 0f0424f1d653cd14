"""How long texts may be, in characters as people count them."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from boards.members.characters import (
    characters_of,
    is_longer_than,
    shows_nothing,
)

MIN_TITLE_LENGTH, MAX_TITLE_LENGTH = 2, 100  # 구인 is a title
MAX_STORED_TITLE_LENGTH = 200  # of a post from another site
MAX_SOURCE_LENGTH = 200
MAX_REASON_LENGTH = 200
MAX_ALT_LENGTH = 300  # of what a picture shows
MAX_BODY_LENGTH = 100_000
# Code points of the HTML that a form or a draft may bring, markup included.
MAX_MARKUP_LENGTH = 1_200_000


def validate_title(title: str) -> None:
    """Raise ValidationError for a title that is too short or too long."""
    # First: what is beyond all reason is not counted.
    if is_longer_than(title, MAX_TITLE_LENGTH):
        raise ValidationError(
            _("A title has %(longest)d characters at most."),
            code="title_too_long",
            params={"longest": MAX_TITLE_LENGTH},
        )
    seen = [character for character in characters_of(title) if not shows_nothing(character)]
    if len(seen) < MIN_TITLE_LENGTH:
        raise ValidationError(
            _("A title has %(shortest)d characters at least."),
            code="title_too_short",
            params={"shortest": MIN_TITLE_LENGTH},
        )


def validate_body(text: str) -> None:
    """Raise ValidationError when the plain text of a post is too long."""
    if is_longer_than(text, MAX_BODY_LENGTH):
        raise ValidationError(
            _("A post has %(longest)d characters at most."),
            code="body_too_long",
            params={"longest": MAX_BODY_LENGTH},
        )
