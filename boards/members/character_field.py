"""Columns for lines of text that are measured as people count."""

from typing import Any

from django import forms
from django.db import models

from boards.members.characters import MAX_CODE_POINTS, MaxCharactersValidator


class CharacterField(models.CharField):
    """A line of at most `characters` characters, as people count them.

    The column has room for as many code points as these may have, so that what the field has
    checked is never too long for the database.
    """

    def __init__(self, *args: Any, characters: int, **kwargs: Any) -> None:
        self.characters = characters
        kwargs["max_length"] = characters * MAX_CODE_POINTS
        super().__init__(*args, **kwargs)
        self.validators.append(MaxCharactersValidator(characters))

    def deconstruct(self) -> tuple[str, str, Any, dict[str, Any]]:
        """Return what makes the same field again."""
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_length"]
        return name, path, args, {**kwargs, "characters": self.characters}

    def formfield(self, **kwargs: Any) -> forms.Field | None:  # type: ignore[override]
        """Return a field that leaves the measuring to this one.

        Browsers would count UTF-16 units, and cut what somebody types.
        """
        return super().formfield(**{"max_length": None, **kwargs})
