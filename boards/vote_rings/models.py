"""Suspicious recommendations, as they were found, and what a moderator made of them."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member
from boards.models import Board


class VoteRing(models.Model):
    """Recommendations on one board that look agreed upon, and why."""

    class Reason(models.TextChoices):
        """What was found."""

        NETWORK = "network", _("many recommendations of one author from one network")
        BURST = "burst", _("many recommendations by new members within an hour")
        MUTUAL = "mutual", _("members who recommend each other")

    reason = models.CharField(_("why"), max_length=10, choices=Reason.choices)
    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="+", db_index=False)
    # Of what was recommended; None where it is anonymous, or where there are several.
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    # The same members about the same are told of once.
    subject = models.CharField(max_length=64, unique=True)
    members = models.PositiveIntegerField(_("members"))
    recommendations = models.PositiveIntegerField(_("recommendations"))
    things = models.PositiveIntegerField(_("posts and comments"))
    found_at = models.DateTimeField(_("found"), default=timezone.now)
    voided_at = models.DateTimeField(_("voided"), null=True)

    class Meta:
        verbose_name = _("suspicious recommendations")
        verbose_name_plural = _("suspicious recommendations")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(reason__in=["network", "burst", "mutual"]),
                name="vote_ring_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reason} {self.pk}"

    def concerns(self, member: Member) -> bool:
        """Say whether it is about a member: who gains, or who recommended."""
        return self.author_id == member.pk or self.votes.filter(member=member).exists()


class RingVote(models.Model):
    """One of the recommendations; it may have been undone since."""

    ring = models.ForeignKey(VoteRing, on_delete=models.CASCADE, related_name="votes")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    is_of_comment = models.BooleanField(default=False)
    # Without keys of the database: who undoes a recommendation must not have to look here first.
    recommendation_id = models.BigIntegerField()
    thing_id = models.BigIntegerField()  # the post, or the comment
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("suspicious recommendation")
        verbose_name_plural = _("suspicious recommendations")
        indexes: ClassVar = [
            models.Index(fields=["recommendation_id"], name="ring_vote_of_row"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["ring", "is_of_comment", "recommendation_id"], name="ring_vote_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ring_id} {self.recommendation_id}"
