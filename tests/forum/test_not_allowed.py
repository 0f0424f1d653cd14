"""Addresses that only take what a form sends say so when somebody opens them."""

import pytest
from django.test import Client

from tests.factories import MemberFactory, PostFactory

pytestmark = pytest.mark.django_db

PATHS = ["recommend/", "recommend/undo/", "scrap/", "scrap/undo/"]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    ("language", "told"), [("ko", "따로 열 수 없습니다"), ("en", "cannot be opened by itself")]
)
def test_opening_what_a_button_sends_says_so(
    client: Client, path: str, language: str, told: str
) -> None:
    post = PostFactory()
    client.force_login(MemberFactory())
    answer = client.get(f"/posts/{post.pk}/{path}", headers={"Accept-Language": language})
    assert answer.status_code == 405
    assert "POST" in answer.headers["Allow"]
    assert told in answer.content.decode()
