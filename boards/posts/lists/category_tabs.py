"""The tabs above the list of a board that has categories."""

from collections.abc import Mapping
from typing import NamedTuple

from boards.models import Board, Category
from boards.posts.lists.sorting import Order
from boards.posts.models import Tag


class CategoryTab(NamedTuple):
    """One tab: a category's list, or the whole board's, which has neither name nor colour.

    Nothing but texts and numbers, so that a template can render the same tabs once.
    """

    name: str
    colour: str
    url: str
    posts: int | None
    is_current: bool


def category_tabs(
    board: Board | None,
    in_categories: Mapping[int, int] | None,
    *,
    chosen: Category | None,
    tag: Tag | None,
    order: Order,
) -> tuple[CategoryTab, ...]:
    """Return the tabs of a board's list: all posts, then each category in its order.

    A retired category has no tab but on its own list. There are none on a board without categories,
    and none above the posts with a tag.

    Args:
        in_categories: how many posts of the board each category has, by its key; None where
            nobody counted, so that the tabs tell no number.
        chosen: the category whose list is shown; None on the list of the whole board.
        order: in which the list stands; the tabs lead to lists in the same one.
    """
    shown = [] if board is None or tag is not None else board.every_category
    shown = [each for each in shown if not each.is_retired or each == chosen]
    if board is None or not shown:
        return ()
    path = board.get_absolute_url()
    return (
        CategoryTab("", "", f"{path}{order.within(None).query}", None, chosen is None),
        *(
            CategoryTab(
                each.name,
                each.colour,
                f"{path}{order.within(each).query}",
                None if in_categories is None else in_categories.get(each.pk, 0),
                each == chosen,
            )
            for each in shown
        ),
    )
