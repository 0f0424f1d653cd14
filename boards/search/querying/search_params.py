"""What the URL of a search page asks for.

    /search/?q=세금&board=talk&period=week&sort=newest&before=…
    /search/?q=세금&page=2
    /search/?q=세금&field=title
    /search/?q=tprma&verbatim=1

Whatever stands there, the answer is an ordinary page: a value that nobody understands counts as
one that is not there, and so does a board that the asker may not read.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import TextChoices
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from boards.caching.paths import cached_reverse
from boards.members.characters import first_characters
from boards.models import Board
from boards.posts.lists.paging import page_number
from boards.posts.text.sanitising import storable
from boards.search.language.query_parser import MAX_QUERY_LENGTH
from boards.search.language.search_field import SearchField
from boards.search.querying.finding import Order
from boards.search.querying.index_query import Filters

MAX_KEY = (1 << 63) - 1
UNREADABLE = "\ufffd"


class Period(TextChoices):
    """How far back posts are looked for."""

    ANY = "", _("Any time")
    WEEK = "week", _("Past week")
    MONTH = "month", _("Past month")
    YEAR = "year", _("Past year")

    def since(self, now: datetime) -> datetime | None:
        """Return when the period began that ends now; None when it never did."""
        days = {"week": 7, "month": 31, "year": 366}.get(self.value)
        return now - timedelta(days=days) if days else None


@dataclass(frozen=True)
class SearchParams:
    """One page of one search.

    Attributes:
        typed: what stands in the box: as it was typed, without signs that no page can hold.
        number: of the page, by match.
        before_key: by newest, where the page before ended; None on the first page.
        verbatim: whether exactly this was meant, and nothing like it.
    """

    typed: str
    board: Board | None = None
    period: Period = Period.ANY
    place: SearchField = SearchField.EVERYWHERE
    order: Order = Order.MATCH
    number: int = 1
    before_key: int | None = None
    verbatim: bool = False

    @property
    def is_first_page(self) -> bool:
        """Whether this is where a search begins."""
        return self.number == 1 and self.before_key is None

    @property
    def is_narrowed(self) -> bool:
        """Whether a board or a period was chosen beside the query."""
        return self.board is not None or self.period is not Period.ANY

    @property
    def query(self) -> str:
        """The query that is meant: what was typed, where it was to be looked for."""
        return self.place.query_of(self.typed)

    def filters(self, now: datetime) -> Filters:
        """Return what was chosen beside the query."""
        return Filters(board=self.board, since=self.period.since(now))

    @property
    def given(self) -> dict[str, str]:
        """The parameters of its URL by name; of a very long query, as much as is read of it."""
        values = {
            "q": first_characters(self.typed, MAX_QUERY_LENGTH + 1),
            "board": self.board.slug if self.board else "",
            "field": self.place.value,
            "period": self.period.value,
            "sort": "" if self.order is Order.MATCH else self.order.value,
            "page": "" if self.number == 1 else str(self.number),
            "before": "" if self.before_key is None else str(self.before_key),
            "verbatim": "1" if self.verbatim else "",
        }
        return {name: value for name, value in values.items() if value}

    def url(self) -> str:
        """Return the path of this page."""
        given, path = self.given, cached_reverse("search:results")
        return f"{path}?{urlencode(given)}" if given else path

    @property
    def whole(self) -> str:
        """The part of a query string that says what is found on one board, in whatever order."""
        unsorted = self.first_page_with(board=None, order=Order.MATCH, verbatim=False)
        return urlencode(unsorted.given)

    def first_page_with(self, **changes: Any) -> "SearchParams":
        """Return the first page of this search, changed."""
        return replace(self, **{"number": 1, "before_key": None, **changes})


def search_params_in(parameters: QueryDict, boards: Sequence[Board]) -> SearchParams:
    """Read the parameters of a URL; `boards` are those that the asker may read."""
    order = Order.NEWEST if parameters.get("sort") == Order.NEWEST.value else Order.MATCH
    by_slug = {board.slug: board for board in boards}
    period, place = parameters.get("period", ""), parameters.get("field", "")
    return SearchParams(
        typed=typed_in(parameters),
        board=by_slug.get(parameters.get("board", "")),
        place=SearchField(place) if place in SearchField.values else SearchField.EVERYWHERE,
        period=Period(period) if period in Period.values else Period.ANY,
        order=order,
        number=_number(parameters.get("page", "")) if order is Order.MATCH else 1,
        before_key=_key(parameters.get("before", "")) if order is Order.NEWEST else None,
        verbatim=parameters.get("verbatim") == "1",
    )


def typed_in(parameters: QueryDict) -> str:
    """Return what was typed, without the signs that stand for what could not be read."""
    return storable(parameters.get("q", "")).replace(UNREADABLE, "")


def _number(text: str) -> int:
    try:
        return page_number(text)
    except ValueError:
        return 1


def _key(text: str) -> int | None:
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(MAX_KEY))):
        return None
    return min(int(text), MAX_KEY)
