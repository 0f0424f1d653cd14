"""The page of the best posts."""

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from boards.posts.guest_caching import cacheable_for_guests
from boards.posts.lists.best import best_of
from boards.posts.lists.columns import columns_of
from boards.posts.lists.listing import query_below
from boards.posts.lists.ranking import Period
from boards.posts.lists.read_marks import with_read_marks


@require_safe
@cacheable_for_guests
def best(request: HttpRequest, period: str = Period.DAY) -> HttpResponse:
    """The best posts of a day, a week or a month."""
    if period not in Period:
        raise Http404
    chosen = Period(period)
    found = best_of(request.user, chosen)
    context = {
        "best": replace(found, posts=with_read_marks(found.posts, request.user)),
        "list_query": query_below(None),
        "columns": columns_of(None, numbered=False),
        "period": chosen,
        "periods": Period,
    }
    return render(request, "posts/best.html", context)
