"""Stores what an author asks in a poll, with the post: called by what publishes and edits posts."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.posts.models import Poll, PollChoice, Post
from boards.posts.polls.content import NO_POLL, PollContent, checked

FIXED = _(
    "Somebody has voted, so the question and the choices stay as they were. They were: %(stored)s."
)


def poll_to_store(*, post: Post, wanted: PollContent | None) -> PollContent:
    """Return the poll that a post is to have, and say so at the post, which is not saved.

    The caller holds the post; its poll is held from now on, so that nobody votes meanwhile.

    Args:
        wanted: None for the poll that there is.

    Raises:
        ValidationError: with the name of the field, when it cannot be stored. When somebody has
            voted, all but the closing time stays, and a poll that is closed stays closed.
    """
    poll = _locked(post) if post.has_poll else None
    stored = PollContent.of(poll) if poll else NO_POLL
    if wanted is None:
        return stored
    content = checked(wanted)
    if poll is not None and poll.voters:
        _check_only_closing_changes(poll, stored, content)
    is_past = content.closes_at is not None and content.closes_at <= timezone.now()
    if is_past and content.closes_at != stored.closes_at:
        raise ValidationError({"poll_closes_at": _("This time has passed already.")})
    post.has_poll = content.is_there
    return content


@transaction.atomic
def store_poll(*, post: Post, content: PollContent) -> None:
    """Store the poll that `poll_to_store` has returned for a post that is stored by now."""
    poll = Poll.objects.filter(pk=post.pk).first() if post.pk else None
    if poll is not None and content == PollContent.of(poll):
        return
    if not content.is_there:
        if poll is not None:
            poll.delete()
        return
    is_new = poll is None
    poll = poll or Poll(post=post)
    _take_over(poll, content)
    poll.save(force_insert=is_new)
    if is_new or PollContent.of(poll).choices != content.choices:
        _replace_choices(poll, content)


def _locked(post: Post) -> Poll | None:
    return Poll.objects.select_for_update(no_key=True).filter(pk=post.pk).first()


def _check_only_closing_changes(poll: Poll, stored: PollContent, content: PollContent) -> None:
    if stored.closing(content.closes_at) != content:
        names = " / ".join(stored.texts)
        error = ValidationError(FIXED, code="voted", params={"stored": names})
        raise ValidationError({"poll_choices": error})
    if poll.is_closed and content.closes_at != stored.closes_at:
        message = _("This poll is closed, and stays closed.")
        raise ValidationError({"poll_closes_at": ValidationError(message, code="closed")})


def _take_over(poll: Poll, content: PollContent) -> None:
    poll.question = content.question
    poll.choice_count = len(content.choices)
    poll.max_choices = content.max_choices
    poll.closes_at = content.closes_at
    poll.shows_results_early = content.shows_results_early
    poll.allows_changes = content.allows_changes


def _replace_choices(poll: Poll, content: PollContent) -> None:
    """Store other choices; nobody has voted for one of the earlier ones."""
    poll.choices.all().delete()
    PollChoice.objects.bulk_create(
        PollChoice(poll=poll, position=position, name=name)
        for position, name in enumerate(content.choices, start=1)
    )
