"""What this room hears: of texts that are about to be stored, and of its own rows."""

from typing import Any

from django.db.models.signals import post_delete, post_save

from boards.background.signals import upkeep_is_due
from boards.filters.akismet.checking import forget_old_checks
from boards.filters.akismet.choosing import choose
from boards.filters.fingerprints import forget_old_texts
from boards.filters.models import Approval, Filter, Waiting
from boards.filters.screening import screen
from boards.filters.versions import change_version
from boards.members.models import Member
from boards.posts import signals
from boards.posts.models import Comment, Post
from boards.posts.screening import use_screen


def connect() -> None:
    """Start listening; called once, when Django is ready."""
    use_screen(screen)
    use_screen(choose)  # after the filters: what waits already is not checked
    for model in (Filter, Approval):
        for signal in (post_save, post_delete):
            signal.connect(
                _change_version,
                sender=model,
                dispatch_uid=f"boards_filters.{model.__name__}.{id(signal)}",
            )
    signals.post_purged.connect(_forget_post, dispatch_uid="boards_filters.post_purged")
    signals.comments_purged.connect(_forget_comments, dispatch_uid="boards_filters.comments_purged")
    signals.comments_moved.connect(_move_waiting, dispatch_uid="boards_filters.comments_moved")
    signals.post_hidden.connect(_close_post, dispatch_uid="boards_filters.post_hidden")
    signals.comment_hidden.connect(_close_comment, dispatch_uid="boards_filters.comment_hidden")
    upkeep_is_due.connect(_forget, dispatch_uid="boards_filters.fingerprints")


def _change_version(**kwargs: Any) -> None:
    change_version()


def _forget_post(*, post: Post, **kwargs: Any) -> None:
    """The reasons quote the text, and go with it."""
    Waiting.objects.filter(post=post).delete()


def _forget_comments(*, comment_ids: list[int], **kwargs: Any) -> None:
    Waiting.objects.filter(comment__in=comment_ids).delete()


def _move_waiting(*, target: Post, comment_ids: list[int], **kwargs: Any) -> None:
    Waiting.objects.filter(comment__in=comment_ids).update(post=target)


def _close_post(*, post: Post, by: Member | None = None, **kwargs: Any) -> None:
    """Whoever hides what waits has decided it; shown again, it may have to wait another time."""
    Waiting.objects.filter(post=post, comment=None).close(by)


def _close_comment(*, comment: Comment, by: Member | None = None, **kwargs: Any) -> None:
    Waiting.objects.filter(comment=comment.pk).close(by)


def _forget(**kwargs: Any) -> None:
    forget_old_texts()
    forget_old_checks()
