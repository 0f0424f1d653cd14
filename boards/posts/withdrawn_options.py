"""Choices that a form offered when it was opened, and that its board has taken back since."""

from collections.abc import Iterable

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

OFFERED = "offered"  # the name under which a form tells which of these choices it has shown
# What would tell more than its author meant to, if it were published without the choice.
SENTENCES = {
    "is_secret": _(
        "This board no longer accepts secret posts. Yours is not published; send it again if "
        "everyone may read it."
    ),
    "is_anonymous": _(
        "This board no longer accepts anonymous texts. Yours is not published; send it again if "
        "your name may be shown on it."
    ),
}


def no_longer_offered(form: forms.Form, names: Iterable[str]) -> list[str]:
    """Return what to tell of the choices that were made when they were offered.

    A choice that the form never offered is passed over: nobody has made it.

    Args:
        names: of fields that the form is about to lose.
    """
    data = form.data
    offered = data.getlist(OFFERED) if isinstance(data, QueryDict) else data.get(OFFERED, ())
    return [str(SENTENCES[name]) for name in names if name in offered and _is_chosen(form, name)]


def _is_chosen(form: forms.Form, name: str) -> bool:
    widget = form.fields[name].widget
    sent = widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
    return name in SENTENCES and bool(sent)
