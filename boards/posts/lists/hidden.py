"""Hidden posts in the lists of those who moderate their boards.

Lists are numbered by published posts, for everybody alike. To who moderates one of its boards, a
page shows besides what is hidden between its first row and the first one of the next page, at most
MAX_SHOWN; that is one query more, for moderators alone.
"""

from collections.abc import Sequence

from boards.models import Board
from boards.posts.listed import ListRow
from boards.posts.models import Post

MAX_SHOWN = 50  # on a page, the newest


def with_hidden(
    rows: Sequence[ListRow],
    boards: Sequence[Board],
    *,
    below: ListRow | None = None,
    above: ListRow | None = None,
) -> list[ListRow]:
    """Return rows with the hidden posts of these boards among them, in the order of the list.

    Args:
        below: the row under which they begin; None at the top of the list.
        above: the row over which they end; None at the end of the list.
    """
    if not boards:
        return list(rows)
    hidden = Post.objects.hidden().filter(board__in=[board.pk for board in boards])
    if below is not None:
        hidden = hidden.older_than(below)
    if above is not None:
        hidden = hidden.newer_than(above)
    found = map(ListRow.of, hidden.newest_first().as_rows()[:MAX_SHOWN])
    # The article itself may be one of them.
    merged = {row.pk: row for row in (*found, *rows)}
    return sorted(merged.values(), key=lambda row: (row.posted_at, row.pk), reverse=True)
