"""What the fields of posts and notices refuse."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from boards.members.characters import is_longer_than

MAX_TAG_LENGTH = 100  # characters


def validate_tag_names(names: Iterable[str]) -> None:
    """Raise ValidationError when a tag is too long to be stored."""
    if any(is_longer_than(name, MAX_TAG_LENGTH) for name in names):
        raise ValidationError(
            _("A tag has %(longest)d characters at most."),
            code="tag_too_long",
            params={"longest": MAX_TAG_LENGTH},
        )
