"""What a handle may look like."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from boards.members.composing import compatible
from boards.members.folding import with_plain_hyphens, without_invisible_signs

MAX_LENGTH = 30
# Letters, digits and Hangul, with . _ - inside; no spaces, so that @handle ends where it ends.
ALLOWED = re.compile(r"\w(?:[\w.\-]*\w)?")


def normalise_handle(handle: str) -> str:
    """Return the one spelling of a handle under which it is stored.

    That is Unicode NFKC, without invisible signs and spaces around it, with the keyboard's hyphen
    for others; its case stays.
    """
    return with_plain_hyphens(compatible(without_invisible_signs(handle)))


def validate_handle(handle: str) -> None:
    """Raise ValidationError unless the handle has only letters, digits, `.`, `_` and `-`.

    Unicode has letters that show nothing; those are none.
    """
    if not ALLOWED.fullmatch(handle) or without_invisible_signs(handle) != handle:
        raise ValidationError(
            _("Use letters, digits, dots, hyphens and underscores, with no spaces."),
            code="invalid_handle",
        )
