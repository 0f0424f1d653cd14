"""Settings: language, time zone, list size, and the list of blocks."""

from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from boards.members import preferences
from boards.members.models import Block
from tests.factories import MemberFactory, PostFactory

pytestmark = pytest.mark.django_db

PATH = "/settings/"
EVENING = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)


def save(browser, **fields):
    return browser.post(PATH, {"language": "", "time_zone": "", "list_size": "35", **fields})


def language_of(response):
    return response.headers["Content-Language"]


def test_guests_are_asked_to_sign_in(client):
    for response in (client.get(PATH), client.post(PATH)):
        assert response.status_code == 302
        assert response["Location"].startswith(settings.LOGIN_URL)


def test_settings_are_saved_and_offered_again(signed_in):
    member = MemberFactory()
    browser = signed_in(member)
    response = save(browser, language="ko", time_zone="Asia/Seoul", list_size="50")
    assert (response.status_code, response["Location"]) == (302, PATH)
    member.refresh_from_db()
    assert (member.language, member.time_zone, member.list_size) == ("ko", "Asia/Seoul", 50)
    page = browser.get(PATH).content.decode()
    assert '<option value="Asia/Seoul" selected>' in page
    assert '<html lang="ko">' in page


@pytest.mark.parametrize(
    "field, value", [("language", "de"), ("time_zone", "Mars/Base"), ("list_size", "36")]
)
def test_what_is_not_offered_is_refused_beside_its_field(signed_in, field, value):
    member = MemberFactory()
    response = save(signed_in(member), **{field: value})
    assert response.status_code == 422
    assert f'id="id_{field}_error"' in response.content.decode()
    member.refresh_from_db()
    assert (member.language, member.time_zone, member.list_size) == ("", "", 35)


def test_times_are_of_the_members_zone_and_of_the_sites_for_everybody_else(client, signed_in):
    path = PostFactory(posted_at=EVENING).get_absolute_url()
    korean = signed_in(MemberFactory(time_zone="Asia/Seoul"))
    assert "Jul 2, 2026, 7:30 AM" in korean.get(path).content.decode()
    for browser in (client, signed_in(MemberFactory())):
        assert "Jul 1, 2026, 6:30 PM" in browser.get(path).content.decode()


def test_a_zone_that_is_no_more_gives_way_to_the_sites(signed_in):
    path = PostFactory(posted_at=EVENING).get_absolute_url()
    browser = signed_in(MemberFactory(time_zone="Atlantis/Port"))
    assert "Jul 1, 2026, 6:30 PM" in browser.get(path).content.decode()


@pytest.mark.parametrize("path", ["/", "/nothing/here/"])
def test_no_zone_is_left_behind_for_the_next_request(signed_in, path):
    signed_in(MemberFactory(time_zone="Asia/Seoul")).get(path)
    assert timezone.get_current_timezone_name() == settings.TIME_ZONE


def test_the_members_language_wins_over_the_browsers(signed_in):
    assert language_of(signed_in(MemberFactory(language="ko")).get("/")) == "ko"
    assert language_of(signed_in(MemberFactory()).get("/")) == "en"


def test_the_switch_wins_in_its_browser_until_the_settings_are_saved(signed_in):
    browser = signed_in(MemberFactory(language="ko"))
    browser.post("/language/", {"language": "en"})
    assert language_of(browser.get("/")) == "en"
    save(browser, language="ko")
    assert language_of(browser.get("/")) == "ko"


@pytest.mark.parametrize(
    ("asked", "switched_to", "chosen", "said"),
    [
        ("ko", None, "", "저장했습니다."),
        ("ko", "en", "", "저장했습니다."),
        ("ko-KR,ko;q=0.9,en;q=0.8", None, "", "저장했습니다."),
        ("en", "ko", "", "Saved."),
        ("de", None, "", "Saved."),
        ("ko", None, "en", "Saved."),
        ("en", None, "ko", "저장했습니다."),
    ],
)
def test_what_saving_says_is_in_the_language_that_was_saved(asked, switched_to, chosen, said):
    browser = Client(headers={"accept-language": asked})
    browser.force_login(MemberFactory(language="en" if asked == "ko" else "ko"))
    if switched_to:
        browser.cookies[settings.LANGUAGE_COOKIE_NAME] = switched_to
    save(browser, language=chosen)
    page = browser.get(PATH)
    assert said in page.content.decode()
    assert language_of(page) == ("ko" if said == "저장했습니다." else "en")


def test_a_choice_that_is_no_more_gives_way_to_the_browsers(signed_in):
    member = MemberFactory(language="fr")
    assert language_of(signed_in(member).get("/")) == "en"
    assert preferences.language_of(member) == settings.LANGUAGE_CODE


def test_a_language_that_the_site_does_not_speak_is_no_choice(signed_in):
    browser = signed_in(MemberFactory(language="ko"))
    browser.cookies[settings.LANGUAGE_COOKIE_NAME] = "de"
    assert language_of(browser.get("/")) == "ko"


def test_guests_without_a_session_get_none(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/healthz")
    assert "Cookie" not in response.headers.get("Vary", "")
    assert not client.get("/").cookies


def test_preferences_cost_a_page_no_query(signed_in, django_assert_num_queries):
    plain, choosy = MemberFactory(), MemberFactory(language="ko", time_zone="Asia/Seoul")
    for member in (plain, choosy):
        browser = signed_in(member)
        with django_assert_num_queries(4):  # session, member, boards, other sites to sign in with
            browser.get(reverse("accounts:delete"))


def test_blocked_members_are_listed_masked_and_can_be_unblocked(signed_in):
    member, blocked = MemberFactory(), MemberFactory(handle="honggildong")
    Block.objects.create(blocker=member, blocked=blocked)
    browser = signed_in(member)
    page = browser.get(PATH).content.decode()
    assert "hoxxxxx" in page
    assert "honggildong" not in page
    path = reverse("accounts:unblock", args=[blocked.pk])
    assert path in page
    assert browser.post(path, {"next": PATH})["Location"] == PATH
    assert "You have blocked nobody." in browser.get(PATH).content.decode()


def test_the_list_of_blocks_takes_two_queries_however_long(signed_in, django_assert_num_queries):
    member = MemberFactory()
    for _ in range(5):
        Block.objects.create(blocker=member, blocked=MemberFactory())
    browser = signed_in(member)
    # Session, member, count, blocks, boards, other sites to sign in with.
    with django_assert_num_queries(6):
        browser.get(PATH)


def test_the_header_leads_a_member_to_the_own_page_and_holds_no_handle(signed_in):
    member = MemberFactory(handle="honggildong")
    page = signed_in(member).get("/").content.decode()
    assert f'href="{member.get_absolute_url()}"' in page
    assert "honggildong" not in page


def test_a_form_without_a_token_is_refused():
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(MemberFactory())
    assert save(browser, language="ko").status_code == 403


def test_the_answer_is_in_the_language_of_the_page_that_follows(signed_in):
    for language, expected in (("", "저장했습니다."), ("ko", "저장했습니다."), ("en", "Saved.")):
        browser = signed_in(MemberFactory())
        browser.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
        answer = browser.post(
            PATH,
            {"language": language, "time_zone": "", "list_size": "35"},
            headers={"accept-language": "ko"},
            follow=True,
        )
        assert expected in answer.content.decode()
