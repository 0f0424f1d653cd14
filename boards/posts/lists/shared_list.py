"""A list as nearly everybody sees it alike.

Who moderates none of its boards sees the same rows as all others to whom they are unfolded, read
or unlocked alike, which the rows themselves say. So a list is cached as one part of the page
(`boards.caching.parts`). Between two roll-ups of the views that is the first page of each board for
everybody who comes. `tests/posts/lists/test_shared_list.py` proves that it is the same as one that
is made for its page alone, byte by byte.
"""

from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from boards.caching.parts import LISTS, Part, key_of
from boards.models import Board
from boards.posts.listed import LOADED_FIELDS, ListRow, NoticeRow
from boards.posts.part_keys import ages_of, common_ingredients
from boards.readable import moderated_of

# What `apply_visibility`, `with_read_marks` and `give_excerpts` say of a row for its viewer.
_FOR_VIEWER = "author_name", "is_unlocked", "is_folded", "is_read", "new_comments", "excerpt"
_ingredients_of = attrgetter(*LOADED_FIELDS, *_FOR_VIEWER)
_marks_of = attrgetter("must_read", "can_fold", "is_folded_away")  # what is shown of a notice


def part_of_list(
    request: HttpRequest,
    *,
    boards: Sequence[Board],
    rows: Iterable[ListRow],
    notices: Sequence[NoticeRow],
    shown: tuple[Any, ...],
) -> Part | None:
    """Return the part of a page that is a list; None for who moderates one of its boards.

    Args:
        boards: every one that its templates show anything of, with its categories.
        rows: from `boards.posts.lists.rows.apply_visibility`.
        notices: from `boards.posts.lists.listing.notices_for`.
        shown: whatever else its templates show or ask about: texts, numbers, flags, moments.
    """
    if moderated_of(boards):
        return None
    every = [*notices, *rows]
    key = key_of(
        *common_ingredients(request),
        timezone.localdate(),
        ages_of(row.posted_at for row in every),
        [board.ingredients for board in boards],
        [_marks_of(row) for row in notices],
        [_ingredients_of(row) for row in every],
        shown,
    )
    return Part(key, LISTS)
