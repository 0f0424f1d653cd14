"""The best posts (베스트) of a day, a week or a month, by their points; see `ranking`."""

from dataclasses import dataclass

from boards.members.viewers import Viewer
from boards.posts.lists import rows
from boards.posts.lists.ranking import Measure, Newest, Period, ranking_of
from boards.posts.lists.read_marks import with_read_marks
from boards.posts.models import Post
from boards.readable import boards_readable_by

SHOWN = 50  # posts


@dataclass(frozen=True)
class Best:
    """The best posts of a period, the best first.

    Each has points. `until` is set when none got any lately: then the period ends with the newest
    post that has some.
    """

    posts: list[Post]
    until: Newest | None


def best_of(viewer: Viewer | None, period: Period) -> Best:
    """Return the best posts of a period that ends now, among those the viewer may read."""
    readable = boards_readable_by(viewer)
    boards = [board.pk for board in readable]
    keys, until, _ = ranking_of(boards, period, Measure.POINTS, limit=SHOWN)
    posts = Post.objects.listed_for(viewer).filter(pk__in=keys, is_secret=False)
    found = {
        post.pk: post
        for post in rows.apply_visibility(posts.with_row_details(), viewer, boards=readable)
    }
    shown = [found[pk] for pk in keys if pk in found]
    return Best(posts=with_read_marks(shown, viewer), until=until)
