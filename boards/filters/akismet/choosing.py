"""Chooses the texts that Akismet is asked about; a screen of its own behind that of the filters."""

from collections.abc import Callable

from django.conf import settings

from boards.filters.akismet.checking import is_public
from boards.filters.akismet.sender import Sender, current_sender
from boards.filters.akismet.tasks import check_text_in_background
from boards.filters.models import SpamCheck
from boards.members.levels import Right, may
from boards.members.models import Member
from boards.permissions import can_moderate
from boards.posts.models import Comment, Post
from boards.posts.screening import Submission
from boards.posts.states import State


def choose(submission: Submission) -> Callable[[], None] | None:
    """Let a text be checked in the background once it is published; never refuse or hold it."""
    sender, row = current_sender(), submission.row
    if not settings.AKISMET_KEY or sender is None or not sender.address:
        return None
    is_own = row.author_id == submission.by.pk
    if row.state != State.PUBLISHED or not is_own or not is_public(row):
        return None
    if not _is_checked(submission.by, row):
        return None
    return lambda: _enqueue(row, sender)


def _is_checked(member: Member, row: Post | Comment) -> bool:
    post = row if isinstance(row, Post) else row.post
    if can_moderate(member, post.board):
        return False
    return settings.AKISMET_CHECKS == "all" or not may(member, Right.WITHOUT_SPAM_CHECK)


def _enqueue(row: Post | Comment, sender: Sender) -> None:
    post, comment = (row, None) if isinstance(row, Post) else (row.post, row)
    check = SpamCheck.objects.create(
        post=post, comment=comment, address=sender.address, user_agent=sender.user_agent
    )
    check_text_in_background.enqueue(check.pk)
