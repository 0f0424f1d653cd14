"""What a saved page holds, once it is read."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class SavedArticle:
    """The article of the page; `body` holds its lines as they stand there."""

    title: str
    masked_author: str
    posted_at: datetime
    body: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class SavedNotice:
    """A notice above the list, and the line it stands on."""

    line: int
    title: str
    date: date


@dataclass(frozen=True)
class SavedRow:
    """A row of the list, and the line it begins on."""

    line: int
    title: str
    board: str
    views: int


@dataclass(frozen=True)
class SavedPage:
    """All that a saved page holds, in its order; there is at least one row.

    Attributes:
        unsure_date: the first date that may have its month or its day first, as it stands there,
            when nothing tells which: it was read with the month first. Else nothing.
    """

    article: SavedArticle
    notices: tuple[SavedNotice, ...]
    rows: tuple[SavedRow, ...]
    unsure_date: str = ""
