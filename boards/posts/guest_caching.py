"""Says of a page that it is the same for every guest."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, NamedTuple, ParamSpec

from django.http import HttpRequest, HttpResponse

from boards.caching.guest_pages import GuestCaching, allow_guest_caching, guest_caching_of
from boards.members.preferences import know_visitor
from boards.posts.models import Post

Arguments = ParamSpec("Arguments")


class ViewedArticle(NamedTuple):
    """What the counters need to know of the post, without the rest of it."""

    pk: int
    author_id: int | None
    is_published: bool


def cacheable_for_guests(
    view: Callable[Concatenate[HttpRequest, Arguments], HttpResponse],
) -> Callable[Concatenate[HttpRequest, Arguments], HttpResponse]:
    """Let whoever caches pages for guests take those of this view.

    The page may depend on the URL and the language, and for a guest on nothing else.
    """

    @wraps(view)
    def marked(
        request: HttpRequest, /, *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> HttpResponse:
        know_visitor(request)
        response = view(request, *args, **kwargs)
        if guest_caching_of(response) is None:
            allow_guest_caching(response, GuestCaching())
        return response

    return marked


def shows_article(response: HttpResponse, post: Post) -> HttpResponse:
    """Say which post the page is a view of: every reader of a cached page is counted for it."""
    viewed = ViewedArticle(post.pk, post.author_id, post.is_published)
    allow_guest_caching(response, GuestCaching(post=viewed))
    return response
