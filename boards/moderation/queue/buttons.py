"""The buttons of a case, and the digits that press them."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from boards.moderation.kinds import ReportableKind
from boards.moderation.models import Appeal, Outcome

LABELS: Mapping[Outcome, str | Promise] = {
    Outcome.KEEP: pgettext_lazy("decision", "Keep"),
    Outcome.HIDE: pgettext_lazy("decision", "Hide"),
    Outcome.DELETE: pgettext_lazy("decision", "Delete"),
    Outcome.GONE: _("Close the case"),
}
KEYS = {Outcome.KEEP: "1", Outcome.HIDE: "2", Outcome.DELETE: "3", Outcome.GONE: "1"}


@dataclass(frozen=True)
class Choice:
    """One button: what it sends, what it says, and the digit that presses it."""

    value: str
    label: str | Promise
    key: str
    is_dangerous: bool = False


def of_case(kind: ReportableKind, *, is_there: bool) -> list[Choice]:
    """Return what can be decided about a thing, or about one that is gone."""
    if not is_there:
        return [_choice(Outcome.GONE, LABELS[Outcome.GONE])]
    return [
        _choice(outcome, kind.labels.get(outcome, LABELS[outcome])) for outcome in kind.outcomes
    ]


def of_appeal(*, is_there: bool) -> list[Choice]:
    """Return how an appeal can be decided: what is gone cannot be brought back."""
    stands = Choice(Appeal.Result.UPHELD, pgettext_lazy("decision", "The decision stands"), "1")
    shows = Choice(Appeal.Result.REVERSED, pgettext_lazy("decision", "Show it again"), "2")
    return [stands, shows] if is_there else [stands]


def _choice(outcome: Outcome, label: str | Promise) -> Choice:
    return Choice(outcome, label, KEYS[outcome], is_dangerous=outcome == Outcome.DELETE)
