"""Offers the list of a board or a category whose name was typed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from boards.members.folding import folded
from boards.models import Board
from boards.search.language.query_parser import Field, Query

MAX_LISTS = 6  # of boards first; many boards may have a category of one name

# What people say besides a board's name, and signs around a name.
_BESIDES = ("게시판", "board")
_AROUND = "[](){}<>「」『』“”‘’\"'#"


@dataclass(frozen=True)
class NamedList:
    """A link to a board's list, or to that of one of its categories, and what it is."""

    kind: str
    name: str
    url: str


def lists_named(query: Query, boards: Sequence[Board]) -> list[NamedList]:
    """Return the lists that have what was typed as their name or slug, in either language.

    게시판:세금 names boards alone and 말머리:질문 categories; beside words, neither is a name.

    Args:
        boards: those that the asker may read, with their categories: no others are named.
    """
    field, name = _name_in(query)
    names = set(_spellings(name))
    if not names:
        return []
    found = [
        NamedList(_("Board"), board.name, board.get_absolute_url())
        for board in boards
        if field is not Field.CATEGORY and names & _names(board.slug, board.name_ko, board.name_en)
    ]
    if field is not Field.BOARD:
        found += _categories(names, boards)
    return found[:MAX_LISTS]


def _name_in(query: Query) -> tuple[Field | None, str]:
    """Return what may be a name, and the field that it is typed behind."""
    if not query.filters:
        return None, query.text
    only = query.filters[0]
    is_alone = len(query.filters) == 1 and not query.groups and not only.is_unwanted
    if is_alone and only.field in (Field.BOARD, Field.CATEGORY):
        return only.field, only.value
    return None, ""


def _categories(names: set[str], boards: Iterable[Board]) -> Iterator[NamedList]:
    for board in boards:
        for each in board.every_category:
            if not each.is_retired and names & _names(each.slug, each.name_ko, each.name_en):
                url = f"{board.get_absolute_url()}{each.list_query}"
                yield NamedList(_("Category"), f"{board.name} › {each.name}", url)


def _names(*names: str) -> set[str]:
    return {spelling for name in names for spelling in _spellings(name)}


def _spellings(name: str) -> Iterator[str]:
    """The name without spaces and signs, and without 게시판 behind it."""
    bare = "".join(folded(name).split()).strip(_AROUND)
    yield from ([bare] if bare else [])
    for besides in _BESIDES:
        rest = bare.removesuffix(besides)
        if rest and rest != bare:
            yield rest
