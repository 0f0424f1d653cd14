"""What can be reported: one class for each kind of thing, registered by the room that has it.

A room above registers a kind of its own in `ready()` of its app, and is not known here.
"""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member
from boards.members.viewers import Viewer
from boards.models import Board
from boards.moderation.models import Case, CaseChange, Outcome
from boards.moderation.wanted import Wanted
from boards.permissions import is_moderator

EXCERPT_LENGTH = 200  # characters


@dataclass(frozen=True)
class Shown:
    """What the queue shows of a thing, as one viewer may see it.

    Attributes:
        author_name: masked for moderators; empty when nobody knows it.
        is_anonymous: whether nothing may be shown that tells who the author is.
    """

    title: str
    excerpt: str
    path: str
    author_name: str
    is_hidden: bool
    is_anonymous: bool = False


@dataclass(frozen=True)
class Texts:
    """What a moderator can edit of a thing.

    Attributes:
        title: None where it has none.
        text: HTML where `is_html`, and otherwise as it is typed.
        version: a number that stands for both.
    """

    title: str | None
    text: str
    is_html: bool
    version: int


class ReportableKind(ABC):
    """How things of one kind are opened, shown, hidden, deleted and brought back."""

    code: ClassVar[str]
    label: ClassVar[str | Promise]
    # What moderators can decide about it, in the order of their buttons and keys.
    outcomes: ClassVar[tuple[Outcome, ...]] = (Outcome.KEEP, Outcome.HIDE, Outcome.DELETE)
    labels: ClassVar[Mapping[Outcome, str | Promise]] = {}  # of buttons, where they differ
    is_public: ClassVar[bool] = True  # whether everybody may read what was decided
    tells_nobody: ClassVar[bool] = False  # neither an author nor reporters read the reason

    @abstractmethod
    def open_for(self, viewer: Viewer, pk: int) -> Any:
        """Return the thing for who may see it; raise what its own page answers to others."""

    @abstractmethod
    def load(self, pks: Collection[int]) -> dict[int, Any]:
        """Return those of the things that still exist, by one query."""

    @abstractmethod
    def shown(self, thing: Any, viewer: Viewer) -> Shown:
        """Return what the queue and its author's own page show of a thing; runs no query."""

    @abstractmethod
    def title(self, thing: Any) -> str:
        """Return how it is called or begins, for who has seen it; empty where that is personal."""

    @abstractmethod
    def author_id(self, thing: Any) -> int | None:
        """Return who wrote it, or whom it is about."""

    @abstractmethod
    def board(self, thing: Any) -> Board | None:
        """Return on which board it is; None for what belongs to none."""

    @abstractmethod
    def path(self, pk: int) -> str:
        """Return the path of the thing with a number, whether or not it still exists."""

    def hide(self, thing: Any, *, by: Member | None, reason: str = "") -> None:
        """Hide it, where `outcomes` has that; raise ValidationError with the code `deleted`."""
        raise NotImplementedError

    def unhide(self, thing: Any, *, by: Member | None) -> None:
        """Show again what was hidden; raise ValidationError with the code `deleted`."""
        raise NotImplementedError

    @abstractmethod
    def delete(self, thing: Any, *, by: Member) -> None:
        """Delete it; raise ValidationError with the code `deleted`."""

    def restorable(self, pks: Collection[int]) -> set[int]:
        """Return which of the deleted things can be restored, by one query."""
        return set()

    def restore(self, pk: int, *, by: Member, reason: str = "") -> Any:
        """Restore what was deleted; raise ValidationError with the code `not_in_trash`."""
        raise ValidationError(_("It cannot be restored."), code="not_in_trash")

    def change(
        self, thing: Any, outcome: Outcome, wanted: Wanted, *, by: Member, reason: str
    ) -> CaseChange:
        """Change what `outcomes` has of `CHANGING`, and return what it was, not stored yet.

        Args:
            thing: as `locked` returned it.

        Raises:
            ValidationError: with the code `deleted`; `conflict`, when it has other texts by now;
                `same`, when it is so already; `unchosen`, when nothing was chosen.
        """
        raise NotImplementedError

    def texts(self, thing: Any) -> Texts:
        """Return the texts of a thing, where `outcomes` has that they are edited."""
        raise NotImplementedError

    def change_back(self, thing: Any, change: CaseChange, *, by: Member) -> None:
        """Undo such a change; raise ValidationError with the code `changed` where it is no more."""
        raise NotImplementedError

    def still_is(self, thing: Any, change: CaseChange) -> bool:
        """Say whether a thing is as a decision left it, as far as no query tells."""
        return True

    def may_be_hidden_by_reports(self, thing: Any) -> bool:
        """Say whether many reports hide it before a moderator has looked.

        Not what a moderator of its board wrote: nobody could take a word of theirs away by numbers.
        What is anonymous is, whoever wrote it: that it stays would tell who did.
        """
        if self.is_anonymous(thing):
            return True
        board, author_id = self.board(thing), self.author_id(thing)
        if board is None or author_id is None:
            return True
        return not is_moderator(Member.objects.get(pk=author_id), board)

    def is_anonymous(self, thing: Any) -> bool:
        """Say whether nothing may be told of it that is known of its author's other things."""
        return False

    def is_concerned(self, thing: Any, member: Member) -> bool:
        """Say whether it is also about a member who is not its author, and so does not decide."""
        return False

    def is_hidden(self, thing: Any) -> bool:
        """Say whether it was hidden, by reports or by a moderator."""
        return False

    def can_sanction_author(self, case: Case) -> bool:
        """Say whether a decision about the case may be to sanction its author.

        Not for what is anonymous: whoever sanctions its author looks the author up before, which
        is recorded. Nor where nobody knows who it was.
        """
        return case.author_id is not None and not case.is_anonymous

    def find(self, pk: int) -> Any | None:
        """Return the thing; None when it was deleted."""
        return self.load([pk]).get(pk)

    def locked(self, thing: Any) -> Any:
        """Reload the thing, and hold what can change its board until the transaction ends.

        Raises:
            ValidationError: with the code `deleted`.
        """
        found = self.find(thing.pk)
        if found is None:
            raise ValidationError(_("It was deleted in the meantime."), code="deleted")
        return found


_kinds: dict[str, ReportableKind] = {}


def register(kind: ReportableKind) -> None:
    """Let things of a kind be reported."""
    _kinds[kind.code] = kind


def kind_of(code: str) -> ReportableKind | None:
    """Return the kind with a code; None where there is none."""
    return _kinds.get(code)


def private_kinds() -> list[str]:
    """Return the codes of kinds about which not everybody may read what was decided."""
    return [code for code, kind in _kinds.items() if not kind.is_public]


def kind_of_case(case: Case) -> ReportableKind:
    """Return the kind of the thing that a case is about."""
    return _kinds[case.kind]


def loaded_things(cases: Iterable[Case]) -> dict[tuple[str, int], Any]:
    """Return the things of cases that still exist, by kind and number; one query for each kind."""
    by_kind: dict[str, set[int]] = {}
    for case in cases:
        by_kind.setdefault(case.kind, set()).add(case.target_id)
    return {
        (code, pk): thing
        for code, pks in by_kind.items()
        for pk, thing in _kinds[code].load(pks).items()
    }


def restorable_things(cases: Iterable[Case]) -> set[tuple[str, int]]:
    """Return which deleted things of cases can be restored; one query for each kind."""
    by_kind: dict[str, set[int]] = {}
    for case in cases:
        by_kind.setdefault(case.kind, set()).add(case.target_id)
    return {(code, pk) for code, pks in by_kind.items() for pk in _kinds[code].restorable(pks)}


def board_of(case: Case, thing: Any | None) -> Board | None:
    """Return whose moderators a case is for: the board where its thing is now, or was last."""
    return case.board if thing is None else kind_of_case(case).board(thing)
