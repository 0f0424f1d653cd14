"""What this room hears: signing in, approval, and that it is time to look."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.signals import user_logged_in

from boards.background.signals import upkeep_is_due
from boards.background.turns import take_turn
from boards.levels.actions.raise_level import raise_level
from boards.levels.sweeping import sweep_levels
from boards.levels.tasks import raise_level_in_background
from boards.members.models import Member
from boards.posts import signals
from boards.posts.models import Comment, Post

EVERY = timedelta(minutes=2)


def connect() -> None:
    """Start listening; called once, when Django is ready."""
    upkeep_is_due.connect(_sweep, dispatch_uid="boards_levels.sweep")
    user_logged_in.connect(_look, dispatch_uid="boards_levels.signed_in")
    # A sweep finds rows by their keys, and so nothing that is published later.
    signals.post_published.connect(_approved_post, dispatch_uid="boards_levels.post_published")
    signals.comment_published.connect(
        _approved_comment, dispatch_uid="boards_levels.comment_published"
    )


def _sweep(**kwargs: Any) -> None:
    if take_turn("levels", every=EVERY):
        sweep_levels()


def _look(*, user: Any, **kwargs: Any) -> None:
    if isinstance(user, Member):
        raise_level(member=user)


def _approved_post(*, post: Post, is_approval: bool = False, **kwargs: Any) -> None:
    if is_approval:
        _enqueue(post)


def _approved_comment(*, comment: Comment, is_approval: bool = False, **kwargs: Any) -> None:
    if is_approval:
        _enqueue(comment)


def _enqueue(text: Post | Comment) -> None:
    if text.author_id is not None and not text.is_anonymous:
        raise_level_in_background.enqueue(text.author_id)
