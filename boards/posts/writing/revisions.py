"""What a post said before a change: kept by whoever changes it."""

from django.utils import timezone

from boards.members.models import Member
from boards.posts.models import Post, Revision
from boards.posts.text.sanitising import storable


def text_of(post: Post) -> Revision:
    """Return the version that a post is now, not stored yet."""
    return Revision(post=post, title=post.title, body=post.body, category_id=post.category_id)


def keep_if_changed(earlier: Revision, post: Post, *, by: Member | None, reason: str = "") -> bool:
    """Store the version before a change that readers can see, and note the time at the post.

    Args:
        post: with its new texts, not saved.
        by: whoever changed it; None for the system.
        reason: why, for those who may see the versions.

    Returns whether there was such a change.
    """
    before = (earlier.title, earlier.body, earlier.category_id)
    if (post.title, post.body, post.category_id) == before:
        return False
    earlier.replaced_at = timezone.now()
    earlier.replaced_by = by
    earlier.reason = storable(reason).strip()
    # The body is the one that was stored, perhaps none; the system is nobody.
    earlier.full_clean(exclude=["body", "category", "replaced_by"])
    earlier.save()
    post.edited_at = earlier.replaced_at
    return True
