"""What the other database cannot store, told row by row before anything is written."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import gettext as _

MAX_JSON_DEPTH = 500  # of values inside of values


@dataclass(frozen=True)
class Problem:
    """A value that cannot be stored: in which table, under which key, in which column, and why."""

    table: str
    key: Any
    column: str
    reason: str

    def __str__(self) -> str:
        return _("%(table)s, row %(key)s, %(column)s: %(reason)s") % vars(self)


Check = Callable[[Any], str]
_COUNTED_LIKE = {
    "AutoField": "IntegerField",
    "BigAutoField": "BigIntegerField",
    "SmallAutoField": "SmallIntegerField",
}


def checks_of(model: type[models.Model], target: BaseDatabaseWrapper) -> dict[str, Check]:
    """Return a check for each value of a model's rows by its name; it gives a reason or nothing."""
    return {
        field.attname: _check_of(field, target)
        if field.null
        else _never_missing(_check_of(field, target))
        for field in model._meta.local_concrete_fields
    }


def _never_missing(check: Check) -> Check:
    """Django reads a time that is none as nothing at all."""
    return lambda value: _("it is missing or cannot be read") if value is None else check(value)


def _check_of(field: "models.Field[Any, Any]", target: BaseDatabaseWrapper) -> Check:
    strict = target.vendor == "postgresql"
    concrete = getattr(field, "target_field", field)
    kind = concrete.get_internal_type()
    if isinstance(concrete, models.IntegerField | models.AutoField):
        # A foreign key holds what the key it points at holds.
        low, high = target.ops.integer_field_range(_COUNTED_LIKE.get(kind, kind))
        return lambda value: _reason_of_number(value, low, high)
    if isinstance(concrete, models.JSONField):
        return lambda value: _reason_of_json(value) if strict else ""
    longest = (
        concrete.max_length if isinstance(concrete, models.CharField | models.FileField) else None
    )
    if isinstance(concrete, models.CharField | models.TextField | models.FileField):
        return lambda value: _reason_of_text(value, longest) if strict else ""
    if isinstance(concrete, models.BooleanField):
        return lambda value: (
            "" if value in (None, True, False) else _("it is neither true nor false")
        )
    return lambda value: ""


def _reason_of_text(value: Any, longest: int | None) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        return _("it is not text")
    if "\0" in value:
        return _("it contains the NUL character")
    if longest is not None and len(value) > longest:
        numbers = {"length": len(value), "longest": longest}
        return _("it has %(length)d characters, and at most %(longest)d fit") % numbers
    try:
        value.encode()
    except UnicodeEncodeError:
        return _("it contains half a character")
    return ""


def _reason_of_number(value: Any, low: int | None, high: int | None) -> str:
    if value is None:
        return ""
    if not isinstance(value, int):
        return _("it is not a whole number")
    if (low is not None and value < low) or (high is not None and value > high):
        return _("the number is too large or too small")
    return ""


def _reason_of_json(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    if "\\u0000" in text and _holds_nul(value):
        return _("it contains the NUL character")
    try:
        text.encode()
    except UnicodeEncodeError:
        return _("it contains half a character")
    return ""


def _holds_nul(value: Any, depth: int = 0) -> bool:
    if isinstance(value, str):
        return "\0" in value
    if depth > MAX_JSON_DEPTH or not isinstance(value, dict | list):
        return False
    parts = [*value, *value.values()] if isinstance(value, dict) else value
    return any(_holds_nul(part, depth + 1) for part in parts)
