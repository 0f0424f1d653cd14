"""Letters wait for the mail server, arrive once, and leave nothing behind."""

import json
import logging
import re
from collections.abc import Callable
from datetime import timedelta
from threading import Thread
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import pytest
import time_machine
from django.core.mail import EmailMultiAlternatives, mail_admins, send_mail
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from boards.background.worker import keep_order, work_off
from boards.letters.actions.send_letter import PAUSES, send_letter
from boards.letters.models import LIFETIME, REFUSED_FOR, Letter
from boards.members.models import Member
from tests.factories import AdminFactory, MemberFactory
from tests.letters.mail_server import MailServer
from tests.live_site import LiveSite
from tests.waiting import wait_until

pytestmark = pytest.mark.django_db

PASSWORD = "a password of some length"  # noqa: S105
SIGN_UP = {"email": "new@example.com", "username": "newcomer", "password1": PASSWORD}


def write(*to: str) -> None:
    send_mail("subject", "the secret link", None, list(to))


def make_due() -> None:
    DBTaskResult.objects.filter(status="READY").update(run_after=timezone.now())


def recipients(server: MailServer) -> list[str]:
    return [each for to, _ in server.taken for each in to]


def test_who_signs_up_while_the_mail_server_is_away_gets_the_letter_when_it_is_back(
    client: Client, mail_server: MailServer
) -> None:
    response = client.post("/accounts/signup/", SIGN_UP, follow=True)
    assert response.status_code == 200
    assert "minutes" in response.content.decode()
    work_off()
    [task] = DBTaskResult.objects.filter(task_path__endswith="send_letter_in_background")
    assert (task.status, len(task.worker_ids)) == ("READY", 1)
    with mail_server.running():
        make_due()
        work_off()
        make_due()
        work_off()
    [(to, message)] = mail_server.taken
    assert to == ["new@example.com"]
    assert "/accounts/confirm-email/" in message.get_payload(decode=True).decode()
    assert not Letter.objects.exists()


def test_a_forgotten_password_is_answered_alike_while_the_mail_server_is_away(
    client: Client, mail_server: MailServer
) -> None:
    member = MemberFactory(email="kim@example.com", password=PASSWORD)
    member.vouch_for_email()
    response = client.post("/accounts/password/reset/", {"email": "kim@example.com"}, follow=True)
    assert response.status_code == 200
    with mail_server.running():
        work_off()
    assert recipients(mail_server) == ["kim@example.com"]


def test_what_a_letter_says_stands_nowhere_once_it_is_sent(mail_server: MailServer) -> None:
    write("a@example.com")
    task = DBTaskResult.objects.get()
    assert "secret" not in json.dumps(task.args_kwargs)
    with mail_server.running():
        work_off()
    assert len(mail_server.taken) == 1
    assert not Letter.objects.exists()
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"


def test_a_letter_that_was_sent_is_not_sent_by_a_retry(mail_server: MailServer) -> None:
    write("a@example.com")
    letter = Letter.objects.get()
    with mail_server.running():
        send_letter(letter_id=letter.pk)
        send_letter(letter_id=letter.pk)
        work_off()
    assert len(mail_server.taken) == 1


def test_a_rollback_leaves_no_letter(mail_server: MailServer) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        write("a@example.com")
        raise RuntimeError
    assert not Letter.objects.exists() and not DBTaskResult.objects.exists()


def test_each_recipient_gets_the_letter_once_whatever_another_address_does(
    mail_server: MailServer,
) -> None:
    mail_server.refused["bad@example.com"] = "451 later"
    write("good@example.com", "bad@example.com")
    with mail_server.running():
        work_off()
        make_due()
        work_off()
        mail_server.refused.clear()
        make_due()
        work_off()
    assert sorted(recipients(mail_server)) == ["bad@example.com", "good@example.com"]


@pytest.mark.parametrize("where", ["recipient", "data"])
def test_an_address_that_is_refused_for_good_is_left_alone_for_a_day(
    mail_server: MailServer, where: str
) -> None:
    if where == "recipient":
        mail_server.refused["a@example.com"] = "550 no such person"
    else:
        mail_server.refused_data = "554 no such person"
    write("a@example.com")
    with mail_server.running():
        work_off()
        make_due()
        work_off()
        write("Someone <A@example.com>")
        work_off()
        assert len(mail_server.asked_for) == 1
        assert not Letter.objects.waiting().exists()
        assert not Letter.objects.exclude(content={}).exists()
        assert set(DBTaskResult.objects.values_list("status", flat=True)) == {"FAILED"}
        mail_server.refused, mail_server.refused_data = {}, ""
        with time_machine.travel(timezone.now() + REFUSED_FOR + timedelta(minutes=1)):
            write("a@example.com")
            work_off()
    assert recipients(mail_server) == ["a@example.com"]


def test_a_sender_that_is_refused_is_no_fault_of_the_address(mail_server: MailServer) -> None:
    mail_server.refused["a@example.com"] = "450 greylisted"
    write("a@example.com")
    with mail_server.running():
        work_off()
    assert Letter.objects.get().state == "waiting"
    assert Letter.objects.get().failure == "SMTPRecipientsRefused 450"


def test_pauses_grow_and_end_after_a_day(mail_server: MailServer) -> None:
    assert list(PAUSES) == sorted(PAUSES)
    assert LIFETIME < sum(PAUSES, timedelta()) < LIFETIME + timedelta(hours=2)
    write("a@example.com")
    with time_machine.travel(timezone.now() + LIFETIME + timedelta(minutes=1)):
        make_due()
        work_off()
        letter = Letter.objects.get()
        assert (letter.state, letter.content) == ("given_up", {})
        assert DBTaskResult.objects.get().status == "FAILED"


def test_an_expired_letter_is_emptied_even_if_nobody_tries_it(mail_server: MailServer) -> None:
    write("a@example.com")
    DBTaskResult.objects.all().delete()
    with time_machine.travel(timezone.now() + LIFETIME + timedelta(minutes=1)):
        keep_order()
        assert (Letter.objects.get().state, Letter.objects.get().content) == ("given_up", {})
    with time_machine.travel(timezone.now() + timedelta(days=9)):
        keep_order()
    assert not Letter.objects.exists()


def test_html_blind_copies_and_files_arrive_as_they_were_written(mail_server: MailServer) -> None:
    message = EmailMultiAlternatives(
        "제목", "본문", None, ["a@example.com"], bcc=["b@example.com"], headers={"X-Kind": "digest"}
    )
    message.attach_alternative("<p>본문</p>", "text/html")
    message.attach("파일.txt", "내용", "text/plain")
    message.attach("bytes.bin", b"\x00\xff", "application/octet-stream")
    message.send()
    with mail_server.running():
        work_off()
    assert sorted(recipients(mail_server)) == ["a@example.com", "b@example.com"]
    first, second = (message for _, message in mail_server.taken)
    assert first["Message-ID"] == second["Message-ID"]
    assert first["To"] == "a@example.com" and first["Bcc"] is None
    assert first["X-Kind"] == "digest"
    kinds = [part.get_content_type() for part in first.walk() if not part.is_multipart()]
    assert kinds == ["text/plain", "text/html", "text/plain", "application/octet-stream"]
    assert [part.get_payload(decode=True) for part in first.walk()][-1] == b"\x00\xff"


def test_mail_to_the_operators_about_an_error_makes_no_further_error(
    mail_server: MailServer, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.ADMINS = [("Admin", "admin@example.com")]
    mail_admins("broken", "traceback")
    with caplog.at_level(logging.DEBUG):
        work_off()
    assert Letter.objects.count() == 1
    assert not [each for each in caplog.records if each.name.startswith("django.request")]

    def refuse(*args: object) -> None:
        raise RuntimeError("the database is away")

    with connection.execute_wrapper(refuse):
        mail_admins("broken", "traceback", fail_silently=True)


def test_operators_see_which_letters_wait_and_not_what_they_say(
    client: Client, mail_server: MailServer
) -> None:
    write("a@example.com")
    work_off()
    client.force_login(AdminFactory())
    page = client.get("/admin/boards_letters/letter/").content.decode()
    assert "a@example.com" in page and "ConnectionRefusedError" in page
    letter = Letter.objects.get()
    detail = client.get(f"/admin/boards_letters/letter/{letter.pk}/change/").content.decode()
    assert "a@example.com" in detail and "secret" not in detail
    client.force_login(MemberFactory(is_staff=True))
    assert client.get("/admin/boards_letters/letter/").status_code == 403


def test_a_late_letter_shows_in_readyz(client: Client, mail_server: MailServer) -> None:
    write("a@example.com")
    Letter.objects.update(written_at=timezone.now() - timedelta(hours=1))
    facts = client.get("/readyz").json()["checks"]["queue"]
    assert not facts["ok"] and facts["letter_age_seconds"] >= 3_590


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_a_letter_once(mail_server: MailServer) -> None:
    write("a@example.com")
    letter = Letter.objects.get()

    def send() -> None:
        try:
            send_letter(letter_id=letter.pk)
        except Exception:  # noqa: S110 - the slower one is told to come again
            pass
        finally:
            connection.close()

    with mail_server.running():
        threads = [Thread(target=send) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(mail_server.taken) == 1


def test_no_account_is_stored_without_its_letter(client: Client, mail_server: MailServer) -> None:
    def refuse(execute, sql, *args):  # type: ignore[no-untyped-def]
        if "boards_letters_letter" in sql:
            raise RuntimeError("a bug")
        return execute(sql, *args)

    client.raise_request_exception = False
    with connection.execute_wrapper(refuse):
        assert client.post("/accounts/signup/", SIGN_UP).status_code == 500
    assert not Member.objects.filter(handle="newcomer").exists()


def test_a_real_site_signs_up_without_its_mail_server_and_sends_when_it_is_back(
    live_site_factory: Callable[..., LiveSite],
) -> None:
    server = MailServer()
    site = live_site_factory(EMAIL_URL=f"smtp://127.0.0.1:{server.port}")
    browser = build_opener(HTTPCookieProcessor())
    form = browser.open(f"{site.url}/accounts/signup/").read().decode()
    token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', form)
    assert token is not None
    data = urlencode({**SIGN_UP, "csrfmiddlewaretoken": token[1]}).encode()
    assert browser.open(f"{site.url}/accounts/signup/", data).status == 200
    wait_until(lambda: "letter_waits" in site.log.read_text())
    with server.running():
        site.run_python(
            "from django.utils import timezone\n"
            "from django_tasks_db.models import DBTaskResult\n"
            "DBTaskResult.objects.filter(status='READY').update(run_after=timezone.now())"
        )
        wait_until(lambda: bool(server.taken))
        site.stop()
    assert recipients(server) == ["new@example.com"]
