"""Forms of the admin that overwrite nothing that somebody else saved while they were open.

A form of a row goes out with a mark: what each of its fields held. When it comes back, a field
that the row has changed since then keeps what the row has now if nobody typed into it, and is an
error beside what was typed if somebody did. Whoever then saves again has seen both.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property, lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from boards.moments.fields import MomentBoundField
from forum.field_values import named_value

MARK = "shown_values"  # the name of the hidden field, behind the form's prefix
_DIGEST_BYTES = 16

if TYPE_CHECKING:
    _Base = forms.ModelForm
else:
    _Base = object


@lru_cache
def careful_form(form: type[forms.BaseModelForm]) -> type[forms.BaseModelForm]:
    """Return a form class that merges what was sent with what was saved meanwhile."""
    return type(form.__name__, (_MergingForm, form), {"__module__": form.__module__})


class _MergingForm(_Base):
    """Goes before a ModelForm. Its row is locked and read in the transaction that saves it."""

    def mark(self) -> SafeString | str:
        """Return the hidden field that tells what the form shows; nothing for a new row."""
        if self.instance._state.adding or not self._held:
            return ""
        value = signing.dumps(self._held, salt=self._salt)
        name = self.add_prefix(MARK)
        return format_html('<input type="hidden" name="{}" value="{}">', name, value)

    def full_clean(self) -> None:
        """Clean what was typed, and what the row has now where nobody typed."""
        sent = self.data.get(self.add_prefix(MARK)) if self.is_bound else None
        if sent is None or self.instance._state.adding:
            super().full_clean()
            return
        try:
            changed = self._changed_since(signing.loads(sent, salt=self._salt))
        except signing.BadSignature:
            super().full_clean()
            self.add_error(
                None, _("This page is too old to be saved. Check it, then save it again.")
            )
            return
        typed = {name for name, shown in changed.items() if self._is_typed(name, shown)}
        with self._read_from_row(changed.keys() - typed):
            # A list of forms asks for it before: of what was sent, not of what is to be saved.
            self.__dict__.pop("changed_data", None)
            super().full_clean()
            _computed_now = self.changed_data
        for name in typed & set(self.changed_data):
            self._tell(name)

    @cached_property
    def _held(self) -> dict[str, Any]:
        """What stands for the value of each field as the row had it when it was read."""
        return {
            name: _stand_in(field, self.get_initial_for_field(field, name))
            for name, field in self.fields.items()
            if not field.disabled
        }

    @property
    def _salt(self) -> str:
        return f"{MARK}:{self._meta.model._meta.label}:{self.instance.pk}"

    def _changed_since(self, shown: dict[str, Any]) -> dict[str, Any]:
        held = self._held
        return {
            name: value for name, value in shown.items() if name in held and held[name] != value
        }

    def _is_typed(self, name: str, shown: Any) -> bool:
        """Say whether a field came back as something else than what it showed."""
        bound = self[name]
        if isinstance(bound, MomentBoundField) and shown is not None:
            return bool(cast(Any, bound)._has_changed())  # it brings what it showed
        if isinstance(shown, dict):
            return _digest(_parsed(bound.field, bound.data)) != shown["parsed"]
        if isinstance(shown, str):
            return _parsed(bound.field, bound.data) != _parsed(bound.field, shown)
        return bound.field.has_changed(shown, bound.data)

    @contextmanager
    def _read_from_row(self, names: set[str]) -> Iterator[None]:
        """Let fields have the row's values, whatever was sent; later they show them."""
        for name in names:
            self.fields[name].disabled = True
            cast(Any, self)._bound_fields_cache.pop(name, None)
        try:
            yield
        finally:
            for name in names:
                self.fields[name].disabled = False
                self.fields[name].bound_data = _initial  # type: ignore[method-assign]

    def _tell(self, name: str) -> None:
        field = self.fields[name]
        now = named_value(field, self.get_initial_for_field(field, name))
        message = _(
            "Somebody changed this meanwhile: %(now)s. Save again to replace it with what you "
            "typed here."
        )
        self.add_error(name, ValidationError(message % {"now": now}, code="changed_meanwhile"))


def _stand_in(field: forms.Field, value: Any) -> Any:
    """Return what JSON can hold of a value; two digests of a text, which may be long.

    The second is that of the text as the field reads it when a browser has sent it back.
    """
    if isinstance(value, str):
        return {"stored": _digest(value), "parsed": _digest(_parsed(field, value))}
    if isinstance(value, datetime):
        return value.isoformat()  # with the microseconds that nobody sees
    plain = json.loads(json.dumps(field.prepare_value(value), default=str))
    return sorted(plain, key=str) if isinstance(plain, list) else plain


def _parsed(field: forms.Field, sent: Any) -> str:
    try:
        value = field.to_python(sent)
    except ValidationError:
        value = sent
    return str(value).replace("\r\n", "\n")


def _digest(text: str) -> str:
    return blake2b(text.encode(errors="replace"), digest_size=_DIGEST_BYTES).hexdigest()


def _initial(data: Any, initial: Any) -> Any:
    """Return what a field of a sent form shows that has the row's value."""
    return initial
