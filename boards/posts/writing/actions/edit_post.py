"""Changes what a member wrote, and keeps what it said before."""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction

from boards.members.models import Member
from boards.models import Category
from boards.posts.form_versions import ChangedMeanwhile, fingerprint_of
from boards.posts.locking import locked_post
from boards.posts.models import Post
from boards.posts.permissions import can_edit
from boards.posts.polls.actions.store_poll import poll_to_store, store_poll
from boards.posts.polls.content import PollContent, poll_of
from boards.posts.screening import screened
from boards.posts.signals import post_edited, post_held
from boards.posts.uploads.actions.attach_uploads import attach_uploads
from boards.posts.writing.categories import check_category
from boards.posts.writing.composing import compose
from boards.posts.writing.revisions import keep_if_changed, text_of


class PostChangedMeanwhile(ChangedMeanwhile):
    """Somebody else changed the post since the editor of this version began."""


@transaction.atomic
def edit_post(
    *,
    post: Post,
    by: Member,
    version: int,
    title: str,
    body: str,
    tags: Sequence[str] = (),
    category: Category | None = None,
    source: str = "",
    link: str = "",
    is_secret: bool = False,
    comments_open: bool = True,
    reason: str = "",
    poll: PollContent | None = None,
) -> Post:
    """Store the new text of a post; a text that changed leaves its earlier version behind.

    A text that waits for a moderator's approval takes the post from its readers: see its state.

    Args:
        version: `version_of` the post from which the edit began.
        category: one of the board's; what the post has may stay.
        reason: why, for those who may see the versions.
        poll: what readers are asked, or nothing without choices; None for what there is.

    Raises:
        PermissionDenied: when `by` may not edit the post, because it was hidden for example, or
            not choose the category.
        PostChangedMeanwhile: when the post has another version by now.
        ValidationError: when the post was deleted, a text is empty, too long or not allowed
            here, a picture in the body is not the author's, the category is missing or not to
            be had, or the poll cannot be changed like this.
    """
    post = locked_post(post)
    becomes_secret = is_secret and not post.is_secret
    if not can_edit(by, post) or (becomes_secret and not post.board.allows_secret):
        raise PermissionDenied
    if version != version_of(post):
        raise PostChangedMeanwhile
    check_category(category, board=post.board, by=by, today=post.category)
    had_poll = post.has_poll
    asked = poll_to_store(post=post, wanted=poll)
    earlier = text_of(post)
    post.category = category
    compose(post, title=title, body=body, tags=tags, source=source, link=link)
    post.is_secret = is_secret
    post.comments_open = comments_open
    keep_if_changed(earlier, post, by=by, reason=reason)
    post.full_clean(exclude=["submission_key"])
    asking = asked.question, asked.choices
    stored = screened(post, by=by, tags=tags, is_edit=True, asking=asking)
    post.save()
    if had_poll or post.has_poll:
        store_poll(post=post, content=asked)
    attach_uploads(post=post, body=post.body)
    post.tags.set(tags)
    stored()
    changed = post_edited if post.is_published else post_held
    changed.send(sender=Post, post=post)
    return post


def version_of(post: Post) -> int:
    """Return a number that stands for all that the form of an edit shows of the post."""
    tags = sorted(post.tags.values_list("name", flat=True))
    shown = (
        post.title, post.body, post.source, post.link, post.is_secret, post.comments_open, tags,
        post.category_id, poll_of(post) if post.has_poll else None,
    )  # fmt: skip
    return fingerprint_of(*shown)
