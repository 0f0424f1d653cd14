"""Begins the totals of new posts that were viewed elsewhere."""

from collections.abc import Mapping

from boards.counters.models import ViewTotal


def start_totals(*, views: Mapping[int, int]) -> None:
    """Store the first total of each post, in one statement.

    Args:
        views: by post id; the posts are so new that nobody has viewed them here.
    """
    ViewTotal.objects.bulk_create(
        ViewTotal(post_id=post_id, starting=count, total=count) for post_id, count in views.items()
    )
