"""Knows the header row of a list: `Title View`, `제목 조회`, and such with more columns."""

from collections.abc import Sequence
from enum import Enum, auto

from boards.imports.lines import Line, in_one_line


class Column(Enum):
    """What stands in a column of the list."""

    TITLE = auto()
    BOARD = auto()
    VIEWS = auto()
    DATE = auto()
    OTHER = auto()  # not brought in


_NAMES = {
    Column.TITLE: ("title", "subject", "제목", "글제목"),
    Column.BOARD: ("board", "category", "게시판", "분류", "게시판명"),
    Column.VIEWS: ("view", "views", "hit", "hits", "조회", "조회수"),
    Column.DATE: ("date", "posted", "날짜", "작성일", "등록일"),
    Column.OTHER: (
        *("no", "no.", "#", "author", "writer", "name", "by", "likes", "recommend", "comments"),
        *("번호", "글쓴이", "작성자", "이름", "추천", "추천수", "댓글"),
    ),
}
_COLUMNS = {name: column for column, names in _NAMES.items() for name in names}
MAX_COLUMNS = 10


def header_of(lines: Sequence[Line]) -> tuple[int, tuple[Column, ...]] | None:
    """Return how many of the lines are a header row, and its columns; None when none is there.

    Its names stand on one line, or each on a line of its own.
    """
    columns: list[Column] = []
    for taken, line in enumerate(lines[:MAX_COLUMNS], start=1):
        text = " ".join(line.cells) or line.text
        names = [_COLUMNS.get(name) for name in in_one_line(text[:100]).lower().split()]
        if not names or None in names:
            return None
        columns += [name for name in names if name is not None]
        if Column.TITLE in columns and Column.VIEWS in columns:
            return taken, tuple(columns)
    return None
