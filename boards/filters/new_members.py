"""Who is new here, and what of theirs waits."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from boards.filters.models import MAX_FIRST_POSTS, Approval
from boards.members.models import Member
from boards.posts.models import Post


def published_posts(member: Member) -> int:
    """Return how many posts of a member are published, up to as many as anybody asks for."""
    most = max(MAX_FIRST_POSTS, settings.NEW_MEMBER_POSTS)
    posts = Post.objects.published().filter(author=member)
    return len(posts.order_by("-posted_at").values_list("pk", flat=True)[:most])


def is_new(member: Member) -> bool:
    """Say whether a member joined lately, or has published little."""
    return _joined_lately(member) or published_posts(member) < settings.NEW_MEMBER_POSTS


def _joined_lately(member: Member) -> bool:
    return member.joined_at > timezone.now() - timedelta(days=settings.NEW_MEMBER_DAYS)


def reasons_to_hold(
    approval: Approval | None, member: Member, *, is_post: bool, is_edit: bool, has_links: bool
) -> list[str]:
    """Return the codes of why a text of this member waits on a board: `first`, `links`."""
    asks_for_first = approval is not None and approval.first_posts and is_post and not is_edit
    if approval is None or not (asks_for_first or (approval.holds_links and has_links)):
        return []
    posts = published_posts(member)
    if not _joined_lately(member) and posts >= settings.NEW_MEMBER_POSTS:
        return []
    reasons = ["first"] if asks_for_first and posts < approval.first_posts else []
    return [*reasons, "links"] if approval.holds_links and has_links else reasons
