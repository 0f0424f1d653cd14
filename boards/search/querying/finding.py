"""Finds posts for somebody who asks."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import NamedTuple

from django.utils import timezone
from django.utils.safestring import SafeString

from boards.members.viewers import Viewer
from boards.models import Board
from boards.posts.listed import ListRow
from boards.posts.lists import rows
from boards.posts.models import Comment
from boards.search.index.conditions import AllOf, Condition
from boards.search.index.engines.base import Match, Span
from boards.search.index.index_answers import asking_once, newest
from boards.search.index.loading import rows_shown_to
from boards.search.language.places import Place
from boards.search.language.query_parser import Query, Term, read
from boards.search.querying.fewer_words import nobody_has_all_words
from boards.search.querying.index_query import EVERYWHERE, Filters, IndexQuery, index_query_for
from boards.search.querying.meant import with_words, words_meant
from boards.search.querying.shared_answers import shared_answer
from boards.search.querying.steps import FEW, Gathered, look_further
from boards.search.querying.widening import widened_wording
from boards.search.ranking.candidates import candidates_of
from boards.search.ranking.highlighting import (
    Wording,
    beginning_of,
    excerpt_of,
    highlighted,
    wording_of,
    wordings_of,
)
from boards.search.ranking.nearness import closest_first, condition_of_beside, condition_of_title
from boards.search.ranking.weighing import weighed
from boards.search.synonyms.lookup import loading_synonyms_once, terms_of_synonyms

PAGE_SIZE = 20
# Matches that are weighed against each other: the newest, and the newest by title.
MAX_WEIGHED, MAX_BY_TITLE, MAX_EXACT = 500, 200, 20
MAX_COMMENTS = 200  # of the posts of a page, that are looked through for excerpts
_SHOWN = (Place.TITLE, Place.TEXT, Place.COMMENTS)


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


@asking_once
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
    page = _PageAsked(order, number, before_key)
    known, answer = _as_typed(index_query, page)
    meant: dict[str, str] = {}
    if answer is None and not known and page.is_first and not verbatim:
        answer, meant = _as_meant(index_query, typed, page)
    if answer is None and not verbatim:
        answer = _page_of(look_further(index_query, known), page, in_other_forms=True)
    elif answer is None:
        answer = _page_of(Gathered(query, known), page, in_other_forms=False)
    return Results(
        query=answer.gathered.query,
        results=_results(viewer, answer, boards),
        number=number if order is Order.MATCH else int(before_key is None),
        found=answer.count,
        has_next=answer.has_next,
        last_number=answer.pages,
        next_key=answer.shown[-1].key if answer.has_next and order is Order.NEWEST else None,
        meant=meant,
    )


class _PageAsked(NamedTuple):
    """Which page of a search is asked for."""

    order: Order
    number: int
    before_key: int | None

    @property
    def is_first(self) -> bool:
        return self.number == 1 and self.before_key is None


@dataclass(frozen=True)
class _Answer:
    """What is shown on a page, of what was found."""

    gathered: Gathered
    shown: list[Match]
    count: int
    has_next: bool
    pages: int = 1
    in_other_forms: bool = False  # words are marked in other forms too


def _as_typed(index_query: IndexQuery, page: _PageAsked) -> tuple[list[Match], _Answer | None]:
    """Return what has the words as they were typed, and the page of it; None where it is little.

    That is so in both orders, whatever has the words by chance alone.
    """
    if nobody_has_all_words(index_query):
        return [], None
    query = index_query.query
    if page.order is Order.MATCH:
        best = shared_answer(index_query, _best)
        if len(best) >= FEW or (best and len(_newest(index_query, FEW)) == FEW):
            return best, _numbered(Gathered(query, best), page.number)
        return best, None
    few = _newest(index_query, FEW)
    if len(few) < FEW:
        return few, None
    span = index_query.span.within(Span(end=page.before_key))
    # Only the first page says how many there are.
    limit = MAX_WEIGHED if page.is_first else PAGE_SIZE + 1
    return few, _following(Gathered(query, _newest(replace(index_query, span=span), limit)))


def _as_meant(
    index_query: IndexQuery, typed: str, page: _PageAsked
) -> tuple[_Answer | None, dict[str, str]]:
    """Return what is found if some words were typed in the other layout, and these words."""
    meant = words_meant(index_query)
    instead = with_words(typed, meant)
    if instead != typed:
        otherwise = index_query.read_as(read(instead))
        known, answer = _as_typed(otherwise, page)
        answer = answer or _page_of(look_further(otherwise, known), page, in_other_forms=True)
        if answer.count:
            return answer, meant
    return None, {}


def _newest(index_query: IndexQuery, limit: int) -> list[Match]:
    return newest(index_query.condition, limit=limit, span=index_query.span)


def _page_of(gathered: Gathered, page: _PageAsked, *, in_other_forms: bool) -> _Answer:
    if page.order is Order.MATCH:
        answer = _numbered(gathered, page.number)
    else:
        rest = [
            match
            for match in sorted(gathered.matches, reverse=True)
            if page.before_key is None or match.key < page.before_key
        ]
        answer = _following(replace(gathered, matches=rest))
    return replace(answer, in_other_forms=in_other_forms)


def _numbered(gathered: Gathered, number: int) -> _Answer:
    best, start = gathered.matches, (number - 1) * PAGE_SIZE
    return _Answer(
        gathered,
        shown=best[start : start + PAGE_SIZE],
        count=min(len(best), MAX_WEIGHED),
        has_next=len(best) > start + PAGE_SIZE,
        pages=max(1, -(-len(best) // PAGE_SIZE)),
    )


def _following(gathered: Gathered) -> _Answer:
    rest = gathered.matches
    return _Answer(gathered, rest[:PAGE_SIZE], len(rest), len(rest) > PAGE_SIZE)


def _best(index_query: IndexQuery) -> list[Match]:
    query = index_query.query
    matches = _newest(index_query, MAX_WEIGHED)
    if len(matches) == MAX_WEIGHED and not query.is_placed:
        titled = newest(index_query.title_condition, limit=MAX_BY_TITLE, span=index_query.span)
        matches = list({*matches, *titled})
    if len(matches) >= MAX_WEIGHED and (query.title_only or not query.is_placed):
        exact = _matching(index_query, condition_of_title, MAX_EXACT)
        matches = list({*matches, *exact})
    beside = _matching(index_query, condition_of_beside, MAX_BY_TITLE)
    candidates = candidates_of({*matches, *beside})
    ordered = weighed(candidates, wordings_of(index_query.query), now=timezone.now())
    ordered = closest_first(ordered, index_query.query, {match.key for match in beside})
    return [candidate.match for candidate in ordered]


def _matching(
    index_query: IndexQuery, condition_of: Callable[[Query], Condition | None], limit: int
) -> list[Match]:
    """Return the newest of the posts found for which something else holds as well."""
    condition = condition_of(index_query.query)
    if condition is None:
        return []
    both = AllOf((condition, index_query.condition))
    return newest(both, limit=limit, span=index_query.span)


def _results(viewer: Viewer | None, answer: _Answer, boards: Collection[Board]) -> list[Result]:
    """Load the posts of a page; asked again of the posts themselves who may read them."""
    post_ids = [match.post_id for match in answer.shown]
    texts = {row.pk: (row, text) for row, text in rows_shown_to(viewer, post_ids)}
    readable = [texts[post_id] for post_id in post_ids if post_id in texts]
    rows.apply_visibility([row for row, _ in readable], viewer, boards=boards)
    gathered = answer.gathered
    wordings = _wordings(gathered, in_other_forms=answer.in_other_forms)
    in_text, in_comments = wordings[Place.TEXT], wordings[Place.COMMENTS]
    shown = [_Shown(row, text, in_text) for row, text in readable if not row.is_folded]
    comments = _comments_for(viewer, [each for each in shown if each.excerpt is None], in_comments)
    in_title, missing = wordings[Place.TITLE], gathered.missing
    return [
        _result(each, in_title, comments.get(each.row.pk), missing.get(each.row.pk, ()))
        for each in shown
    ]


def _wordings(gathered: Gathered, *, in_other_forms: bool) -> dict[Place, Wording]:
    """Return what the words that are looked for in each place look like there."""

    def wording(groups: list[list[Term]]) -> Wording:
        terms = [term for group in groups for term in group]
        terms += terms_of_synonyms(groups)
        return widened_wording(terms, gathered.spelling) if in_other_forms else wording_of(terms)

    query = gathered.query
    if query.is_placed:
        return {place: wording(query.wanted_groups_in(place)) for place in _SHOWN}
    return dict.fromkeys(_SHOWN, wording(query.wanted_groups))


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
    comments = Comment.objects.public().filter(post__in=ids).not_by_blocked(viewer)
    oldest_first = comments.order_by("pk").values_list("post_id", "pk", "text")
    for post_id, comment_id, text in oldest_first[:MAX_COMMENTS]:
        if post_id not in found and (excerpt := excerpt_of(text, wording)) is not None:
            found[post_id] = (comment_id, excerpt)
    return found
