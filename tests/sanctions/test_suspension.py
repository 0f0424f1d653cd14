"""A suspended member is a guest at once, is told why, and can appeal."""

import pytest
import time_machine
from django.test import Client

from boards.members.models import Member
from boards.moderation.actions.decide_appeal import decide_appeal
from boards.moderation.models import Appeal, Case, CaseState
from boards.posts.models import Comment
from tests.factories import AdminFactory, BoardFactory, MemberFactory, PostFactory
from tests.sanctions.people import WEEK, signed_in, site_moderator, suspend

pytestmark = pytest.mark.django_db
REASON = "광고를 되풀이했어요."
PASSWORD = "a-long-pass-phrase-9"


@pytest.fixture
def member() -> Member:
    member = MemberFactory(handle="spammer", password=PASSWORD)
    member.vouch_for_email()
    return member


def sign_in(client: Client):
    return client.post("/accounts/login/", {"login": "spammer", "password": PASSWORD})


def test_a_session_ends_at_once_and_its_page_says_why(member) -> None:
    client = signed_in(member)
    assert client.get("/settings/").status_code == 200
    suspend(member)
    response = client.get("/settings/")
    assert (response.status_code, response.url) == (302, "/sanctions/")
    page = client.get("/sanctions/").content.decode()
    assert REASON in page and "/appeal/" in page and "suspended" in page
    # From then on a guest: pages are read, and what is for members wants a sign-in.
    assert client.get("/").status_code == 200
    assert client.get("/settings/").url.startswith("/accounts/login/")


def test_a_picture_in_a_page_does_not_use_up_what_there_is_to_tell(member) -> None:
    client = signed_in(member)
    suspend(member)
    client.get("/", headers={"Sec-Fetch-Dest": "image"})
    assert client.get("/", headers={"Sec-Fetch-Dest": "document"}).url == "/sanctions/"


def test_what_was_typed_comes_back_on_the_page_that_says_why(member) -> None:
    post = PostFactory()
    by_page, by_htmx = signed_in(member), signed_in(member)
    suspend(member)
    for client, headers in ((by_page, {}), (by_htmx, {"HX-Request": "true"})):
        response = client.post(f"/posts/{post.pk}/comments/", {"text": "긴 댓글"}, headers=headers)
        assert response.status_code == 403
        assert "긴 댓글" in response.content.decode() and REASON in response.content.decode()
    assert not Comment.objects.exists()


def test_who_signs_in_is_led_to_the_page_and_is_not_in(member) -> None:
    suspend(member)
    client = Client(headers={"user-agent": "Firefox", "accept-language": "en"})
    response = sign_in(client)
    assert (response.status_code, response.url) == (302, "/sanctions/")
    assert REASON in client.get("/sanctions/").content.decode()
    assert client.get("/settings/").status_code == 302
    assert "_auth_user_id" not in client.session


def test_a_wrong_password_tells_nothing(member) -> None:
    suspend(member)
    client = Client(headers={"user-agent": "Firefox"})
    client.post("/accounts/login/", {"login": "spammer", "password": "something-else-1"})
    assert client.get("/sanctions/").status_code == 302


def test_a_suspension_ends_by_itself(member) -> None:
    with time_machine.travel("2026-03-01T00:00:00+00:00", tick=False) as clock:
        suspend(member, lasts=WEEK)
        assert sign_in(Client(headers={"user-agent": "Firefox"})).url == "/sanctions/"
        clock.move_to("2026-03-08T00:00:00+00:00")
        client = Client(headers={"user-agent": "Firefox"})
        assert sign_in(client).url == "/"
        assert client.get("/settings/").status_code == 200


def test_the_page_is_nobodys_when_the_suspension_is_over(member) -> None:
    with time_machine.travel("2026-03-01T00:00:00+00:00", tick=False) as clock:
        suspend(member, lasts=WEEK)
        client = Client(headers={"user-agent": "Firefox"})
        sign_in(client)
        clock.move_to("2026-03-08T00:00:00+00:00")
        assert client.get("/sanctions/").url.startswith("/accounts/login/")


def test_a_second_moderator_decides_about_the_appeal_and_lifts_it(member) -> None:
    first, second = site_moderator(), site_moderator()
    sanction = suspend(member, by=first)
    client = Client(headers={"user-agent": "Firefox"})
    sign_in(client)
    path = f"/decisions/{sanction.decision.pk}/appeal/"
    assert client.get(path).status_code == 200
    assert client.post(path, {"text": "제가 아니에요."}).url == "/sanctions/"
    assert client.post(path, {"text": "한 번 더"}).status_code == 409
    case = Case.objects.get(kind="sanction", target_id=sanction.pk)
    assert case.state == CaseState.APPEALED
    decide = f"/moderation/cases/{case.pk}/appeal/"
    answer = signed_in(first).post(decide, {"decision": "reversed"})
    assert answer.status_code == 409
    assert signed_in(second).get("/moderation/").status_code == 200
    assert signed_in(second).post(decide, {"decision": "reversed"}).status_code == 302
    member.refresh_from_db()
    assert not member.is_suspended
    sanction.refresh_from_db()
    assert sanction.lifted_by == second
    assert sign_in(client).url == "/"


def test_an_appeal_that_fails_leaves_it(member) -> None:
    first, second = site_moderator(), AdminFactory()
    sanction = suspend(member, by=first)
    client = Client(headers={"user-agent": "Firefox"})
    sign_in(client)
    client.post(f"/decisions/{sanction.decision.pk}/appeal/", {"text": "제가 아니에요."})
    case = Case.objects.get(kind="sanction")
    decide_appeal(case=case, by=second, result=Appeal.Result.UPHELD, reason="기록이 있어요.")
    member.refresh_from_db()
    assert member.is_suspended
    assert "기록이 있어요." in client.get("/sanctions/").content.decode()


def test_a_moderator_of_a_board_sees_no_appeal_against_a_suspension(member) -> None:
    moderator = MemberFactory()
    BoardFactory(moderators=[moderator])
    sanction = suspend(member, by=site_moderator())
    client = Client(headers={"user-agent": "Firefox"})
    sign_in(client)
    client.post(f"/decisions/{sanction.decision.pk}/appeal/", {"text": "제가 아니에요."})
    case = Case.objects.get(kind="sanction")
    theirs = signed_in(moderator)
    assert REASON not in theirs.get("/moderation/").content.decode()
    assert theirs.get(f"/moderation/cases/{case.pk}/").status_code == 404


def test_others_appeals_are_not_a_suspended_members_to_make(member) -> None:
    other = suspend(MemberFactory())
    suspend(member)
    client = Client(headers={"user-agent": "Firefox"})
    sign_in(client)
    assert client.get(f"/decisions/{other.decision.pk}/appeal/").status_code == 404
