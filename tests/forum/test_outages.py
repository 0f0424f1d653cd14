"""When the database cannot work, nobody loses what they typed, and everybody is told."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from boards.members.models import Member
from boards.posts.models import Comment, Post
from boards.posts.writing.drafts import form_of_new_post
from tests.factories import BoardFactory, MemberFactory, PostFactory
from tests.forum.outages import OUTAGES, away, full, read_only

pytestmark = pytest.mark.django_db(transaction=True)

TYPED = "길게 쓴 글 <b>한 시간</b> 동안"


@pytest.fixture(params=OUTAGES)
def outage(request: pytest.FixtureRequest) -> Callable[[], Any]:
    """Run the test once for each way in which a database is out of order."""
    return OUTAGES[request.param]


@pytest.fixture
def member() -> Member:
    return MemberFactory()


@pytest.fixture
def browser(member: Member) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(member)
    return client


def _is_told(response: Any) -> bool:
    return response.status_code == 503 and int(response["Retry-After"]) > 0


def test_a_post_that_cannot_be_stored_comes_back_and_can_be_sent_again(
    browser: Client, outage: Any
) -> None:
    path = reverse("posts:write", args=[BoardFactory().slug])
    sent = {"title": "제목 & 더", "body": f"<p>{TYPED}</p>", "markup": "html"}
    with outage():
        response = browser.post(path, sent)
    assert _is_told(response)
    page = response.content.decode()
    assert "한 시간" in page and "제목 &amp; 더" in page
    assert f'<form action="{path}" method="post">' in page
    assert "&lt;b&gt;한 시간&lt;/b&gt;" in page
    assert not Post.objects.exists()
    assert browser.post(path, sent).status_code == 302


def test_a_comment_that_cannot_be_stored_comes_back(browser: Client, outage: Any) -> None:
    post = PostFactory()
    with outage():
        response = browser.post(reverse("posts:comments", args=[post.pk]), {"text": TYPED})
    assert _is_told(response)
    assert "한 시간" in response.content.decode()
    assert not Comment.objects.exists()


def test_a_draft_that_cannot_be_stored_is_answered_in_json(
    browser: Client, member: Member, outage: Any
) -> None:
    path = reverse("posts:draft", args=[form_of_new_post(BoardFactory())])
    with outage():
        response = browser.post(path, {"title": "초안", "body": TYPED, "draft_version": "0"})
    assert _is_told(response)
    assert response.json()["error"]


def test_who_signs_in_is_told_of_the_outage_and_never_gets_a_password_back(
    client: Client, outage: Any
) -> None:
    MemberFactory(handle="kim").set_password("correct horse")
    client.raise_request_exception = False
    with outage():
        response = client.post(
            reverse("account_login"), {"login": "kim", "password": "correct horse"}
        )
    assert _is_told(response)
    assert "correct horse" not in response.content.decode()


def test_a_page_that_cannot_be_read_says_so(client: Client) -> None:
    client.raise_request_exception = False
    path = PostFactory().get_absolute_url()
    with away():
        response = client.get(path, headers={"accept-language": "ko"})
    assert _is_told(response)
    assert "잠시" in response.content.decode()


def test_articles_are_read_from_a_database_that_takes_no_writes(client: Client) -> None:
    post = PostFactory()
    for outage in (read_only, full):
        with outage():
            assert client.get(post.get_absolute_url()).status_code == 200
            assert client.get("/").status_code == 200


def test_a_fault_of_ours_is_no_outage(browser: Client) -> None:
    def break_(*args: Any) -> None:
        raise RuntimeError("a bug")

    path = PostFactory().get_absolute_url()
    with connection.execute_wrapper(break_):
        assert browser.get(path).status_code == 500
