"""The links around the results of a search: orders, periods, pages."""

from dataclasses import dataclass, field

from boards.search.asked import Asked, Period
from boards.search.finding import MOST_WEIGHED, PAGE_SIZE, Order, Results

NEAR = 2  # pages on each side whose number is shown


@dataclass(frozen=True)
class Link:
    """A link to another page of the search; `is_current` says that it is this one."""

    label: str
    address: str
    is_current: bool = False


@dataclass(frozen=True)
class Pages:
    """Where else the results go on; an address is empty where there is no such page."""

    first: str = ""
    previous: str = ""
    next: str = ""
    numbers: list[Link] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.first or self.previous or self.next)


def orders(asked: Asked, labels: dict[Order, str]) -> list[Link]:
    """Return a link for each order of the results."""
    return [
        Link(label, asked.first_page_with(order=order).address(), order is asked.order)
        for order, label in labels.items()
    ]


def periods(asked: Asked) -> list[Link]:
    """Return a link for each period."""
    return [
        Link(
            str(period.label),
            asked.first_page_with(period=period).address(),
            period is asked.period,
        )
        for period in Period
    ]


def pages(asked: Asked, found: Results) -> Pages:
    """Return the links to the other pages: with numbers by match, one after the other by newest."""
    if asked.order is Order.NEWEST:
        return Pages(
            first="" if asked.is_first_page else asked.first_page_with().address(),
            next=asked.first_page_with(before_key=found.next_key).address()
            if found.next_key is not None
            else "",
        )
    last = -(-min(found.found, MOST_WEIGHED) // PAGE_SIZE) or 1
    number = asked.number
    return Pages(
        first=_page(asked, 1) if number > 1 else "",
        previous=_page(asked, min(number - 1, last)) if number > 1 else "",
        next=_page(asked, number + 1) if found.has_next else "",
        numbers=[
            Link(str(near), _page(asked, near), near == number)
            for near in range(max(1, number - NEAR), min(last, number + NEAR) + 1)
        ],
    )


def _page(asked: Asked, number: int) -> str:
    return asked.first_page_with(number=number).address()
