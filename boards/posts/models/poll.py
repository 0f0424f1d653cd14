"""Polls (투표): a question of a post, its choices, and who voted."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.members.character_field import CharacterField, KeyField
from boards.moments.local_times import validate_year
from boards.posts.models.post import Post

MIN_CHOICES, MAX_CHOICES = 2, 20
MAX_QUESTION_LENGTH = 200  # characters
MAX_CHOICE_LENGTH = 100


class Poll(models.Model):
    """What readers of a post are asked; a vote holds this row, as whoever changes the poll does."""

    post = models.OneToOneField(
        Post,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="poll",
        verbose_name=_("post"),
    )
    question = CharacterField(_("question"), characters=MAX_QUESTION_LENGTH, blank=True)
    choice_count = models.PositiveSmallIntegerField(_("number of choices"))
    max_choices = models.PositiveSmallIntegerField(_("choices of one vote, at most"), default=1)
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True, validators=[validate_year])
    shows_results_early = models.BooleanField(_("results shown before voting"), default=False)
    allows_changes = models.BooleanField(_("votes can be changed"), default=True)
    voters = models.PositiveIntegerField(_("voters"), default=0)

    class Meta:
        verbose_name = _("poll")
        verbose_name_plural = _("polls")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(choice_count__range=(MIN_CHOICES, MAX_CHOICES)),
                name="poll_has_enough_choices",
            ),
            models.CheckConstraint(
                condition=models.Q(max_choices__gte=1)
                & models.Q(max_choices__lte=models.F("choice_count")),
                name="poll_vote_has_choices",
            ),
        ]

    def __str__(self) -> str:
        return self.question or f"{self.post_id}"

    def is_closed_at(self, moment: datetime) -> bool:
        """Say whether nobody votes any more."""
        return self.closes_at is not None and self.closes_at <= moment

    @property
    def is_closed(self) -> bool:
        """Whether nobody votes any more, by the clock of this machine."""
        return self.is_closed_at(timezone.now())


class PollChoice(models.Model):
    """One of the choices (항목) of a poll, with the number of its votes."""

    # No index of its own: that of the positions begins with it.
    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="choices", db_index=False)
    position = models.PositiveSmallIntegerField(_("position"))
    name = CharacterField(_("choice"), characters=MAX_CHOICE_LENGTH)
    key = KeyField(of="name")
    votes = models.PositiveIntegerField(_("votes"), default=0)

    class Meta:
        verbose_name = _("choice of a poll")
        verbose_name_plural = _("choices of polls")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["poll", "position"], name="poll_choice_position_once"),
            models.UniqueConstraint(fields=["poll", "key"], name="poll_choice_name_once"),
            models.CheckConstraint(
                condition=models.Q(position__range=(1, MAX_CHOICES)),
                name="poll_choice_position_known",
            ),
            models.CheckConstraint(condition=~models.Q(key=""), name="poll_choice_not_empty"),
        ]

    def __str__(self) -> str:
        return self.name


class Vote(models.Model):
    """The vote (표) of one member in one poll; without the member when they have left.

    Which choices it is for, nobody but the member is shown.
    """

    # No index of its own: that of the constraint begins with it.
    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="cast", db_index=False)
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="votes"
    )
    voted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        constraints = [
            models.UniqueConstraint(fields=["poll", "member"], name="vote_once_a_member"),
        ]

    def __str__(self) -> str:
        return f"{self.poll_id}"


class VotedChoice(models.Model):
    """One of the choices that a vote is for."""

    vote = models.ForeignKey(Vote, on_delete=models.CASCADE, related_name="choices", db_index=False)
    choice = models.ForeignKey(PollChoice, on_delete=models.CASCADE, related_name="voted")

    class Meta:
        verbose_name = _("choice of a vote")
        verbose_name_plural = _("choices of votes")
        constraints = [
            models.UniqueConstraint(fields=["vote", "choice"], name="voted_choice_once"),
        ]

    def __str__(self) -> str:
        return f"{self.choice_id}"
