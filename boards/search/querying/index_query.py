"""Turns a query into what the index is asked, as far as the asker may know of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, tzinfo

from django.db.models import Q
from django.utils import timezone

from boards.members.folding import folded, key_of
from boards.members.masking import MASK
from boards.members.models import Member
from boards.members.viewers import Viewer, name_for
from boards.models import Board, Category
from boards.posts.models import Post, Tag
from boards.posts.text.tags import normalise_tag_name
from boards.posts.writing.tag_suggestions import carried_by_any_of
from boards.search.index.conditions import (
    AllOf,
    AnyOf,
    Condition,
    Not,
    author_mark,
    board_mark,
    category_mark,
    in_place,
    in_title,
    mark,
    name_mark,
    tag_mark,
)
from boards.search.index.documents import first_key_of
from boards.search.index.engines.base import Bounds, Span
from boards.search.index.words import condition_of_phrase, condition_of_word
from boards.search.language.places import EVERY_PLACE, Place
from boards.search.language.query_parser import Field, Filter, Hint, Query, Term, date_of
from boards.search.querying.rights import Rights, rights_of
from boards.search.synonyms.lookup import conditions_of_names, synonyms_for
from boards.search.tokens import tokenizer
from boards.search.tokens.light_words import is_light


@dataclass(frozen=True)
class Filters:
    """What was chosen beside a query: one board, and the moment since which posts count."""

    board: Board | None = None
    since: datetime | None = None


EVERYWHERE = Filters()


@dataclass(frozen=True)
class WordQuery:
    """What the index is asked for one word, or for several of which one is enough."""

    terms: tuple[Term, ...]
    condition: Condition

    @property
    def may_be_left_out(self) -> bool:
        """Whether a post may do without it: not what is quoted, and not what was to narrow."""
        return not any(
            term.is_phrase or term.is_unwanted or term.text.endswith((":", "："))
            for term in self.terms
        )

    @property
    def is_light(self) -> bool:
        """Whether it tells nothing of what is asked about: 방법, how."""
        return all(is_light(tokenizer.folded(term.text)) for term in self.terms)


@dataclass(frozen=True)
class IndexQuery:
    """What the index is asked for one query by one asker.

    Attributes:
        words: each by itself, in the places in which it is looked for.
        narrowing: what the filters ask for, besides the words.
        rights: what the asker may find.
        span: the period, as keys.
        query: as it was read, with every hint.
    """

    words: tuple[WordQuery, ...]
    narrowing: tuple[Condition, ...]
    rights: Rights
    span: Span
    query: Query

    @property
    def asks_nothing(self) -> bool:
        """Whether the query names neither words nor anything else to find posts by."""
        return not self.words and not self.query.filters

    @property
    def wanted(self) -> tuple[Condition, ...]:
        """What holds for the posts that are found, whoever asks."""
        return (*(word.condition for word in self.words), *self.narrowing)

    @property
    def required(self) -> tuple[Condition, ...]:
        """What holds for every post that is found, whatever its words, and that may be read."""
        return (*self.narrowing, *self.rights.conditions)

    @property
    def condition(self) -> Condition:
        """Holds for the posts that are found and that the asker may read."""
        return AllOf((*self.wanted, *self.rights.conditions))

    @property
    def title_condition(self) -> Condition:
        """Holds for those that all words of the query find by their title.

        It means nothing for a query that says itself where to look.
        """
        titled = (in_title(word.condition) for word in self.words)
        return AllOf((*titled, *self.required))

    @property
    def condition_of_secret(self) -> Condition:
        """Holds for the secret posts among them; only of askers who may read some."""
        return AllOf((*self.wanted, *self.rights.of_secret))

    @property
    def without_secret(self) -> "IndexQuery":
        """The same query for the posts that are not secret."""
        return replace(self, rights=Rights(self.rights.everywhere))

    def read_as(
        self, query: Query, condition_of: "Callable[[Term], Condition | None] | None" = None
    ) -> "IndexQuery":
        """Ask for a query of other words, or for words read otherwise, by the same asker."""
        words = _words_of(query, condition_of or exact_condition)
        return replace(self, query=query, words=tuple(words))


def exact_condition(term: Term) -> Condition | None:
    """Return what a post must hold to be found by a term as it stands there."""
    return condition_of_phrase(term.text) if term.is_phrase else condition_of_word(term.text)


def index_query_for(
    viewer: Viewer | None,
    query: Query,
    *,
    filters: Filters = EVERYWHERE,
    rights: Rights | None = None,
) -> IndexQuery:
    """Return what to ask for a query.

    Args:
        filters: what was chosen beside the query.
        rights: what may be found; those of the viewer unless told.
    """
    board, since = filters.board, filters.since
    narrowing: list[Condition] = [mark(board_mark(board.pk))] if board else []
    span = Span(first=first_key_of(since)) if since else Span()
    for wanted in query.filters:
        condition = _FILTERS[wanted.field](viewer, query, wanted)
        if isinstance(condition, Span):
            span = span.within(condition)
        else:
            narrowing.append(Not(condition) if wanted.is_unwanted else condition)
    return IndexQuery(
        words=tuple(_words_of(query, exact_condition)),
        narrowing=tuple(narrowing),
        rights=rights_of(viewer) if rights is None else rights,
        span=span,
        query=query,
    )


def _words_of(query: Query, condition_of: Callable[[Term], Condition | None]) -> list[WordQuery]:
    words: list[WordQuery] = []
    for group, names in zip(query.groups, synonyms_for(query.groups), strict=True):
        read = [
            (term, placed(condition, query.places_of(term)))
            for term in group
            if (condition := _read(term, condition_of))
        ]
        if read:
            terms, conditions = zip(*read, strict=True)
            places = query.places_of_any(terms)
            others = (placed(condition, places) for condition in conditions_of_names(names))
            conditions = (*conditions, *others)
            whole = conditions[0] if len(conditions) == 1 else AnyOf(conditions)
            words.append(WordQuery(terms, whole))
    if query.groups and not words:
        _hint(query, Hint.NOTHING)
    return words


def _read(term: Term, condition_of: Callable[[Term], Condition | None]) -> Condition | None:
    condition = condition_of(term)
    return Not(condition) if condition and term.is_unwanted else condition


def placed(condition: Condition, places: frozenset[Place]) -> Condition:
    """Ask for the condition in one of the places, or anywhere if these are all."""
    if places == EVERY_PLACE:
        return condition
    if isinstance(condition, Not):
        return Not(placed(condition.part, places))
    ways = [in_place(condition, place) for place in Place if place in places]
    return ways[0] if len(ways) == 1 else AnyOf(tuple(ways))


def _on_board(viewer: Viewer | None, query: Query, wanted: Filter) -> Condition:
    name = folded(wanted.value)
    readable = Board.objects.readable_by(viewer)
    boards = readable.values_list("pk", "slug", "name_ko", "name_en")
    found = [mark(board_mark(pk)) for pk, *names in boards if name in map(folded, names)]
    if not found and (renamed := readable.known_as(wanted.value)):
        found = [mark(board_mark(renamed.pk))]
    return _condition_or_words(found, query, wanted, Hint.UNKNOWN_BOARD)


def _in_category(viewer: Viewer | None, query: Query, wanted: Filter) -> Condition:
    """The categories of that name, of whatever board that the viewer may read."""
    name = folded(wanted.value.strip("[]"))
    readable = Board.objects.readable_by(viewer).values("pk")
    known = Category.objects.filter(board__in=readable)
    rows = known.values_list("pk", "slug", "name_ko", "name_en")
    found = [mark(category_mark(pk)) for pk, *names in rows if name and name in map(folded, names)]
    return _condition_or_words(found, query, wanted, Hint.UNKNOWN_CATEGORY)


def _with_tag(viewer: Viewer | None, query: Query, wanted: Filter) -> Condition:
    """A tag that only posts closed to the viewer carry is one that nobody knows."""
    name = normalise_tag_name(wanted.value.lstrip("#"))
    known = carried_by_any_of(Post.objects.visible_to(viewer).published())
    tags = Tag.objects.filter(Q(key=key_of(name)) | Q(slug=name)).filter(known)
    found = [mark(tag_mark(pk)) for pk in tags.values_list("pk", flat=True)]
    if not found and (renamed := Tag.objects.filter(known).known_as(name)):
        found = [mark(tag_mark(renamed.pk))]
    return _condition_or_words(found, query, wanted, Hint.UNKNOWN_TAG)


def _by_author(viewer: Viewer | None, query: Query, wanted: Filter) -> Condition:
    """The name as guests see it, or its beginning; the whole handle for who may see it whole."""
    if not folded(wanted.value):
        return mark(name_mark(wanted.value))  # nobody's: every name would begin so
    marks = [_by_masked_name(wanted.value)]
    member = Member.objects.with_handle(wanted.value).filter(deleted_at__isnull=True).first()
    if member is not None and folded(name_for(viewer, member)) == folded(wanted.value):
        marks.append(mark(author_mark(member.pk)))
    return AnyOf(tuple(marks))


def _by_masked_name(value: str) -> Condition:
    name = mark(name_mark(value))
    # The mask itself tells where the name ends.
    return name if folded(value).endswith(MASK) else replace(name, is_beginning=True)


def _before(viewer: Viewer | None, query: Query, wanted: Filter) -> Span:
    moment, day = _keys_of(wanted)
    return Span(end=moment, days=Bounds(end=day))


def _after(viewer: Viewer | None, query: Query, wanted: Filter) -> Span:
    moment, day = _keys_of(wanted)
    return Span(first=moment, days=Bounds(first=day))


_FILTERS: dict[Field, Callable[[Viewer | None, Query, Filter], Condition | Span]] = {
    Field.BOARD: _on_board,
    Field.CATEGORY: _in_category,
    Field.TAG: _with_tag,
    Field.AUTHOR: _by_author,
    Field.BEFORE: _before,
    Field.AFTER: _after,
}


def _condition_or_words(
    found: Sequence[Condition], query: Query, wanted: Filter, hint: Hint
) -> Condition:
    """Read a name that nobody knows as words, and say so."""
    if found:
        return AnyOf(tuple(found))
    _hint(query, hint, wanted.value)
    return condition_of_phrase(wanted.value) or AllOf(())


def _hint(query: Query, hint: Hint, value: str = "") -> None:
    if (hint, value) not in query.hints:
        query.hints.append((hint, value))


def _keys_of(wanted: Filter) -> tuple[int, int]:
    """The first keys of a day where the page is shown, and of the same day on the site.

    By the first one finds what has a time of the day, by the second what has none.
    """
    day = date_of(wanted.value)
    assert day is not None  # noqa: S101 - `query_parser` lets in readable dates only
    zones = timezone.get_current_timezone(), timezone.get_default_timezone()
    here, on_site = (_first_key(day, zone) for zone in zones)
    return here, on_site


def _first_key(day: date, zone: tzinfo) -> int:
    midnight = datetime.combine(day, time.min)
    try:
        return first_key_of(midnight.replace(tzinfo=zone))
    except (OverflowError, ValueError):
        return first_key_of(midnight.replace(tzinfo=UTC))
