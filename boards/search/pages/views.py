"""The search page, and what its box suggests."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from boards.caching.guest_pages import GuestCaching, allow_guest_caching
from boards.http.json_only import answers_json
from boards.limits.limited import READING, limited
from boards.members.models import Member
from boards.members.staff_behind import staff_behind
from boards.models import Board
from boards.moments import site_time
from boards.posts.guest_caching import cacheable_for_guests
from boards.posts.lists.paging import to_page
from boards.posts.lists.redirects import permanently_with
from boards.readable import boards_readable_by
from boards.search.index.index_answers import asking_once
from boards.search.language.query_parser import strict_form_of
from boards.search.language.search_field import SearchField
from boards.search.pages import links
from boards.search.pages.hint_sentences import sentence_of
from boards.search.pages.named_lists import lists_named
from boards.search.pages.presenting import shown_results
from boards.search.pages.ways_on import in_everything, ways_on
from boards.search.querying.finding import Order, Results, find
from boards.search.querying.index_query import Filters
from boards.search.querying.meant import with_words
from boards.search.querying.search_params import Period, SearchParams, search_params_in, typed_in
from boards.search.remembering.popular import NotedSearch, popular_words
from boards.search.remembering.recent import note_recent_search, recent_searches
from boards.search.suggesting.beginnings import suggestions
from boards.search.suggesting.spelling import suggestion_for
from boards.search.synonyms.lookup import loading_synonyms_once

SUGGESTIONS_KEPT_FOR = 60  # seconds, by the browser that asked


@require_safe
@limited("search", methods=READING)
@cacheable_for_guests
@loading_synonyms_once
def results(request: HttpRequest) -> HttpResponse:
    """What is found for `?q=`; `board`, `field`, `period`, `sort`, `page` and `before` as in
    `search_params`.
    """
    boards = boards_readable_by(request.user)
    params = search_params_in(request.GET, boards)
    if board := _renamed_board(request, params):
        return permanently_with(request, board=board.slug)
    found, suggested = _found_and_suggested(request, params, boards)
    if not found.asks_nothing and params.number > found.last_number:
        return to_page(request, found.last_number)
    as_typed, params = params, _meant_by(params, found)
    context = {"params": params, "found": found, "boards": boards, "is_search_page": True}
    if found.meant:
        context["as_typed"] = as_typed.first_page_with(verbatim=True)
    context["suggested"] = suggested
    context |= _shown(request, params, found, boards)
    response = render(request, "search/results.html", context)
    response["X-Robots-Tag"] = "noindex"
    if request.user.is_authenticated:
        patch_cache_control(response, private=True)
    # Last: a page that failed to render was not looked at.
    search = NotedSearch(params, found)
    search.note(request)
    note_recent_search(request, params, found)
    allow_guest_caching(response, GuestCaching(note=search.note if search.words else None))
    return response


@answers_json
@require_safe
@limited("suggest", methods=READING)
@cache_control(private=True, max_age=SUGGESTIONS_KEPT_FOR)
def suggest(request: HttpRequest) -> JsonResponse:
    """Tags and posts for what is typed so far.

    `{"suggestions": [{"kind": "tag", "text": "세금", "address": "/tags/세금/"}, …]}`; the other
    kind is `post`.
    """
    shown = suggestions(request.user, typed_in(request.GET))
    response = JsonResponse({"suggestions": [vars(suggestion) for suggestion in shown]})
    response["X-Robots-Tag"] = "noindex"
    return response


def _renamed_board(request: HttpRequest, params: SearchParams) -> Board | None:
    """Return the board that is meant by a slug that none has today."""
    slug = request.GET.get("board", "")
    if params.board is not None or not slug:
        return None
    return Board.objects.readable_by(request.user).known_as(slug)


def _meant_by(params: SearchParams, found: Results) -> SearchParams:
    """Return the search whose results are shown; mostly the one that was asked for."""
    if not found.meant:
        return params
    return params.first_page_with(typed=with_words(params.typed, found.meant))


@asking_once
def _found_and_suggested(
    request: HttpRequest, params: SearchParams, boards: Sequence[Board]
) -> tuple[Results, SearchParams | None]:
    """Return a page of what is found, and the search that may have been meant instead."""
    filters = params.filters(timezone.now())
    found = find(
        request.user,
        params.query,
        order=params.order,
        number=params.number,
        before_key=params.before_key,
        filters=filters,
        boards=boards,
        verbatim=params.verbatim,
    )
    is_settled = params.verbatim or found.meant or found.asks_nothing or not params.is_first_page
    return found, None if is_settled else _suggested(request, params, filters, found)


def _suggested(
    request: HttpRequest, params: SearchParams, filters: Filters, found: Results
) -> SearchParams | None:
    """Return the search that may have been meant, where little or nothing was found."""
    words = suggestion_for(
        request.user,
        params.query,
        found=0 if found.query.is_read_otherwise else found.found,
        filters=filters,
    )
    if not words:
        return None
    return params.first_page_with(typed=with_words(params.typed, words))


def _shown(
    request: HttpRequest, params: SearchParams, found: Results, boards: Sequence[Board]
) -> dict[str, Any]:
    """Return what the template shows besides: rows, hints, links, and ideas where nothing is."""
    labels = {Order.MATCH: gettext("Best match"), Order.NEWEST: gettext("Newest first")}
    shown: dict[str, Any] = {
        "rows": shown_results(found.results),
        "hints": [sentence_of(hint, part) for hint, part in found.query.hints],
        "orders": links.orders(params, labels),
        "periods": links.periods(params),
        "pages": links.pages(params, found),
    }
    if found.asks_nothing or (params.is_first_page and not found.results):
        shown["popular"] = popular_words(site_time.today())
    if found.query.lacks_words:
        shown["strict"] = params.first_page_with(typed=strict_form_of(params.typed)).url()
    if params.board is not None and params.board.is_moderated and found.results:
        shown["whole"] = params.whole
    if params.is_narrowed:
        shown["everywhere"] = params.first_page_with(board=None, period=Period.ANY).url()
    if params.is_first_page:
        shown["ways_on"] = ways_on(params, found)
    if params.is_first_page and not found.results:
        shown["in_everything"] = in_everything(params)
    if params.verbatim:
        shown["not_verbatim"] = params.first_page_with(verbatim=False).url()
    is_own = staff_behind(request) is None  # what somebody looked for is for nobody else
    if found.asks_nothing and is_own and isinstance(request.user, Member):
        shown["recent"] = recent_searches(request.user)
    if params.is_first_page and params.place is SearchField.EVERYWHERE:
        shown["named"] = lists_named(found.query, boards)
    return shown
