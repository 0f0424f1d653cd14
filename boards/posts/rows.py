"""What a viewer may see of the rows of a list."""

from collections.abc import Iterable

from boards.members.models import Block
from boards.members.viewers import Viewer
from boards.models import Board
from boards.posts.models import Post


def for_viewer(posts: Iterable[Post], viewer: Viewer | None) -> list[Post]:
    """Return the posts as rows: titles of secret posts withheld, those of blocked members folded.

    An anonymous post is never folded: that would tell who wrote it.
    """
    rows = list(posts)
    if viewer is None or not viewer.is_active:
        return rows
    blocked = set(Block.objects.filter(blocker=viewer.pk).values_list("blocked_id", flat=True))
    moderated: set[int] = set()
    if any(row.is_secret for row in rows):
        moderated = set(Board.objects.moderated_by(viewer).values_list("pk", flat=True))
    for row in rows:
        row.is_unlocked = row.author_id == viewer.pk or row.board_id in moderated
        row.is_folded = row.author_id in blocked and not row.is_anonymous
    return rows
