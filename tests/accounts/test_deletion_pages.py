"""Leaving: the choice, the week to change one's mind, and the way back."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from django.utils.formats import date_format

from boards.accounts.actions.ask_for_deletion import ask_for_deletion
from boards.accounts.actions.cancel_deletion import cancel_deletion
from tests.due_tasks import run_due_tasks
from tests.factories import AdminFactory, MemberFactory

pytestmark = pytest.mark.django_db

PATH = "/settings/delete/"
PASSWORD = "a password of some length"


@pytest.fixture
def member():
    return MemberFactory(password=PASSWORD, language="en")


def test_the_password_is_asked_before_anything_happens(signed_in, member):
    browser = signed_in(member)
    response = browser.post(PATH, {"texts": "remove"})
    assert response.status_code == 302
    assert "reauthenticate" in response["Location"]
    wrong = browser.post(response["Location"], {"password": "not this"})
    member.refresh_from_db()
    assert member.deletion_asked_at is None
    assert wrong.status_code in (200, 422)
    browser.post(response["Location"], {"password": PASSWORD})
    member.refresh_from_db()
    assert member.deletion_asked_at is not None
    assert member.deletion_keeps_texts is False


def test_who_has_no_password_must_have_signed_in_a_moment_ago(signed_in):
    member = MemberFactory(password=None)
    browser = signed_in(member)
    member.last_login = timezone.now() - timedelta(hours=1)
    member.save()
    response = browser.post(PATH, {"texts": "keep"})
    assert response.status_code == 422
    assert "sign in again" in response.content.decode()
    assert signed_in(member).post(PATH, {"texts": "keep"}).status_code == 302
    member.refresh_from_db()
    assert member.deletion_asked_at is not None


def test_a_choice_must_be_made(signed_in):
    response = signed_in(MemberFactory(password=None)).post(PATH, {"texts": "burn"})
    assert response.status_code == 422
    assert "field__error" in response.content.decode()


def test_a_banner_on_every_page_leads_back(signed_in, member):
    ask_for_deletion(member=member, keeps_texts=True)
    browser = signed_in(member)
    for path in ("/", PATH, "/settings/", member.get_absolute_url()):
        page = browser.get(path).content.decode()
        assert "Your account will be deleted on" in page
        assert "/settings/delete/cancel/" in page
    assert "Your account will be deleted on" not in signed_in(MemberFactory()).get("/").text
    page = browser.post("/settings/delete/cancel/", follow=True).content.decode()
    assert "Your account stays" in page
    assert "Your account will be deleted on" not in page
    member.refresh_from_db()
    assert member.deletion_asked_at is None


def test_the_letter_names_the_day_in_the_members_zone(member):
    member.time_zone = "Asia/Seoul"
    member.save()
    left = ask_for_deletion(member=member, keeps_texts=False)
    run_due_tasks()
    [letter] = mail.outbox
    assert letter.to == [member.email]
    due_at = timezone.localtime(left.deletion_due_at, timezone.get_fixed_timezone(540))
    assert date_format(due_at, "DATETIME_FORMAT") in letter.body
    assert "will be removed" in letter.body
    assert "http://testserver/settings/delete/" in letter.body
    assert member.handle not in letter.body


def test_who_changed_their_mind_gets_no_letter(member):
    ask_for_deletion(member=member, keeps_texts=True)
    cancel_deletion(member=member)
    run_due_tasks()
    assert mail.outbox == []


def test_asking_again_changes_neither_day_nor_choice(member):
    first = ask_for_deletion(member=member, keeps_texts=True)
    again = ask_for_deletion(member=member, keeps_texts=False)
    assert again.deletion_asked_at == first.deletion_asked_at
    assert again.deletion_keeps_texts is True


def test_the_last_administrator_cannot_leave(signed_in):
    admin = AdminFactory(password=None)
    response = signed_in(admin).post(PATH, {"texts": "keep"})
    assert response.status_code == 422
    assert "last administrator" in response.content.decode()
    AdminFactory()
    assert signed_in(admin).post(PATH, {"texts": "keep"}).status_code == 302


def test_guests_are_asked_to_sign_in(client):
    for path in (PATH, "/settings/delete/cancel/"):
        assert client.post(path).status_code == 302


def test_cancelling_takes_a_post(signed_in, member):
    assert signed_in(member).get("/settings/delete/cancel/").status_code == 405
