"""Finds posts for somebody who asks."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, replace
from enum import Enum

from django.utils import timezone
from django.utils.safestring import SafeString

from boards.members.viewers import Viewer
from boards.models import Board
from boards.posts.listed import ListRow
from boards.posts.lists import rows
from boards.posts.models import Comment
from boards.search.candidates import candidates_of
from boards.search.conditions import AllOf, Condition
from boards.search.engines import current_engine
from boards.search.engines.base import Match, Span
from boards.search.highlighting import (
    Wording,
    beginning_of,
    excerpt_of,
    highlighted,
    wording_of,
    wordings_of,
)
from boards.search.index_query import EVERYWHERE, Filters, IndexQuery, index_query_for
from boards.search.loading import rows_shown_to
from boards.search.meant import with_words, words_meant
from boards.search.nearness import closest_first, condition_of_beside, condition_of_title
from boards.search.places import Place
from boards.search.query_parser import Query, Term, read
from boards.search.shared_answers import shared_answer
from boards.search.steps import FEW, Gathered, look_further
from boards.search.synonyms import loading_synonyms_once, terms_of_synonyms
from boards.search.weighing import weighed
from boards.search.widening import widened_wording

PAGE_SIZE = 20
# Matches that are weighed against each other: the newest, and the newest by title.
MAX_WEIGHED, MAX_BY_TITLE, MAX_EXACT = 500, 200, 20
MAX_COMMENT_SEARCH_LENGTH = 200  # comments of a post that are looked through for an excerpt


class Order(Enum):
    """In which order results stand."""

    MATCH = "match"
    NEWEST = "newest"


@dataclass(frozen=True)
class Result:
    """A post that was found, with its title and an excerpt as safe HTML.

    `comment_id` names the comment from which the excerpt is, if it is from one; `missing` are the
    words of the query that the post does not have.
    """

    post: ListRow
    title: SafeString
    excerpt: SafeString
    comment_id: int | None = None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Results:
    """One page of what was found.

    Attributes:
        query: as it was read, with the hints for the asker.
        number: of this page, from 1; by newest, only the first page has one and the rest 0.
        found: how many posts were found; `MAX_WEIGHED` stands for that many or more.
        last_number: of the last page by match.
        next_key: for `before_key` of the next page by newest; None at the end.
        asks_nothing: whether the query names nothing to find posts by.
        meant: the words that were searched for, by those that were typed in their place.
    """

    query: Query
    results: list[Result]
    number: int
    found: int
    has_next: bool
    last_number: int = 1
    next_key: int | None = None
    asks_nothing: bool = False
    meant: dict[str, str] = field(default_factory=dict)

    @property
    def has_more_than_counted(self) -> bool:
        """Whether more was found than is counted."""
        return self.found >= MAX_WEIGHED


@loading_synonyms_once
def find(
    viewer: Viewer | None,
    typed: str,
    *,
    order: Order = Order.MATCH,
    number: int = 1,
    before_key: int | None = None,
    filters: Filters = EVERYWHERE,
    boards: Collection[Board] = (),
    verbatim: bool = False,
) -> Results:
    """Return a page of what the viewer finds; never raises for anything typed.

    Args:
        typed: the query as it came.
        number: of the page, from 1, by match.
        before_key: by newest, where the page before ended.
        filters: what was chosen beside the query.
        boards: those that are loaded already, as `rows.apply_visibility` takes them.
        verbatim: whether what was typed is what is meant, whatever comes of it.
    """
    query = read(typed)
    index_query = index_query_for(viewer, query, filters=filters)
    if index_query.asks_nothing:
        return Results(
            query=query, results=[], number=1, found=0, has_next=False, asks_nothing=True
        )
    known, found = _as_typed(index_query, order, number, before_key)
    meant: dict[str, str] = {}
    if not known and number == 1 and before_key is None and not verbatim:
        meant = words_meant(viewer, query)
    if meant:
        query = read(with_words(typed, meant))
        index_query = index_query_for(viewer, query, filters=filters)
        known, found = _as_typed(index_query, order, number, before_key)
    if found is None and verbatim:
        found = _page_of(Gathered(query, known), order, number, before_key)
    elif found is None:
        further = look_further(viewer, index_query, known, filters=filters)
        found, query = _page_of(further, order, number, before_key), further.query
    return Results(
        query=query,
        results=_results(viewer, found, query, boards),
        number=number if order is Order.MATCH else int(before_key is None),
        found=found.count,
        has_next=found.has_next,
        last_number=found.pages,
        next_key=found.shown[-1].key if found.has_next and order is Order.NEWEST else None,
        meant=meant,
    )


@dataclass(frozen=True)
class _Found:
    shown: list[Match]
    count: int
    has_next: bool
    pages: int = 1
    further: Gathered | None = None  # when few have the words as they were typed


def _as_typed(
    index_query: IndexQuery, order: Order, number: int, before_key: int | None
) -> tuple[list[Match], _Found | None]:
    """Return what has the words as they were typed, and the page of it; None where it is little."""
    if order is Order.MATCH:
        best = shared_answer(index_query, _best)
        return best, _numbered(best, number) if len(best) >= FEW else None
    if before_key is not None and not _are_few(index_query):
        return [], _newest_page(index_query, before_key)
    matches = _matches(index_query)
    if len(matches) < FEW:
        return matches, None
    return matches, _Found(matches[:PAGE_SIZE], len(matches), len(matches) > PAGE_SIZE)


def _are_few(index_query: IndexQuery) -> bool:
    engine = current_engine()
    return len(engine.newest(index_query.condition, limit=FEW, span=index_query.span)) < FEW


def _page_of(further: Gathered, order: Order, number: int, before_key: int | None) -> _Found:
    if order is Order.MATCH:
        return replace(_numbered(further.matches, number), further=further)
    newest = sorted(further.matches, reverse=True)
    rest = [match for match in newest if before_key is None or match.key < before_key]
    return _Found(rest[:PAGE_SIZE], len(rest), len(rest) > PAGE_SIZE, further=further)


def _numbered(best: list[Match], number: int) -> _Found:
    start = (number - 1) * PAGE_SIZE
    return _Found(
        shown=best[start : start + PAGE_SIZE],
        count=min(len(best), MAX_WEIGHED),
        has_next=len(best) > start + PAGE_SIZE,
        pages=max(1, -(-len(best) // PAGE_SIZE)),
    )


def _newest_page(index_query: IndexQuery, before_key: int | None) -> _Found:
    span = index_query.span.within(Span(end=before_key))
    matches = current_engine().newest(index_query.condition, limit=MAX_WEIGHED, span=span)
    return _Found(matches[:PAGE_SIZE], len(matches), len(matches) > PAGE_SIZE)


def _matches(index_query: IndexQuery) -> list[Match]:
    return current_engine().newest(index_query.condition, limit=MAX_WEIGHED, span=index_query.span)


def _best(index_query: IndexQuery) -> list[Match]:
    matches = _matches(index_query)
    if len(matches) == MAX_WEIGHED and not index_query.query.is_placed:
        titled = current_engine().newest(
            index_query.title_condition, limit=MAX_BY_TITLE, span=index_query.span
        )
        matches = list({*matches, *titled, *_matching(index_query, condition_of_title, MAX_EXACT)})
    beside = _matching(index_query, condition_of_beside, MAX_BY_TITLE)
    candidates = candidates_of({*matches, *beside})
    ordered = weighed(candidates, wordings_of(index_query.query), now=timezone.now())
    ordered = closest_first(ordered, index_query.query, {match.key for match in beside})
    return [Match(candidate.key, candidate.post_id) for candidate in ordered]


def _matching(
    index_query: IndexQuery, condition_of: Callable[[Query], Condition | None], limit: int
) -> list[Match]:
    """Return the newest of the posts found for which something else holds as well."""
    condition = condition_of(index_query.query)
    if condition is None:
        return []
    both = AllOf((condition, index_query.condition))
    return current_engine().newest(both, limit=limit, span=index_query.span)


def _results(
    viewer: Viewer | None, found: _Found, query: Query, boards: Collection[Board]
) -> list[Result]:
    """Load the posts of a page; asked again of the posts themselves who may read them."""
    post_ids = [match.post_id for match in found.shown]
    texts = {row.pk: (row, text) for row, text in rows_shown_to(viewer, post_ids)}
    readable = [texts[post_id] for post_id in post_ids if post_id in texts]
    rows.apply_visibility([row for row, _ in readable], viewer, boards=boards)
    wordings = _wordings(query, in_other_forms=found.further is not None)
    in_text, in_comments = wordings[Place.TEXT], wordings[Place.COMMENTS]
    shown = [_Shown(row, text, in_text) for row, text in readable if not row.is_folded]
    comments = _comments_for(viewer, [each for each in shown if each.excerpt is None], in_comments)
    missing = found.further.missing if found.further else {}
    return [
        _result(
            each, wordings[Place.TITLE], comments.get(each.row.pk), missing.get(each.row.pk, ())
        )
        for each in shown
    ]


def _wordings(query: Query, *, in_other_forms: bool) -> dict[Place, Wording]:
    """Return what the words that are looked for in each place look like there."""
    if query.is_placed:
        return {
            place: _wording(query.wanted_groups_in(place), in_other_forms=in_other_forms)
            for place in Place
        }
    everywhere = _wording(query.wanted_groups, in_other_forms=in_other_forms)
    return dict.fromkeys(Place, everywhere)


def _wording(groups: list[list[Term]], *, in_other_forms: bool) -> Wording:
    terms = [term for group in groups for term in group]
    terms += terms_of_synonyms(groups)
    return widened_wording(terms) if in_other_forms else wording_of(terms)


class _Shown:
    """A post that is shown, and the part of its text that holds a word."""

    def __init__(self, row: ListRow, text: str, wording: Wording) -> None:
        self.row, self.text = row, text
        self.excerpt = excerpt_of(text, wording)


def _result(
    shown: _Shown,
    in_title: Wording,
    comment: tuple[int, SafeString] | None,
    missing: tuple[str, ...],
) -> Result:
    excerpt, comment_id = shown.excerpt, None
    if excerpt is None and comment is not None:
        comment_id, excerpt = comment
    return Result(
        post=shown.row,
        title=highlighted(shown.row.title, in_title),
        excerpt=excerpt if excerpt is not None else beginning_of(shown.text),
        comment_id=comment_id,
        missing=missing,
    )


def _comments_for(
    viewer: Viewer | None, posts: Iterable[_Shown], wording: Wording
) -> dict[int, tuple[int, SafeString]]:
    """Find, for posts whose text has no word of the query, the first comment that has one."""
    ids = [post.row.pk for post in posts] if wording else []
    found: dict[int, tuple[int, SafeString]] = {}
    if not ids:
        return found
    comments = Comment.objects.public().filter(post__in=ids)
    if viewer is not None and viewer.is_active:
        comments = comments.exclude(
            author__in=viewer.blocks.values("blocked"), anonymous_number__isnull=True
        )
    newest = comments.order_by("pk").values_list("post_id", "pk", "text")
    for post_id, comment_id, text in newest[:MAX_COMMENT_SEARCH_LENGTH]:
        if post_id not in found and (excerpt := excerpt_of(text, wording)) is not None:
            found[post_id] = (comment_id, excerpt)
    return found
