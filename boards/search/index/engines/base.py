"""What an engine does. Both give the same answers to the same conditions."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from boards.search.index.conditions import Condition
from boards.search.index.documents import DAY_ONLY, Document
from boards.search.models import SearchDocument


class Match(NamedTuple):
    """A post for which a condition holds; `key` is its place in the order of lists."""

    key: int
    post_id: int


class Bounds(NamedTuple):
    """Keys from `first` up to and without `end`; None where there is no bound."""

    first: int | None = None
    end: int | None = None

    def within(self, other: "Bounds") -> "Bounds":
        """Return the keys that lie within both."""
        firsts = [key for key in (self.first, other.first) if key is not None]
        ends = [key for key in (self.end, other.end) if key is not None]
        return Bounds(max(firsts, default=None), min(ends, default=None))


class Span(NamedTuple):
    """Keys from `first` up to and without `end`; None where there is no bound.

    `days` are the bounds of the posts of which only the day is known, where they are others: a day
    begins for them when it begins on the site, and for the rest when it begins for the asker.
    """

    first: int | None = None
    end: int | None = None
    days: Bounds | None = None

    @property
    def of_moments(self) -> Bounds:
        """The bounds of the posts whose moment is known."""
        return Bounds(self.first, self.end)

    @property
    def of_days(self) -> Bounds:
        """The bounds of the posts of which only the day is known."""
        return self.of_moments if self.days is None else self.days

    @property
    def is_one_for_all(self) -> bool:
        """Whether both have the same bounds."""
        return self.of_days == self.of_moments

    @property
    def whole(self) -> Bounds:
        """The bounds outside of which there is nothing to find."""
        (first, end), (first_day, end_day) = self.of_moments, self.of_days
        return Bounds(
            None if first is None or first_day is None else min(first, first_day),
            None if end is None or end_day is None else max(end, end_day),
        )

    def has(self, key: int) -> bool:
        """Say whether a key lies within it."""
        first, end = self.of_days if key & DAY_ONLY else self.of_moments
        return (first is None or key >= first) and (end is None or key < end)

    def within(self, other: "Span") -> "Span":
        """Return the keys that lie within both."""
        days = self.of_days.within(other.of_days)
        return Span(*self.of_moments.within(other.of_moments), days)


class Contents(NamedTuple):
    """How all that the engine holds differs from what its documents' rows say.

    Attributes:
        missing: ids of posts that the engine does not hold; storing them sets it right.
        wrong: ids of posts whose indexed tokens differ from their document.
        unknown: how many entries belong to no row, or cannot be read.
    """

    missing: frozenset[int] = frozenset()
    wrong: frozenset[int] = frozenset()
    unknown: int = 0


class Engine(ABC):
    """Keeps the index of the documents, and finds posts by it."""

    @abstractmethod
    def store_new(self, document: Document) -> None:
        """Index the document of a post that has no row yet, and make the row with it."""

    @abstractmethod
    def store(self, documents: Iterable[tuple[SearchDocument, Document]]) -> None:
        """Index the documents under their rows, which are locked; they take over the content."""

    @abstractmethod
    def remove(self, rows: Iterable[SearchDocument]) -> None:
        """Take the rows' documents out of the index; the rows themselves stay."""

    @abstractmethod
    def newest(self, condition: Condition, *, limit: int, span: Span = Span()) -> list[Match]:  # noqa: B008
        """Return the newest posts for which the condition holds, the newest first."""

    @abstractmethod
    def holds(self, documents: Sequence[tuple[SearchDocument, Document]]) -> set[int]:
        """Return the ids of the posts whose document is in the index, token for token."""

    def contents(self) -> Contents:
        """Read everything that is held beside the rows, and compare it with them.

        An engine that holds nothing beside them has nothing to say here.
        """
        return Contents()

    @abstractmethod
    def faults(self) -> list[str]:
        """Let the database check its own structure; return what it complains of."""

    @abstractmethod
    def recreate(self) -> None:
        """Put an empty or a sound structure in the place of what is there, however damaged.

        The documents' rows stay; `holds` knows afterwards which of them are to be stored again.
        """

    @abstractmethod
    def unheld(self, *, after: int, limit: int) -> list[int]:
        """Return ids of posts that have a row and nothing in the index, in their order."""

    def expect_many(self) -> None:
        """Get ready to store a great many documents on this connection."""
        return

    @abstractmethod
    def tidy(self) -> None:
        """Merge what many writes left behind, after a rebuild."""
