"""Where a post came from that somebody else puts in: what adding and correcting share."""

from datetime import datetime

from boards.members.models import Member
from boards.moments import site_time
from boards.posts.models import Post


def set_origin(
    post: Post,
    *,
    author: Member | None,
    masked_author: str,
    posted_at: datetime,
    posted_at_is_estimated: bool,
    posted_at_is_day_only: bool,
) -> None:
    """Say who wrote a post and when, without saving it.

    Args:
        masked_author: the only name known of an author from another site; empty beside a member.
        posted_at: where only the day is known, any moment of it by the site's clock.
    """
    if posted_at_is_day_only:
        posted_at = site_time.midnight(site_time.day_of(posted_at))
    post.author = author
    post.masked_author = masked_author
    post.posted_at = posted_at
    post.posted_at_is_estimated = posted_at_is_estimated
    post.posted_at_is_day_only = posted_at_is_day_only
