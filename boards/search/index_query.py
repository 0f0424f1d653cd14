"""Turns a query into what the index is asked, as far as the asker may know of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, tzinfo

from django.db.models import BooleanField, ExpressionWrapper, Q
from django.utils import timezone

from boards.members.folding import folded, key_of
from boards.members.masking import MASK
from boards.members.models import Block, Member
from boards.members.viewers import Viewer, name_for
from boards.models import Board, Category
from boards.posts.models import Post, Tag
from boards.posts.text.tags import normalise_tag_name
from boards.posts.writing.tag_suggestions import carried_by_any_of
from boards.search.conditions import (
    SECRECY,
    AllOf,
    AnyOf,
    Condition,
    Not,
    author_mark,
    board_mark,
    category_mark,
    in_title,
    mark,
    name_mark,
    owner_mark,
    tag_mark,
)
from boards.search.documents import first_key_of
from boards.search.engines.base import Bounds, Span
from boards.search.particles import without_doubtful_particle
from boards.search.query_parser import Field, Filter, Hint, Query, Term, date_of
from boards.search.synonyms import synonyms_for, with_synonyms
from boards.search.words import condition_of_phrase, condition_of_word

MAX_BLOCKED = 200  # authors that are left out of the index's answer; others are folded on the page
MIN_FOR_ALL_BUT_ONE, MAX_FOR_ALL_BUT_ONE = 3, 8  # words


@dataclass(frozen=True)
class Filters:
    """What was chosen beside a query: one board, and the moment since which posts count."""

    board: Board | None = None
    since: datetime | None = None


EVERYWHERE = Filters()


@dataclass(frozen=True)
class IndexQuery:
    """What the index is asked for one query by one asker.

    Attributes:
        condition: holds for the posts that are found and that the asker may read.
        title_condition: holds for those that all words of the query find by their title.
        span: the period, as keys.
        query: as it was read, with every hint.
        asks_nothing: whether the query names neither words nor anything else to find posts by.
    """

    condition: Condition
    title_condition: Condition
    span: Span
    query: Query
    asks_nothing: bool


def index_query_for(
    viewer: Viewer | None,
    query: Query,
    *,
    loosened: bool = False,
    all_but_one: bool = False,
    filters: Filters = EVERYWHERE,
) -> IndexQuery:
    """Return what to ask for a query.

    For when nothing was found: `loosened` takes doubtful particles off its words, and
    `all_but_one` lets a post lack one of several words.
    """
    board, since = filters.board, filters.since
    required: list[Condition] = [mark(board_mark(board.pk))] if board else []
    span = Span(first=first_key_of(since)) if since else Span()
    for wanted in query.filters:
        condition = _FILTERS[wanted.field](viewer, query, wanted)
        if isinstance(condition, Span):
            span = span.within(condition)
        else:
            required.append(Not(condition) if wanted.is_unwanted else condition)
    words = _words_of(query, loosened=loosened)
    if all_but_one:
        words = _all_but_one(words)
    readable = readable_by(viewer)
    titled = [in_title(word) for word in words]
    return IndexQuery(
        condition=AllOf((*(titled if query.title_only else words), *required, *readable)),
        title_condition=AllOf((*titled, *required, *readable)),
        span=span,
        query=query,
        asks_nothing=not words and not query.filters,
    )


def readable_by(viewer: Viewer | None) -> list[Condition]:
    """Return what must hold for a post that the viewer may read, and has not blocked."""
    closed, moderated = _closed_and_moderated(viewer)
    boards = [Not(mark(board_mark(board_id))) for board_id in closed]
    secret: Condition = mark(SECRECY)
    if viewer is None or not viewer.is_active:
        return [*boards, Not(secret)]
    own = [owner_mark(viewer.pk), *map(board_mark, moderated)]
    others = AllOf((secret, *(Not(mark(token)) for token in own)))
    blocked = Block.objects.filter(blocker=viewer.pk).order_by("-pk")
    authors = blocked.values_list("blocked_id", flat=True)[:MAX_BLOCKED]
    return [*boards, Not(others), *(Not(mark(author_mark(author_id))) for author_id in authors)]


def _closed_and_moderated(viewer: Viewer | None) -> tuple[list[int], list[int]]:
    """Return the keys of the boards that the viewer may not read, and of those they moderate."""
    readable = Board.objects.readable_by(viewer).values("pk")
    moderated = Board.objects.moderated_by(viewer).values("pk")
    boards = Board.objects.filter(~Q(pk__in=readable) | Q(pk__in=moderated)).annotate(
        closed=ExpressionWrapper(~Q(pk__in=readable), output_field=BooleanField()),
        moderated=ExpressionWrapper(Q(pk__in=moderated), output_field=BooleanField()),
    )
    rows = list(boards.values_list("pk", "closed", "moderated"))
    closed = [pk for pk, is_closed, _is_moderated in rows if is_closed]
    return closed, [pk for pk, _is_closed, is_moderated in rows if is_moderated]


def _words_of(query: Query, *, loosened: bool) -> list[Condition]:
    words: list[Condition] = []
    for group, names in zip(query.groups, synonyms_for(query.groups), strict=True):
        read = [condition for term in group if (condition := _read(term, loosened=loosened))]
        read = with_synonyms(read, names)
        if read:
            words.append(read[0] if len(read) == 1 else AnyOf(tuple(read)))
    if query.groups and not words:
        _hint(query, Hint.NOTHING)
    return words


def _all_but_one(words: list[Condition]) -> list[Condition]:
    """Of two words one would be too little to go by."""
    wanted = [word for word in words if not isinstance(word, Not)]
    if not MIN_FOR_ALL_BUT_ONE <= len(wanted) <= MAX_FOR_ALL_BUT_ONE:
        return words
    places = range(len(wanted))
    ways = [AllOf((*wanted[:place], *wanted[place + 1 :])) for place in places]
    return [AnyOf(tuple(ways)), *(word for word in words if isinstance(word, Not))]


def _read(term: Term, *, loosened: bool) -> Condition | None:
    if term.is_phrase:
        condition = condition_of_phrase(term.text)
    else:
        text = without_doubtful_particle(term.text) if loosened else term.text
        condition = condition_of_word(text)
    return Not(condition) if condition and term.is_unwanted else condition


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
    assert day is not None  # noqa: S101 - `language` lets in readable dates only
    zones = timezone.get_current_timezone(), timezone.get_default_timezone()
    here, on_site = (_first_key(day, zone) for zone in zones)
    return here, on_site


def _first_key(day: date, zone: tzinfo) -> int:
    midnight = datetime.combine(day, time.min)
    try:
        return first_key_of(midnight.replace(tzinfo=zone))
    except (OverflowError, ValueError):
        return first_key_of(midnight.replace(tzinfo=UTC))
