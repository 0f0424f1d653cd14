"""What members take along, what stays when they leave, and the proof of their rows."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from boards.accounts.exporting import content
from boards.members.models import Member
from boards.moderation.actions.forget_words import forget_words
from boards.sanctions.models import Sanction
from tests.factories import MemberFactory
from tests.sanctions.people import silence, suspend, warn

pytestmark = pytest.mark.django_db


def test_ones_data_has_ones_sanctions_and_not_who_gave_them() -> None:
    member = MemberFactory()
    sanction = silence(member)
    suspend(MemberFactory())
    (row,) = content.sanctions(member)
    assert (row["kind"], row["reason"], row["ends_at"]) == (
        "silence", sanction.reason, sanction.ends_at,
    )  # fmt: skip
    assert "by" not in row


def test_who_leaves_leaves_the_kind_and_the_times_and_no_words() -> None:
    member = MemberFactory()
    silence(member)
    forget_words(member)
    sanction = Sanction.objects.get()
    assert (sanction.reason, sanction.kind) == ("-", "silence")
    assert sanction.decision.reason == ""


def test_the_rows_of_members_are_proved_and_repaired() -> None:
    member, warned = MemberFactory(), MemberFactory()
    silence(member)
    warn(warned)
    call_command("reconcile_sanctions", stdout=StringIO())
    Member.objects.filter(pk=member.pk).update(restrictions=[])
    with pytest.raises(CommandError):
        call_command("reconcile_sanctions", stdout=StringIO())
    call_command("reconcile_sanctions", "--fix", stdout=StringIO())
    member.refresh_from_db()
    assert member.is_silenced_on(None)
