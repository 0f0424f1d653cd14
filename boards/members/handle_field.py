"""The field of a form that takes a handle."""

from typing import Any

from django import forms
from django.contrib.auth.forms import UsernameField

from boards.members.handles import MAX_LENGTH, normalise_handle


class HandleField(UsernameField):
    """A handle; it is measured as it is stored, however its letters were composed."""

    def __init__(self, *, max_length: int = MAX_LENGTH, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)

    def to_python(self, value: Any) -> str:
        """Return the stored spelling."""
        return normalise_handle(forms.CharField.to_python(self, value) or "")

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Set no `maxlength`: browsers count neither letters nor what is stored."""
        attributes: dict[str, Any] = super().widget_attrs(widget)
        attributes.pop("maxlength", None)
        return attributes
