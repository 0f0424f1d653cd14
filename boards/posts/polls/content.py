"""What an author asks in a poll: taken over from what was typed, and checked."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.members.characters import is_longer_than, shows_nothing
from boards.members.folding import key_of
from boards.moments.local_times import validate_year
from boards.posts.models import Poll, Post
from boards.posts.models.poll import (
    MAX_CHOICE_LENGTH,
    MAX_CHOICES,
    MAX_QUESTION_LENGTH,
    MIN_CHOICES,
)
from boards.posts.text.sanitising import storable


@dataclass(frozen=True)
class PollContent:
    """A poll as its author wants it.

    Attributes:
        choices: their names in order; without any there is no poll.
        max_choices: how many of them one vote may name; more than there are means all.
        closes_at: from when nobody votes any more; None for never.
        shows_results_early: whether results are seen before one has voted.
        allows_changes: whether a vote can be changed while the poll is open.
    """

    question: str = ""
    choices: tuple[str, ...] = ()
    max_choices: int = 1
    closes_at: datetime | None = None
    shows_results_early: bool = False
    allows_changes: bool = True

    @classmethod
    def of(cls, poll: Poll) -> Self:
        """Return what a stored poll asks; one query."""
        return cls(
            question=poll.question,
            choices=tuple(poll.choices.order_by("position").values_list("name", flat=True)),
            max_choices=poll.max_choices,
            closes_at=poll.closes_at,
            shows_results_early=poll.shows_results_early,
            allows_changes=poll.allows_changes,
        )

    @property
    def is_there(self) -> bool:
        """Whether there is a poll at all."""
        return bool(self.choices)

    @property
    def texts(self) -> tuple[str, ...]:
        """All that people wrote in it."""
        return (self.question, *self.choices) if self.question else self.choices

    @property
    def is_over(self) -> bool:
        """Whether nobody votes any more."""
        return self.closes_at is not None and self.closes_at <= timezone.now()

    def closing(self, moment: datetime | None) -> Self:
        """Return the same poll with another closing time."""
        return replace(self, closes_at=moment)


NO_POLL = PollContent()


def poll_of(post: Post) -> PollContent:
    """Return the poll of a post; no query for one that has none."""
    poll = Poll.objects.filter(pk=post.pk).first() if post.has_poll else None
    return PollContent.of(poll) if poll else NO_POLL


def fixed_poll_of(post: Post) -> PollContent | None:
    """Return the poll of a post in which somebody has voted; None for any other."""
    poll = Poll.objects.filter(pk=post.pk, voters__gt=0).first() if post.has_poll else None
    return PollContent.of(poll) if poll else None


def checked(content: PollContent) -> PollContent:
    """Return the poll as it is stored: each text on one line, no more choices of a vote than are.

    Raises:
        ValidationError: with the name of the field of the form of posts, when something is
            missing, too long or there twice.
    """
    _check_length("poll_question", content.question, MAX_QUESTION_LENGTH)
    for choice in content.choices[: MAX_CHOICES + 1]:
        _check_length("poll_choices", choice, MAX_CHOICE_LENGTH)
    _check_number(content.choices)
    question = _line(content.question)
    choices = tuple(map(_line, content.choices))
    if not choices:
        if question:
            raise ValidationError({"poll_choices": _("Give the poll its choices.")})
        return NO_POLL
    if any(shows_nothing(choice) or not key_of(choice) for choice in choices):
        raise ValidationError({"poll_choices": _("A choice shows nothing.")})
    _check_names(choices)
    if content.closes_at is not None:
        validate_year(content.closes_at)
    return replace(
        content,
        question="" if shows_nothing(question) else question,
        choices=choices,
        max_choices=max(1, min(content.max_choices, len(choices))),
    )


def _line(text: str) -> str:
    return " ".join(storable(text).split())


def _check_length(field: str, text: str, most: int) -> None:
    if is_longer_than(text, most):
        message = _("The question of a poll has %(most)d characters at most.")
        if field == "poll_choices":
            message = _("A choice has %(most)d characters at most.")
        raise ValidationError({field: ValidationError(message, params={"most": most})})


def _check_number(choices: tuple[str, ...]) -> None:
    if choices and not MIN_CHOICES <= len(choices) <= MAX_CHOICES:
        numbers = {"least": MIN_CHOICES, "most": MAX_CHOICES}
        message = _("A poll has %(least)d to %(most)d choices.")
        raise ValidationError({"poll_choices": ValidationError(message, params=numbers)})


def _check_names(choices: Iterable[str]) -> None:
    known: set[str] = set()
    for choice in choices:
        key = key_of(choice)
        if key in known:
            message = _("“%(choice)s” is there twice.")
            error = ValidationError(message, params={"choice": choice})
            raise ValidationError({"poll_choices": error})
        known.add(key)
