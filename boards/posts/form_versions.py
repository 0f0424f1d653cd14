"""Forms of what another window may save meanwhile: the later one is told, and shown it."""

from hashlib import sha256
from typing import Any

from django import forms
from django.core.exceptions import ValidationError


class ChangedMeanwhile(Exception):
    """Somebody saved another state since the sender's form was opened."""


def fingerprint_of(*shown: object) -> int:
    """Return a number that stands for all that a form shows of what it changes."""
    return int.from_bytes(sha256(repr(shown).encode()).digest()[:6])


def check_version(sent: int | None, stored: int) -> None:
    """Return when a form was opened on what is stored, or says nothing of that.

    Raises:
        ChangedMeanwhile: when it was opened on something else.
    """
    if sent is not None and sent != stored:
        raise ChangedMeanwhile


class VersionField(forms.IntegerField):
    """The hidden field in which a form carries the version on which it was opened."""

    widget = forms.HiddenInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, required=False, **kwargs)

    def clean(self, value: Any) -> Any:
        """Return the version; what is none of ours is that of nothing."""
        try:
            return super().clean(value)
        except ValidationError:
            return 0

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Say that nobody types a version."""
        return False


def sent_again(typed: Any, version: int) -> Any:
    """Return the fields of a form as they were typed, to be sent over what is stored now."""
    fields = typed.copy()
    fields["version"] = str(version)
    return fields


def stored_values(form: forms.BaseForm) -> list[tuple[str, Any]]:
    """Return the label and the value of each field of a form that nobody has typed into."""
    return [(str(field.label), _in_words(field)) for field in form.visible_fields()]


def _in_words(field: forms.BoundField) -> Any:
    value = field.value()
    choices = getattr(field.field, "choices", None)
    if choices is None:
        return value
    return next((label for key, label in _flat(choices) if str(key) == str(value or "")), value)


def _flat(choices: Any) -> Any:
    for key, label in choices:
        if isinstance(label, (list, tuple)):
            yield from label
        else:
            yield key, label
