"""Finds posts for somebody who asks."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import Enum

from django.utils import timezone
from django.utils.safestring import SafeString

from boards.members.viewers import Viewer
from boards.posts.lists import rows
from boards.posts.models import Comment, Post
from boards.posts.querysets import RULES_OF_BOARD
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
from boards.search.meant import with_words, words_meant
from boards.search.query_parser import Hint, Query, read
from boards.search.ranking import Candidate
from boards.search.synonyms import loading_synonyms_once, terms_of_synonyms
from boards.search.weighing import weighed

PAGE_SIZE = 20
# Matches that are weighed against each other: the newest, and the newest by title.
MAX_WEIGHED, MAX_BY_TITLE = 500, 200
MAX_COMMENT_SEARCH_LENGTH = 200  # comments of a post that are looked through for an excerpt


class Order(Enum):
    """In which order results stand."""

    MATCH = "match"
    NEWEST = "newest"


@dataclass(frozen=True)
class Result:
    """A post that was found, with its title and an excerpt as safe HTML.

    `comment_id` names the comment from which the excerpt is, if it is from one.
    """

    post: Post
    title: SafeString
    excerpt: SafeString
    comment_id: int | None = None


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

    def __bool__(self) -> bool:
        return self.found > 0

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
    verbatim: bool = False,
) -> Results:
    """Return a page of what the viewer finds; never raises for anything typed.

    Args:
        typed: the query as it came.
        number: of the page, from 1, by match.
        before_key: by newest, where the page before ended.
        filters: what was chosen beside the query.
        verbatim: whether what was typed is what is meant, whatever comes of it.
    """
    query = read(typed)
    index_query = index_query_for(viewer, query, filters=filters)
    if index_query.asks_nothing:
        return Results(
            query=query, results=[], number=1, found=0, has_next=False, asks_nothing=True
        )
    found = _page(index_query, order, number, before_key)
    is_first_page = number == 1 and before_key is None
    if not found.count and is_first_page and not verbatim:
        meant = words_meant(viewer, query)
        instead = with_words(typed, meant)
        if meant and (shown := find(viewer, instead, order=order, filters=filters, verbatim=True)):
            return replace(shown, meant=meant)
    if not found.count:
        query, found = _search_otherwise(viewer, typed, filters, order, number, before_key)
    return Results(
        query=query,
        results=_results(viewer, [match.post_id for match in found.shown], query),
        number=number if order is Order.MATCH else int(before_key is None),
        found=found.count,
        has_next=found.has_next,
        last_number=found.pages,
        next_key=found.shown[-1].key if found.has_next and order is Order.NEWEST else None,
    )


@dataclass(frozen=True)
class _Found:
    shown: list[Match]
    count: int
    has_next: bool
    pages: int = 1


def _search_otherwise(
    viewer: Viewer | None,
    typed: str,
    filters: Filters,
    order: Order,
    number: int,
    before_key: int | None,
) -> tuple[Query, _Found]:
    """Ask less strictly, step by step; say so when not all words are in what is found."""
    for all_but_one in (False, True):
        query = read(typed)
        index_query = index_query_for(
            viewer, query, loosened=True, all_but_one=all_but_one, filters=filters
        )
        found = _page(index_query, order, number, before_key)
        if found.count:
            break
    if found.count and all_but_one:
        query.hints.append((Hint.NOT_ALL, ""))
    return query, found


def _page(index_query: IndexQuery, order: Order, number: int, before_key: int | None) -> _Found:
    if order is Order.NEWEST:
        return _newest_page(index_query, before_key)
    best = _best(index_query)
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


def _best(index_query: IndexQuery) -> list[Match]:
    engine = current_engine()
    matches = engine.newest(index_query.condition, limit=MAX_WEIGHED, span=index_query.span)
    if len(matches) == MAX_WEIGHED and not index_query.query.title_only:
        titled = engine.newest(
            index_query.title_condition, limit=MAX_BY_TITLE, span=index_query.span
        )
        matches = list({*matches, *titled})
    wordings = wordings_of(index_query.query.wanted_groups)
    ordered = weighed(_candidates(matches), wordings, now=timezone.now())
    return [Match(candidate.key, candidate.post_id) for candidate in ordered]


def _candidates(matches: list[Match]) -> list[Candidate]:
    keys = {match.post_id: match.key for match in matches}
    found = Post.objects.filter(pk__in=keys).values_list(
        "pk", "title", "posted_at", "counts__comments"
    )
    return [
        Candidate(post_id, keys[post_id], title, posted_at, comments or 0)
        for post_id, title, posted_at, comments in found
    ]


def _results(viewer: Viewer | None, post_ids: list[int], query: Query) -> list[Result]:
    """Load the posts of a page; asked again of the posts themselves who may read them."""
    posts = {
        post.pk: post
        for post in rows.apply_visibility(
            Post.objects.visible_to(viewer)
            .published()
            .filter(pk__in=post_ids)
            .select_related("board", "category", "author", "view_total", "counts")
            .defer("body", *RULES_OF_BOARD),
            viewer,
        )
    }
    shown = [posts[post_id] for post_id in post_ids if post_id in posts]
    wording = wording_of([*query.wanted, *terms_of_synonyms(query.wanted_groups)])
    comments = _comments_for(viewer, shown, wording)
    return [_result(post, wording, comments.get(post.pk)) for post in shown if not post.is_folded]


def _result(post: Post, wording: Wording, comment: tuple[int, SafeString] | None) -> Result:
    excerpt, comment_id = excerpt_of(post.body_text, wording), None
    if excerpt is None and comment is not None:
        comment_id, excerpt = comment
    return Result(
        post=post,
        title=highlighted(post.title, wording),
        excerpt=excerpt if excerpt is not None else beginning_of(post.body_text),
        comment_id=comment_id,
    )


def _comments_for(
    viewer: Viewer | None, posts: Iterable[Post], wording: Wording
) -> dict[int, tuple[int, SafeString]]:
    """Find, for posts whose body has no word of the query, the first comment that has one."""
    ids = [post.pk for post in posts if not wording.places_in(post.body_text)]
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
