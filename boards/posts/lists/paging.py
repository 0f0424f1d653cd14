"""Pages of lists by their number, and where one leads that the list no longer has.

The last row of a page may be hidden or deleted while its URL stands in a search engine, in a
bookmark or in another tab: then it leads to the page that is the last one now, and only for now.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.core.paginator import EmptyPage, Page, Paginator
from django.http import HttpRequest, HttpResponse

from boards.posts.lists.redirects import for_now_with

MAX_DIGITS = 9  # of the number of a page

View = TypeVar("View", bound=Callable[..., HttpResponse])


class PastLastPage(EmptyPage):
    """A list has fewer pages than was asked for.

    Attributes:
        last: the number of its last page, from 1.
        parameter: which names the page in the URL.
        is_empty: whether the list has nothing at all.
    """

    def __init__(self, last: int, *, parameter: str = "page", is_empty: bool = False) -> None:
        super().__init__(f"The last page is {last}.")
        self.last, self.parameter, self.is_empty = last, parameter, is_empty


def page_number(text: str) -> int:
    """Return the number of a page as our own links write it; raise ValueError for others."""
    if not (text.isascii() and text.isdigit()) or text.startswith("0") or len(text) > MAX_DIGITS:
        raise ValueError(text)
    return int(text)


def page_of(pages: Paginator, number: int) -> Page[Any]:
    """Return a page, counted from 1; raise PastLastPage when there is none with this number."""
    try:
        return pages.page(number)
    except EmptyPage as error:
        raise PastLastPage(pages.num_pages, is_empty=not pages.count) from error


def leads_to_last_page(view: View) -> View:
    """Let a view that raises PastLastPage lead to the last page, with the rest of its query."""

    @wraps(view)
    def leading(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except PastLastPage as past:
            return to_page(request, past.last, parameter=past.parameter)

    return cast(View, leading)


def to_page(request: HttpRequest, number: int, *, parameter: str = "page") -> HttpResponse:
    """Lead to another page of the list; the first one has no number in its URL."""
    return for_now_with(request, **{parameter: str(number) if number > 1 else ""})
