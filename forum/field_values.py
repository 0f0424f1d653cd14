"""What a field of a form holds, as people read it in a sentence."""

from datetime import datetime
from typing import Any, cast

from django import forms
from django.utils.choices import flatten_choices
from django.utils.translation import gettext as _

from boards.members.characters import beginning_of
from boards.moments.display import in_minutes

MAX_LENGTH = 200  # characters
MAX_ROWS = 20


def named_value(field: forms.Field, value: Any) -> str:
    """Return a value by its name: rows and options by their labels, a long text by its beginning.

    Args:
        value: as a ModelForm has it for its field: of rows their keys.
    """
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return in_minutes(value)
    if isinstance(field, forms.ModelChoiceField):
        names = _labels(field, value)
    elif isinstance(field, forms.ChoiceField):
        names = [_option(field, value)]
    else:
        names = [str(each) for each in (value if isinstance(value, list) else [value])]
    text = ", ".join(name for name in names if name and value is not None)
    return beginning_of(text, MAX_LENGTH) or _("nothing")


def _labels(field: forms.ModelChoiceField, value: Any) -> list[str]:
    """Return the labels of rows, also of those that the field does not offer."""
    keys = field.prepare_value(value)
    keys = keys if isinstance(keys, list) else [keys]
    rows = cast(Any, field.queryset).model._base_manager.filter(pk__in=[key for key in keys if key])
    return [str(field.label_from_instance(row)) for row in rows[:MAX_ROWS]]


def _option(field: forms.ChoiceField, value: Any) -> str:
    options: list[tuple[Any, Any]] = list(flatten_choices(cast(Any, field.choices)))
    labels = {str(key): str(label) for key, label in options}
    return labels.get(str(value), str(value))
