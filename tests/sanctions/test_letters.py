"""A member is told of a sanction by e-mail, once, and a mail that fails undoes nothing."""

from collections.abc import Sequence
from datetime import datetime

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import override
from pytest_django import Settings

from boards.letters.models import Letter
from boards.members.models import Member
from boards.moderation.actions.appeal_decision import appeal_decision
from boards.moderation.actions.decide_appeal import decide_appeal
from boards.moderation.models import Appeal, ModerationEntry, Outcome
from boards.moderation.sanctions.actions.lift_sanction import lift_sanction
from boards.moderation.sanctions.actions.sanction_member import sanction_member
from boards.moderation.sanctions.giving import Terms
from boards.moderation.undoing.actions.undo_entry import undo_entry
from boards.moments.display import in_minutes
from boards.sanctions.models import Sanction, SanctionKind
from tests.factories import AdminFactory, MemberFactory, PostFactory
from tests.moderation.people import case_of, decide, report
from tests.sanctions.people import WEEK, silence, site_moderator, suspend, warn

pytestmark = pytest.mark.django_db

OWN_PAGE = "/sanctions/"


class BrokenBackend(BaseEmailBackend):
    """A mail server that breaks whatever it is given, in the middle of the database's work."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT nothing FROM nowhere")
        return 0


def proven(**fields) -> Member:
    """Return a member with a confirmed e-mail address, who reads English."""
    member = MemberFactory(**{"language": "en", **fields})
    member.vouch_for_email()
    return member


def in_english(when: datetime) -> str:
    with override("en"):
        return in_minutes(when)


@pytest.fixture
def writer() -> Member:
    return proven()


def only_letter() -> EmailMessage:
    """Return the one letter that was sent, and begin anew."""
    [letter] = mail.outbox
    mail.outbox.clear()
    return letter


class TestGiven:
    def test_a_silence_says_where_why_until_when_and_how_to_appeal(self, board, writer, settings):
        sanction = silence(writer, board=board, reason="<같은> 글 & 링크를 되풀이했어요.")
        letter = only_letter()
        assert letter.to == [writer.email]
        assert "can read, but not write" in letter.body
        assert f"Where: {board.name_en}" in letter.body
        assert "Reason: <같은> 글 & 링크를 되풀이했어요." in letter.body
        assert f"Until: {in_english(sanction.ends_at)}" in letter.body
        assert "appeal once" in letter.body
        assert f"{settings.SITE_URL}{OWN_PAGE}" in letter.body
        assert "From:" not in letter.body

    def test_a_warning_has_no_end(self, board, writer):
        warn(writer, board=board)
        body = only_letter().body
        assert "warned you" in body and "Until" not in body

    def test_a_suspension_is_of_the_whole_site(self, writer):
        suspend(writer, lasts=None)
        body = only_letter().body
        assert "suspended your account" in body
        assert "Where: The whole site" in body and "Until: Without an end" in body

    def test_what_begins_later_says_when(self, writer):
        begins = timezone.now() + WEEK
        terms = Terms(reason="긴 이유", starts_at=begins, ends_at=begins + WEEK)
        sanction_member(SanctionKind.SILENCE, member=writer, by=AdminFactory(), terms=terms)
        assert f"From: {in_english(begins)}" in only_letter().body

    def test_it_is_in_the_members_language(self, board):
        silence(proven(language="ko"), board=board)
        letter = only_letter()
        assert f"어디에서: {board.name_ko}" in letter.body
        assert "계정" in letter.subject

    def test_the_subject_tells_neither_what_nor_why(self, writer):
        suspend(writer, reason="광고예요.")
        subject = only_letter().subject.lower()
        assert "광고" not in subject and "suspen" not in subject

    def test_what_the_queue_decides_is_told_once(self, board, moderator, writer):
        post = PostFactory(board=board, author=writer)
        report(post)
        decide(post, moderator, Outcome.SILENCE, reason="도배예요.")
        letter = only_letter()
        assert "도배예요." in letter.body and board.name_en in letter.body


class TestNoLetter:
    def test_without_a_confirmed_address(self):
        silence(MemberFactory())
        silence(MemberFactory(email=""))
        assert mail.outbox == []

    def test_to_an_address_that_is_confirmed_by_somebody_else_or_not_yet_the_members(self, writer):
        Member.objects.filter(pk=writer.pk).update(email="another@example.com")
        silence(writer)
        assert mail.outbox == []

    def test_to_an_account_that_is_switched_off(self):
        silence(proven(is_active=False))
        assert mail.outbox == []

    def test_of_a_sanction_that_is_refused(self, writer):
        silence(writer)
        only_letter()
        with pytest.raises(ValidationError):
            silence(writer, lasts=WEEK / 2)
        assert mail.outbox == []


class TestTogether:
    @pytest.fixture(autouse=True)
    def in_the_queue(self, settings: Settings) -> None:
        settings.EMAIL_BACKEND = "boards.letters.backend.QueueBackend"

    def test_the_letter_is_stored_with_the_sanction_and_goes_with_it(self, writer):
        silence(writer)
        assert Letter.objects.get().recipient == writer.email
        other, admin = proven(), AdminFactory()
        with pytest.raises(RuntimeError), transaction.atomic():
            silence(other, by=admin)
            raise RuntimeError
        assert not Sanction.objects.filter(member=other).exists()
        assert Letter.objects.count() == 1

    def test_a_mail_that_fails_undoes_nothing(self, writer, settings):
        settings.EMAIL_BACKEND = f"{__name__}.BrokenBackend"
        sanction = silence(writer)
        assert writer.is_silenced_on(None)
        assert ModerationEntry.objects.filter(verb="silence").count() == 1
        lift_sanction(sanction=sanction, by=AdminFactory())
        writer.refresh_from_db()
        assert not writer.is_silenced_on(None)


class TestLifted:
    def test_who_lifts_it_early_tells_the_member(self, board, writer):
        sanction = silence(writer, board=board)
        mail.outbox.clear()
        lift_sanction(sanction=sanction, by=AdminFactory(), reason="for the log alone")
        letter = only_letter()
        assert "lifted" in letter.body and f"Where: {board.name_en}" in letter.body
        assert "for the log alone" not in letter.body
        with pytest.raises(ValidationError):
            lift_sanction(sanction=sanction, by=AdminFactory())
        assert mail.outbox == []

    def appeal(self, writer, result) -> None:
        suspend(writer, by=site_moderator())
        mail.outbox.clear()
        sanction = Sanction.objects.get()
        appeal_decision(decision=sanction.decision, by=writer, text="저 아니에요.")
        decide_appeal(case=case_of(sanction), by=AdminFactory(), result=result)

    def test_an_appeal_that_reverses_it_is_told_once(self, writer):
        self.appeal(writer, Appeal.Result.REVERSED)
        assert "lifted the suspension" in only_letter().body

    def test_an_appeal_that_is_turned_down_sends_nothing(self, writer):
        self.appeal(writer, Appeal.Result.UPHELD)
        assert mail.outbox == []

    def test_a_warning_that_is_undone_in_the_log_was_taken_back(self, board, moderator, writer):
        warn(writer, by=moderator, board=board)
        mail.outbox.clear()
        undo_entry(entry=ModerationEntry.objects.get(verb="warn"), by=moderator)
        assert "taken back a warning" in only_letter().body
