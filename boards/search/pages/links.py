"""The links around the results of a search: orders, periods, pages."""

from dataclasses import dataclass, field

from boards.search.querying.finding import Order, Results
from boards.search.querying.search_params import Period, SearchParams

NEAR = 2  # pages on each side whose number is shown


@dataclass(frozen=True)
class Link:
    """A link to another page of the search; `is_current` says that it is this one."""

    label: str
    url: str
    is_current: bool = False


@dataclass(frozen=True)
class Pages:
    """Where else the results go on; a URL is empty where there is no such page."""

    first: str = ""
    previous: str = ""
    next: str = ""
    numbers: list[Link] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.first or self.previous or self.next)


def orders(params: SearchParams, labels: dict[Order, str]) -> list[Link]:
    """Return a link for each order of the results."""
    return [
        Link(label, params.first_page_with(order=order).url(), order is params.order)
        for order, label in labels.items()
    ]


def periods(params: SearchParams) -> list[Link]:
    """Return a link for each period."""
    return [
        Link(
            str(period.label),
            params.first_page_with(period=period).url(),
            period is params.period,
        )
        for period in Period
    ]


def pages(params: SearchParams, found: Results) -> Pages:
    """Return the links to the other pages: with numbers by match, one after the other by newest."""
    if params.order is Order.NEWEST:
        return Pages(
            first="" if params.is_first_page else params.first_page_with().url(),
            next=params.first_page_with(before_key=found.next_key).url()
            if found.next_key is not None
            else "",
        )
    last, number = found.last_number, params.number
    return Pages(
        first=_page(params, 1) if number > 1 else "",
        previous=_page(params, number - 1) if number > 1 else "",
        next=_page(params, number + 1) if found.has_next else "",
        numbers=[
            Link(str(near), _page(params, near), near == number)
            for near in range(max(1, number - NEAR), min(last, number + NEAR) + 1)
        ],
    )


def _page(params: SearchParams, number: int) -> str:
    return params.first_page_with(number=number).url()
