"""The best posts (베스트) of a day, a week or a month, by their points; see `ranking`."""

from collections.abc import Sequence
from dataclasses import dataclass

from boards.members.viewers import Viewer
from boards.models import Board
from boards.posts.listed import ListRow
from boards.posts.lists import rows
from boards.posts.lists.ranking import Measure, Newest, Period, ranking_of, rows_of_ranked
from boards.readable import boards_readable_by

SHOWN = 50  # posts


@dataclass(frozen=True)
class Best:
    """The best posts of a period, the best first.

    Each has points. `until` is set when none got any lately: then the period ends with the newest
    post that has some.
    """

    posts: list[ListRow]
    until: Newest | None


def best_of(
    viewer: Viewer | None, period: Period, *, boards: Sequence[Board] = (), most: int = SHOWN
) -> Best:
    """Return the best posts of a period that ends now, among those the viewer may read.

    Args:
        boards: those that the viewer may read, where they are loaded already.
        most: how many are shown, SHOWN or fewer.
    """
    boards = boards or boards_readable_by(viewer)
    keys, until, _ = ranking_of([board.pk for board in boards], period, Measure.POINTS, limit=SHOWN)
    found = rows_of_ranked(keys, boards)[:most]
    return Best(posts=rows.apply_visibility(found, viewer, boards=boards), until=until)
