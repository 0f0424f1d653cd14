"""The buttons of a case, and the digits that press them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from boards.caching.paths import cached_reverse
from boards.moderation.kinds import ReportableKind
from boards.moderation.models import CHANGING, SANCTIONING, Appeal, Case, Decision, Outcome
from boards.moderation.queue.placing import Option, Places

LABELS: Mapping[Outcome, str | Promise] = {
    Outcome.KEEP: pgettext_lazy("decision", "Keep"),
    Outcome.HIDE: pgettext_lazy("decision", "Hide"),
    Outcome.DELETE: pgettext_lazy("decision", "Delete"),
    Outcome.GONE: _("Close the case"),
    Outcome.WARN: pgettext_lazy("decision", "Hide and warn"),
    Outcome.SILENCE: pgettext_lazy("decision", "Hide, silence for 7 days"),
    Outcome.SUSPEND: pgettext_lazy("decision", "Hide, suspend for 30 days"),
    Outcome.CATEGORY: pgettext_lazy("decision", "Change category"),
    Outcome.MOVE: pgettext_lazy("decision", "Move"),
    Outcome.EDIT: pgettext_lazy("decision", "Edit the text"),
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
    Outcome.CATEGORY: "7",
    Outcome.MOVE: "8",
    Outcome.EDIT: "9",
    Outcome.GONE: "1",
}
# What is chosen in a select beside the button: the name of its field, and what it asks.
_CHOSEN: Mapping[Outcome, tuple[str, str | Promise]] = {
    Outcome.CATEGORY: ("category", _("Choose a category")),
    Outcome.MOVE: ("place", _("Choose a board")),
}
_REVERSES: Mapping[Outcome, str | Promise] = {
    Outcome.CATEGORY: pgettext_lazy("decision", "Give it the earlier category again"),
    Outcome.MOVE: pgettext_lazy("decision", "Move it back"),
    Outcome.EDIT: pgettext_lazy("decision", "Restore the earlier text"),
}
# Their key only goes to the button.
_NOT_BY_KEY = (Outcome.DELETE, Outcome.SUSPEND)


@dataclass(frozen=True)
class Choice:
    """One button: what it sends, what it says, and the digit that presses it.

    Attributes:
        path: of the page where it is decided; empty for a button that sends the form.
        field: the name of the select beside it, with the words that ask, and groups of options.
    """

    value: str
    label: str | Promise
    key: str
    is_dangerous: bool = False
    path: str = ""
    field: str = ""
    asks: str | Promise = ""
    groups: Sequence[tuple[str, Sequence[Option]]] = ()


def of_case(kind: ReportableKind, case: Case, *, is_there: bool, places: Places) -> list[Choice]:
    """Return what can be decided about a thing, or about one that is gone."""
    if not is_there:
        return [_choice(Outcome.GONE, LABELS[Outcome.GONE])]
    return [
        choice
        for outcome in kind.outcomes
        for choice in _choices(outcome, kind.labels.get(outcome, LABELS[outcome]), case, places)
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


def of_appeal(decision: Decision, *, is_there: bool) -> list[Choice]:
    """Return how an appeal can be decided: what is gone cannot be brought back, but lifted."""
    outcome = Outcome(decision.outcome)
    stands = Choice(Appeal.Result.UPHELD, pgettext_lazy("decision", "The decision stands"), "1")
    shows = Choice(Appeal.Result.REVERSED, pgettext_lazy("decision", "Show it again"), "2")
    if decision.sanction is not None:
        lifts = pgettext_lazy("decision", "Reverse it and lift the sanction")
        return [stands, Choice(Appeal.Result.REVERSED, lifts, "2")]
    if outcome in _REVERSES:
        shows = Choice(Appeal.Result.REVERSED, _REVERSES[outcome], "2")
    return [stands, shows] if is_there else [stands]


def _choice(outcome: Outcome, label: str | Promise) -> Choice:
    return Choice(outcome, label, KEYS[outcome], is_dangerous=outcome in _NOT_BY_KEY)


def _choices(
    outcome: Outcome, label: str | Promise, case: Case, places: Places
) -> Sequence[Choice]:
    """Return the button of an outcome; none where there is nothing to be chosen."""
    if outcome not in CHANGING:
        return [_choice(outcome, label)]
    if outcome == Outcome.EDIT:
        path = cached_reverse("moderation:edit-case", case.pk)
        return [Choice(outcome, label, KEYS[outcome], path=path)]
    if outcome == Outcome.MOVE:
        groups = places.others_than(case.board)
    else:
        categories = places.categories_on(case.board)
        groups = [("", categories)] if categories else []
    name, asks = _CHOSEN[outcome]
    if not groups:
        return []
    return [Choice(outcome, label, KEYS[outcome], field=name, asks=asks, groups=groups)]
