"""Columns for lines of text: measured as people count, and compared by what spellings share."""

from typing import Any

from django import forms
from django.db import models

from boards.members.characters import MAX_CODE_POINTS, MaxCharactersValidator
from boards.members.folding import MAX_KEY, key_of


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

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        """Return a field that leaves the measuring to this one.

        Browsers would count UTF-16 units, and cut what somebody types.
        """
        return super().formfield(**{"max_length": None, **kwargs})


class KeyField(models.CharField):
    """The folded key of another field, filled in whenever the row is saved."""

    def __init__(self, *args: Any, of: str, **kwargs: Any) -> None:
        self.of = of
        super().__init__(*args, **{"max_length": MAX_KEY, "editable": False, **kwargs})

    def deconstruct(self) -> tuple[str, str, Any, dict[str, Any]]:
        """Return what makes the same field again."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "of": self.of}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        """Return the key of the field as it is now, also for a row of many."""
        key = key_of(getattr(model_instance, self.of))
        setattr(model_instance, self.attname, key)
        return key
