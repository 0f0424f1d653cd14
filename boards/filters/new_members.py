"""What of new members waits."""

from boards.filters.models import MAX_FIRST_POSTS, Approval
from boards.members.levels import Right, may
from boards.members.models import Member
from boards.posts.models import Post


def published_posts(member: Member) -> int:
    """Return how many posts of a member are published, up to as many as anybody asks for."""
    posts = Post.objects.published().filter(author=member)
    return len(posts.order_by("-posted_at").values_list("pk", flat=True)[:MAX_FIRST_POSTS])


def reasons_to_hold(
    approval: Approval | None, member: Member, *, is_post: bool, is_edit: bool, has_links: bool
) -> list[str]:
    """Return the codes of why a text of this member waits on a board: `first`, `links`."""
    if approval is None:
        return []
    reasons = []
    asks_for_first = approval.first_posts and is_post and not is_edit
    if asks_for_first and not may(member, Right.FIRST_POSTS_AT_ONCE):
        reasons += ["first"] if published_posts(member) < approval.first_posts else []
    if approval.holds_links and has_links and not may(member, Right.LINKS_AT_ONCE):
        reasons.append("links")
    return reasons
