"""The language of queries, as people know it from elsewhere.

    세금 보고          both words, in any place of the post, its tags and its comments
    "세금 보고"        exactly this
    -중고              without this word
    비자 or 영주권      one of the two at least
    in:title           look into titles only; in:body, in:comments
    제목:세금           this word in the title; 내용:, 댓글:
    제목: 세금          the same of all words; of two such places, each is of the words behind it
    board:talk category:질문 tag:세금
    author:vuxxxxx after:2024-01-01 before:2025-01-01

The fields have Korean names too. Nothing is ever refused: what cannot be read as it was meant is
read as plain words, and a hint says so.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum

from boards.members.characters import first_characters, is_longer_than
from boards.posts.text.sanitising import storable
from boards.search.language.places import EVERY_PLACE, Place
from boards.search.tokens import amounts

MAX_QUERY_LENGTH = 300  # characters
MAX_TERMS = 16
QUOTES = "“”„‟〝〞「」『』«»＂" + '"'
_QUOTES = str.maketrans(dict.fromkeys(QUOTES, '"'))
# A minus before a price, a per cent or a temperature was copied with it and leaves nothing out.
_NEGATIVE = r"(?:[$₩€£¥]|\d[\d,]*(?:\.\d+(?![\d.])| ?(?:[%％‰℃℉°]|퍼센트|프로|도(?!\w))))"
_TERM = re.compile(
    rf'(?:(?P<without>[-−])(?!{_NEGATIVE}))?(?:(?P<field>[^\W\d_]+)[:：])?(?:"(?P<quoted>[^"]*)"|(?P<word>[^\s"]+))'
)  # noqa: E501
_QUOTED_OR_WORD = re.compile(r'"[^"]*"|[^\s"]+')
# A name with its colon, and a space on either side of that: 게시판: 세금, 게시판 : 세금.
_SPACED_FIELD = re.compile(
    r'"[^"]*"|(?<![^\s"])(?P<name>[-−]?[^\W\d_]+) ?[:：] ?(?=(?P<value>"[^"]|[^\s"]+))'
)
# What lists words: 해고/한파, 세금,비자, tax,visa; a slash between Latin letters may be a path.
_LISTING = re.compile(
    r"(?<=[^\W\d_])[,，;；、]+(?=[^\W\d_])"
    r"|(?<=[가-힣])[/／|｜]+(?=[^\W\d_])|(?<=[^\W\d_])[/／|｜]+(?=[가-힣])"
)
_OR = {"or", "OR", "|", "또는"}


class Field(Enum):
    """What a `name:value` is about."""

    BOARD = "board"
    CATEGORY = "category"
    TAG = "tag"
    AUTHOR = "author"
    BEFORE = "before"
    AFTER = "after"
    IN = "in"


class Hint(Enum):
    """What was not read as it may have been meant."""

    TOO_LONG = "too_long"
    TOO_MANY = "too_many"
    QUOTE = "quote"
    EMPTY_FIELD = "empty_field"
    UNKNOWN_BOARD = "unknown_board"
    UNKNOWN_CATEGORY = "unknown_category"
    UNKNOWN_TAG = "unknown_tag"
    UNKNOWN_DATE = "unknown_date"
    UNKNOWN_PLACE = "unknown_place"
    NOTHING = "nothing"
    NOT_ALL = "not_all"
    SOME_LACK = "some_lack"
    SPLIT = "split"


_OF_LACKING = {Hint.NOT_ALL, Hint.SOME_LACK}
_FIELDS = {
    "board": Field.BOARD, "게시판": Field.BOARD,
    "category": Field.CATEGORY, "말머리": Field.CATEGORY,
    "tag": Field.TAG, "태그": Field.TAG,
    "author": Field.AUTHOR, "글쓴이": Field.AUTHOR, "작성자": Field.AUTHOR,
    "before": Field.BEFORE, "이전": Field.BEFORE,
    "after": Field.AFTER, "이후": Field.AFTER,
    "in": Field.IN,
}  # fmt: skip
# What stands behind `in:`, and before one word of the query.
_PLACES = {
    "title": Place.TITLE, "제목": Place.TITLE,
    "body": Place.TEXT, "text": Place.TEXT, "내용": Place.TEXT, "본문": Place.TEXT,
    "comments": Place.COMMENTS, "comment": Place.COMMENTS, "댓글": Place.COMMENTS,
}  # fmt: skip
_NAMES = _FIELDS.keys() | _PLACES.keys()


@dataclass(frozen=True)
class Term:
    """One word or phrase; with a `place`, it is looked for there alone."""

    text: str
    is_phrase: bool = False
    is_unwanted: bool = False
    place: Place | None = None


@dataclass(frozen=True)
class Filter:
    """A field with its value: what has it, or, when unwanted, what has it not."""

    field: Field
    value: str
    is_unwanted: bool = False


@dataclass
class Query:
    """A query as it was read.

    Attributes:
        text: what was typed, on one line and without signs that cannot be stored.
        groups: terms that all must hold; within a group, one of them.
        places: where terms without a place of their own are looked for; none: everywhere.
        hints: each with the part of the query that it is about.
    """

    text: str
    groups: list[list[Term]] = field(default_factory=list)
    filters: list[Filter] = field(default_factory=list)
    places: set[Place] = field(default_factory=set)
    hints: list[tuple[Hint, str]] = field(default_factory=list)

    @property
    def title_only(self) -> bool:
        """Whether all words are looked for in titles alone."""
        terms = [term for group in self.groups for term in group]
        return bool(terms) and all(self.places_of(term) == {Place.TITLE} for term in terms)

    @property
    def is_placed(self) -> bool:
        """Whether any word is looked for in less than the whole post."""
        return bool(self.places) or any(term.place for group in self.groups for term in group)

    def places_of(self, term: Term) -> frozenset[Place]:
        """Return where a term is looked for."""
        return frozenset({term.place} if term.place else self.places or EVERY_PLACE)

    def places_of_any(self, terms: Iterable[Term]) -> frozenset[Place]:
        """Return where at least one of the terms is looked for."""
        return frozenset[Place]().union(*map(self.places_of, terms))

    @property
    def lacks_words(self) -> bool:
        """Whether what was found lacks some of the words."""
        return any(hint in _OF_LACKING for hint, _ in self.hints)

    @property
    def is_read_otherwise(self) -> bool:
        """Whether nothing, or hardly anything, has the words as they were typed."""
        return self.lacks_words or any(hint is Hint.SPLIT for hint, _ in self.hints)

    @property
    def wanted_groups(self) -> list[list[Term]]:
        """The groups without the terms that are to be left out."""
        groups = [[term for term in group if not term.is_unwanted] for group in self.groups]
        return [group for group in groups if group]

    @property
    def wanted(self) -> list[Term]:
        """The terms that a post is found by."""
        return [term for group in self.wanted_groups for term in group]

    def wanted_groups_in(self, place: Place) -> list[list[Term]]:
        """Return the groups with those of their terms that are looked for in a place."""
        groups = [
            [term for term in group if place in self.places_of(term)]
            for group in self.wanted_groups
        ]
        return [group for group in groups if group]


def read(typed: str) -> Query:
    """Read a query; never raises."""
    text = storable(first_characters(typed, MAX_QUERY_LENGTH))
    query = Query(text=" ".join(text.translate(_QUOTES).split()))
    if is_longer_than(typed, MAX_QUERY_LENGTH):
        query.hints.append((Hint.TOO_LONG, ""))
    _read_parts(_parts(query), query)
    return query


def strict_form_of(typed: str) -> str:
    """Return a query with its plain words in quotes, so that none of them is left out or changed.

    `영주권 기간 board:visa` gives `"영주권" "기간" board:visa`.
    """
    return " ".join(map(_strict, _parts(Query(text=read(typed).text))))


def _strict(part: re.Match[str]) -> str:
    """Return a part with its word in quotes, `제목:"세금"` too; names of filters stay."""
    word, name = part["word"], (part["field"] or "").lower()
    known = _FIELDS.get(name)
    stays = not word or part["without"] or part[0] in _OR or known or _place_for_all(known, word)
    if stays:
        return part[0]
    return f'{part["field"]}:"{word}"' if name in _PLACES else f'"{part[0]}"'


def ways_without_fields(typed: str) -> list[tuple[str, str]]:
    """Return each part of a query that names a field, and the query without it.

    Where nothing else is asked for, its value is the word that is left: 글쓴이:nobody, nobody.
    """
    parts = list(_parts(Query(text=read(typed).text)))
    ways = []
    for part in filter(_is_narrowing, parts):
        rest = " ".join(other[0] for other in parts if other is not part)
        if not rest and part["field"] and not part["without"]:
            rest = part[0].removeprefix(part["field"])[1:]
        if rest:
            ways.append((part[0], rest))
    return ways


def value_of_part(part: str) -> str:
    """Return what stands behind the colon of a part that names a field, without quotes."""
    match = _TERM.fullmatch(part)
    return "" if match is None else match["word"] or match["quoted"]


def _is_narrowing(part: re.Match[str]) -> bool:
    """Tell whether a part narrows what is found, as titles alone do not."""
    word = part["word"] or ""
    if part["field"] is None and word[-1:] in (":", "："):
        return word[:-1].lower() in _FIELDS  # nothing stands behind it
    known = _FIELDS.get((part["field"] or "").lower())
    return known is not None and not _place_for_all(known, word)


def _parts(query: Query) -> Iterator[re.Match[str]]:
    """Cut the text into terms; a quote without its pair counts for nothing."""
    text = amounts.in_one_word(query.text)
    if text.count('"') % 2:
        query.hints.append((Hint.QUOTE, ""))
        before, _, after = text.rpartition('"')
        text = f"{before} {after}"
    text = _with_spaces(_SPACED_FIELD.sub(_joined_to_value, text))
    matches = list(_TERM.finditer(text))
    if len(matches) > MAX_TERMS:
        query.hints.append((Hint.TOO_MANY, ""))
    yield from matches[:MAX_TERMS]


def _joined_to_value(match: re.Match[str]) -> str:
    """Return the name of a field right before its value, and all else as it stands."""
    name, value = match["name"], match["value"]
    if name is None:
        return match[0]
    known = _FIELDS.get(name.lstrip("-−").lower())
    if known is not None:
        return f"{name}:" if _is_value(value) else match[0]
    # 제목 : 세금 is of all words, as 제목: 세금 is.
    return f"{name}: " if name.lower() in _PLACES and match[0] != f"{name}:" else match[0]


def _is_value(text: str) -> bool:
    """Tell whether the beginning of what follows a name is its value, and nothing of its own."""
    word = _TERM.match(text)
    name = (word and word["field"]) or (text[:-1] if text[-1] in ":：" else "")
    return text[0] not in "-−:：" and text not in _OR and name.lower() not in _NAMES


def _with_spaces(text: str) -> str:
    """Return a query in which 해고/한파 and 해고,한파 are two words; quotes and names stay."""
    return _QUOTED_OR_WORD.sub(_apart, text)


def _apart(match: re.Match[str]) -> str:
    word = match[0]
    if word[0] == '"' or ":" in word or "：" in word:
        return word
    return _LISTING.sub(f" {word[0]}" if word[0] in "-−" else " ", word)


def _read_parts(parts: Iterable[re.Match[str]], query: Query) -> None:
    parts = list(parts)
    marks = [_place_marked_by(part) for part in parts]
    # 제목: 세금 내용: 환급 names a place for each, and in:title one for all.
    is_each_its_own = len({mark for mark in marks if mark}) > 1
    joins, place = False, None
    for part, marked in zip(parts, marks, strict=True):
        if marked and is_each_its_own:
            place = marked
            continue
        if part[0] in _OR:
            # Between two terms it joins them; elsewhere it is only a word that says nothing.
            joins = bool(query.groups)
            continue
        term = _term_of(part, query)
        if term is None:
            continue
        if place and not term.place:
            term = replace(term, place=place)
        if joins and not term.is_unwanted:
            query.groups[-1].append(term)
        else:
            query.groups.append([term])
        joins = False


def _place_marked_by(part: re.Match[str]) -> Place | None:
    """Return the place that `제목:` by itself names for what follows."""
    is_plain = part["field"] is None and not part["without"] and part["word"]
    return _place_for_all(None, part["word"]) if is_plain else None


def _term_of(part: re.Match[str], query: Query) -> Term | None:
    """Return the part as a term, or note it as a filter and return None."""
    value = part["quoted"] if part["quoted"] is not None else part["word"]
    is_unwanted = bool(part["without"])
    name = (part["field"] or "").lower()
    known = _FIELDS.get(name)
    if place := _place_for_all(known, value):
        query.places.add(place)
        return None
    if name in _PLACES and value:
        return Term(value, part["quoted"] is not None, is_unwanted, _PLACES[name])
    if known is Field.IN:
        query.hints.append((Hint.UNKNOWN_PLACE, value))
    elif known is not None:
        return _filtered(known, value, is_unwanted, query)
    elif part["field"] is None and _FIELDS.get(value.rstrip(":：").lower()) and value[-1:] in ":：":
        query.hints.append((Hint.EMPTY_FIELD, value))
    text = value if part["field"] is None or known else f"{part['field']}:{value}"
    return Term(text, is_phrase=part["quoted"] is not None, is_unwanted=is_unwanted)


def _place_for_all(known: Field | None, value: str) -> Place | None:
    """Return the place that `in:title` names for every word, and so does `제목:` by itself."""
    name = value.lower()
    if known is Field.IN:
        return _PLACES.get(name)
    return _PLACES.get(name[:-1]) if not known and name[-1:] in (":", "：") else None


def _filtered(known: Field, value: str, is_unwanted: bool, query: Query) -> Term | None:
    if known in (Field.BEFORE, Field.AFTER) and date_of(value) is None:
        query.hints.append((Hint.UNKNOWN_DATE, value))
        return Term(value, is_unwanted=is_unwanted)
    query.filters.append(Filter(known, value, is_unwanted))
    return None


def date_of(value: str) -> date | None:
    """Return the day that a value names: 2024-05-01, 2024.5.1, 2024-05 or 2024; None for others."""
    match = re.fullmatch(r"(\d{4})(?:[-./](\d{1,2})(?:[-./](\d{1,2}))?)?\.?", value, re.ASCII)
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return None
