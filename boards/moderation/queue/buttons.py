"""The buttons of a case, and the digits that press them."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from boards.moderation.kinds import ReportableKind
from boards.moderation.models import SANCTIONING, Appeal, Case, Outcome

LABELS: Mapping[Outcome, str | Promise] = {
    Outcome.KEEP: pgettext_lazy("decision", "Keep"),
    Outcome.HIDE: pgettext_lazy("decision", "Hide"),
    Outcome.DELETE: pgettext_lazy("decision", "Delete"),
    Outcome.GONE: _("Close the case"),
    Outcome.WARN: pgettext_lazy("decision", "Hide and warn"),
    Outcome.SILENCE: pgettext_lazy("decision", "Hide, silence for 7 days"),
    Outcome.SUSPEND: pgettext_lazy("decision", "Hide, suspend for 30 days"),
}
# Where nothing can be hidden.
LABELS_ALONE: Mapping[Outcome, str | Promise] = {
    Outcome.WARN: pgettext_lazy("decision", "Warn"),
    Outcome.SILENCE: pgettext_lazy("decision", "Silence for 7 days"),
    Outcome.SUSPEND: pgettext_lazy("decision", "Suspend for 30 days"),
}
KEYS = {
    Outcome.KEEP: "1",
    Outcome.HIDE: "2",
    Outcome.DELETE: "3",
    Outcome.WARN: "4",
    Outcome.SILENCE: "5",
    Outcome.SUSPEND: "6",
    Outcome.GONE: "1",
}
# Their key only goes to the button.
_NOT_BY_KEY = (Outcome.DELETE, Outcome.SUSPEND)


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


def of_author(kind: ReportableKind, case: Case, *, is_for_site: bool) -> list[Choice]:
    """Return the sanctions that a decision can give the author.

    Args:
        is_for_site: whether who decides sanctions on the whole site, and not on the board alone.
    """
    if not kind.can_sanction_author(case) or (case.board is None and not is_for_site):
        return []
    given = SANCTIONING if is_for_site else SANCTIONING[:-1]
    labels = LABELS if Outcome.HIDE in kind.outcomes else LABELS_ALONE
    return [_choice(outcome, labels[outcome]) for outcome in given]


def of_appeal(*, is_there: bool, is_of_sanction: bool = False) -> list[Choice]:
    """Return how an appeal can be decided: what is gone cannot be brought back, but lifted."""
    stands = Choice(Appeal.Result.UPHELD, pgettext_lazy("decision", "The decision stands"), "1")
    shows = Choice(Appeal.Result.REVERSED, pgettext_lazy("decision", "Show it again"), "2")
    if is_of_sanction:
        lifts = pgettext_lazy("decision", "Reverse it and lift the sanction")
        return [stands, Choice(Appeal.Result.REVERSED, lifts, "2")]
    return [stands, shows] if is_there else [stands]


def _choice(outcome: Outcome, label: str | Promise) -> Choice:
    return Choice(outcome, label, KEYS[outcome], is_dangerous=outcome in _NOT_BY_KEY)
