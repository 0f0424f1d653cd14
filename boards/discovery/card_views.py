"""Hands out the cards of posts."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from boards.discovery import card_texts
from boards.discovery.card_drawing import png_of
from boards.discovery.readers import public_posts

# A post may be hidden or become secret: then its title is not to be kept for long.
FOR_A_DAY = "public, max-age=86400"


@require_safe
def card(request: HttpRequest, pk: int) -> HttpResponse:
    """The card of a post that everybody may read, in the language of the page.

    Drawn anew for whoever does not have it: drawing takes as long as the page of an article does,
    and its version is its ETag. `?v=` only makes the URL of another version another one.
    """
    post = get_object_or_404(public_posts().select_related("board", "author"), pk=pk)
    texts = card_texts.of(post)
    etag = f'"{texts.version}"'
    response = get_conditional_response(request, etag) or HttpResponse(
        png_of(texts), content_type="image/png"
    )
    response["Cache-Control"] = FOR_A_DAY
    response["ETag"] = etag
    return response
