"""Everybody may read what moderators decided, and learns nothing of what is hidden."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from boards.access import Access
from boards.moderation.actions.appeal_decision import appeal_decision
from boards.moderation.actions.decide_appeal import decide_appeal
from boards.moderation.models import Appeal, Outcome
from boards.moderation.sanctions.actions.lift_sanction import lift_sanction
from tests.factories import BoardFactory, MemberFactory, PostFactory
from tests.moderation.people import decide, report, some_reason
from tests.sanctions.people import silence

PATH = "/transparency/"
NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def moderators():
    return [MemberFactory(handle="firstmod"), MemberFactory(handle="secondmod")]


@pytest.fixture
def board(moderators):
    return BoardFactory(slug="talk", name_en="Talk", name_ko="토크", moderators=moderators)


def page_of(client, path=PATH):
    response = client.get(path, headers={"accept-language": "en"})
    assert response.status_code == 200
    return response.content.decode().partition("<main")[2]


def hidden_post(board, moderator, **fields):
    author = MemberFactory(handle="vumansion")
    post = PostFactory(board=board, author=author, title="Cheap stolen phones", **fields)
    report(post, by=MemberFactory(handle="reporter"), reason=some_reason(), text="He is a thief")
    decision = decide(post, moderator, Outcome.HIDE, reason="You, Kim of 5th street, sell again")
    return post, decision


def test_a_decision_is_told_with_names_masked(client, board, moderators):
    hidden_post(board, moderators[0])
    page = page_of(client)
    assert "It was hidden" in page
    assert "Talk" in page
    assert some_reason().name_en in page
    assert "vu" in page and "vumansion" not in page


def test_neither_titles_nor_typed_words_nor_who_decided_or_reported_are_told(
    client, board, moderators
):
    hidden_post(board, moderators[0])
    page = page_of(client)
    for secret in ("stolen", "Kim", "thief", "firstmod", "fixxx", "reporter", "rexxx"):
        assert secret not in page


def test_an_anonymous_author_has_no_name_there(client, board, moderators):
    board.allows_anonymous = True
    board.save()
    hidden_post(board, moderators[0], anonymous_number=0)
    assert "vuxx" not in page_of(client)


def test_what_guests_cannot_read_is_not_told_to_anybody(client, board, moderators):
    hidden_post(board, moderators[0])
    board.read_access = Access.MEMBERS
    board.save()
    client.force_login(MemberFactory())
    assert "It was hidden" not in page_of(client)


def test_a_decision_that_was_reversed_says_so(client, board, moderators):
    post, decision = hidden_post(board, moderators[0])
    appeal_decision(decision=decision, by=post.author, text="No")
    decide_appeal(case=decision.case, by=moderators[1], result=Appeal.Result.REVERSED, reason="")
    assert "Reversed on appeal" in page_of(client)


def test_months_have_their_figures(client, board, moderators, clock):
    waits = (1, 2, 9)  # hours
    posts = [PostFactory(board=board, author=MemberFactory()) for _ in waits]
    for post in posts:
        report(post)
    for post, hours in zip(posts, waits, strict=True):
        clock.move_to(NOW + timedelta(hours=hours))
        decide(post, moderators[0], Outcome.HIDE)
    clock.move_to(NOW + timedelta(hours=10))
    row = page_of(client).partition('datetime="2026-11"')[2].partition("</tr>")[0]
    cells = [cell.partition("</td>")[0].strip() for cell in row.split("<td>")[1:]]
    assert cells == ["3", "3", "2.0 h", "–"]


def test_months_before_the_first_report_are_left_out(client, board, clock):
    assert "<table" not in page_of(client)
    clock.move_to(NOW + timedelta(days=1))
    report(PostFactory(board=board, author=MemberFactory()))
    clock.move_to(NOW + timedelta(days=40))
    page = page_of(client)
    assert 'datetime="2027-01"' in page and 'datetime="2026-12"' in page
    assert 'datetime="2026-11"' not in page


def test_the_share_that_was_reversed_is_of_the_appeals_that_were_decided(client, board, moderators):
    for result in (Appeal.Result.REVERSED, Appeal.Result.UPHELD, Appeal.Result.UPHELD):
        post = PostFactory(board=board, author=MemberFactory())
        report(post)
        decision = decide(post, moderators[0], Outcome.HIDE)
        appeal_decision(decision=decision, by=post.author, text="No")
        decide_appeal(case=decision.case, by=moderators[1], result=result, reason="")
    assert "33%" in page_of(client)


def test_older_decisions_are_a_page_further(client, board, moderators, monkeypatch):
    monkeypatch.setattr("boards.moderation.transparency.reading.PAGE", 2)
    for _ in range(3):
        post = PostFactory(board=board, author=MemberFactory())
        report(post)
        last = decide(post, moderators[0], Outcome.KEEP)
    assert page_of(client).count("It stays") == 2
    assert page_of(client, f"{PATH}?before={last.pk - 1}").count("It stays") == 1
    assert page_of(client, f"{PATH}?before=nonsense").count("It stays") == 2


def test_a_page_takes_as_many_queries_however_many_decisions_there_are(client, board, moderators):
    counts = []
    for _ in range(2):
        for _ in range(3):
            post = PostFactory(board=board, author=MemberFactory())
            report(post)
            decide(post, moderators[0], Outcome.HIDE)
        page_of(client)
        with CaptureQueriesContext(connection) as queries:
            page_of(client)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 6


def test_where_it_is_switched_off_there_is_no_page_and_no_link(client, settings):
    assert PATH in client.get("/").content.decode()
    settings.PUBLIC_DECISIONS = False
    assert client.get(PATH).status_code == 404
    assert timezone.now() == NOW


def test_a_sanction_that_was_lifted_is_told_as_that_and_counted(client, board, moderators):
    sanction = silence(MemberFactory(), by=moderators[0], board=board)
    page = page_of(client)
    assert "The author cannot write for a time" in page and "Lifted since" not in page
    assert "<td>1</td>" in page
    lift_sanction(sanction=sanction, by=moderators[0])
    assert "Lifted since" in page_of(client)
