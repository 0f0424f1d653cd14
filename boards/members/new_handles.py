"""Who may take which handle."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from boards.members.characters import characters_of
from boards.members.handles import normalise_handle, validate_handle
from boards.members.lookalikes import is_reserved, mixes_alphabets, skeleton
from boards.members.models import Member

MIN_LENGTH = 2  # characters


def clean_new_handle(handle: str, *, member: Member | None = None) -> str:
    """Return the spelling in which a chosen handle is stored; raise ValidationError.

    Args:
        member: who changes the handle, and may change its case; None for a new member.
    """
    handle = normalise_handle(handle)
    if len(characters_of(handle)) < MIN_LENGTH:
        raise ValidationError(_("Use at least two characters."), code="handle_too_short")
    validate_handle(handle)
    if is_reserved(handle):
        raise ValidationError(
            _("This handle, or one that looks like it, is reserved for the site itself."),
            code="handle_reserved",
        )
    if mixes_alphabets(handle):
        raise ValidationError(
            _("Use letters of one alphabet only, or Hangul together with Latin."),
            code="handle_mixes_alphabets",
        )
    alike = Member.objects.filter(skeleton=skeleton(handle))
    if any(other != member for other in alike):
        raise taken()
    return handle


def taken() -> ValidationError:
    """Return the error for a handle that is a member's, or looks like it."""
    return ValidationError(
        _("This handle is taken, or looks like one that is."), code="handle_taken"
    )
