"""Holds a poll: whoever votes, and whoever changes the poll, waits here for each other."""

from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from boards.posts.models import Poll, PollChoice, Post
from boards.posts.states import State


def locked_poll(post: Post) -> Poll:
    """Reload the poll of a post, with the post and its board, and hold its row.

    Raises:
        ValidationError: when the post was deleted, or has no poll any more.
    """
    found = (
        Poll.objects.select_for_update(of=("self",), no_key=True)
        .select_related("post__board")
        .filter(pk=post.pk)
        .exclude(post__state=State.DELETED)
        .first()
    )
    if found is None:
        is_deleted = not Post.objects.filter(pk=post.pk).exclude(state=State.DELETED).exists()
        if is_deleted:
            raise ValidationError(_("This post was deleted."), code="deleted")
        raise ValidationError(_("This post has no poll any more."), code="missing")
    return found


def held_poll(pk: int) -> Poll | None:
    """Hold the row of a poll, whatever became of its post; None where it is gone."""
    return Poll.objects.select_for_update(of=("self",), no_key=True).filter(pk=pk).first()


def add_votes(choices: list[int], number: int) -> None:
    """Add to the votes of some choices, by their keys, of a poll that is locked."""
    # Row by row in one statement; whoever changes these rows holds the poll.
    PollChoice.objects.filter(pk__in=choices).update(votes=F("votes") + number)
