"""Requests without what no database stores: NUL, halves of surrogate pairs, endless numbers.

Nobody types these signs, but programs send them, and a text that was copied from elsewhere may hold
a NUL. They are dealt with once, before anything reads them:

* in an address, in its path as in its query, such a sign counts as one that cannot be read (U+FFFD,
  as Django reads bytes that are no UTF-8): the text is one that nobody knows or understands;
* a number in a path that is too large for a row counts as the largest, which no row has;
* what was typed into a form loses the sign, and goes on without it, and so do cookies and headers.
"""

import codecs
from collections.abc import Callable
from typing import Any, cast

from django.core.exceptions import BadRequest
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.utils.http import parse_header_parameters

from boards.posts.text.sanitising import UNSTORABLE

CHARSET = "utf-8"  # of every page, and so of every form
READ_AS_UTF_8 = {CHARSET, "ascii"}
UNREADABLE = "\ufffd"
MAX_NUMBER = (1 << 63) - 1  # the largest key of a row

GetResponse = Callable[[HttpRequest], HttpResponseBase]


class StorableRequestsMiddleware:
    """Stands before the first that asks the database for anything of a request: the session."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Hand the request on, in UTF-8 and storable.

        Raises:
            BadRequest: when a form came in another encoding.
        """
        _read_as_utf_8(request)
        request.path = UNSTORABLE.sub(UNREADABLE, request.path)
        request.path_info = UNSTORABLE.sub(UNREADABLE, request.path_info)
        _clean_headers(request.META)
        # A cookie in quotes may spell a NUL that its header does not hold.
        request.COOKIES = {
            _without(name): _without(value) for name, value in request.COOKIES.items()
        }
        if request.META.get("QUERY_STRING"):
            request.GET = _cleaned(request.GET, UNREADABLE)  # type: ignore[assignment]
        _clean_form_when_read(request)
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> None:
        """Let a view ask for a row by no larger number than there are: it knows what to answer."""
        for name, value in kwargs.items():
            if isinstance(value, int):
                kwargs[name] = min(value, MAX_NUMBER)


class ReadableRequest(WSGIRequest):
    """A request that is read by a charset of texts.

    Python knows codecs that are none, such as `hex`: Django would take one, and fail with the first
    text before any middleware is asked.
    """

    names_no_charset = False

    def _set_content_type_params(self, meta: dict[str, Any]) -> None:
        self.content_type, self.content_params = parse_header_parameters(
            meta.get("CONTENT_TYPE", "")
        )
        try:
            named = codecs.lookup(self.content_params.get("charset", CHARSET))
        except (LookupError, ValueError):
            return
        if named._is_text_encoding:
            super()._set_content_type_params(meta)  # type: ignore[misc]
        else:
            self.names_no_charset = True


def readable_encoding_middleware(get_response: GetResponse) -> GetResponse:
    """Answer 400 to who names a codec that is no charset."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if getattr(request, "names_no_charset", False):
            raise BadRequest("No charset of texts.")
        return get_response(request)

    return middleware


def _read_as_utf_8(request: HttpRequest) -> None:
    """Read by the one charset of our pages, whichever of Python's many the sender names."""
    named = request.encoding
    if named is None:
        return
    # Not by the public setter, which reads the parameters by the old charset first.
    cast(Any, request)._encoding = CHARSET
    if request.method == "POST" and codecs.lookup(named).name not in READ_AS_UTF_8:
        raise BadRequest("A form in another encoding than UTF-8.")


def _clean_headers(meta: dict[str, Any]) -> None:
    bad = [
        name
        for name, value in meta.items()
        if name.startswith("HTTP_") and UNSTORABLE.search(value)
    ]
    for name in bad:
        meta[name] = _without(meta[name])


def _clean_form_when_read(request: HttpRequest) -> None:
    """Clean the fields of a form as soon as somebody reads it, which a view may never do.

    There is no public place between the parsing of a body and its first reader, and to read it
    here would be too early for views that refuse large bodies unread.
    """
    parts = cast(Any, request)
    load = parts._load_post_and_files

    def load_and_clean() -> None:
        load()
        parts._post = _cleaned(parts._post, "")

    parts._load_post_and_files = load_and_clean


def _cleaned(fields: QueryDict, replacement: str) -> QueryDict:
    """Return the fields with another sign in place of those that cannot be stored."""
    texts = (text for name in fields for text in (name, *fields.getlist(name)))
    if not any(UNSTORABLE.search(text) for text in texts):
        return fields
    cleaned = QueryDict(mutable=True)
    for name, values in fields.lists():
        for value in values:
            cleaned.appendlist(
                UNSTORABLE.sub(replacement, name), UNSTORABLE.sub(replacement, value)
            )
    cleaned._mutable = False
    return cleaned


def _without(text: str) -> str:
    return UNSTORABLE.sub("", text)
