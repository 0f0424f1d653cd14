"""What the owner of something that was removed is told on the site."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards.moderation.cleaning.actions.clean_up import clean_up
from boards.moderation.cleaning.actions.undo_clean_up import undo_clean_up
from boards.moderation.reports.own_pages import why_hidden
from boards.moderation.takedowns.actions.decide_takedown import decide_takedown
from boards.moderation.takedowns.models import Result
from boards.moderation.tasks import go_on_in_background
from boards.posts.moderation.actions.hide_post import hide_post
from tests.factories import AdminFactory, BoardFactory, PostFactory
from tests.moderation.takedowns.requests import SITE, filed, letters_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def post():
    return PostFactory(board=BoardFactory())


@pytest.fixture
def chief():
    return AdminFactory()


def removed(by, post, claim, reason="권리자를 확인했습니다."):
    request = filed(claim, post)
    return decide_takedown(request=request, by=by, result=Result.REMOVED, reason=reason)


def own_page(client, post, language="ko") -> str:
    client.force_login(post.author)
    response = client.get(post.get_absolute_url(), headers={"accept-language": language})
    assert response.status_code == 404
    return response.content.decode()


def test_its_author_reads_that_copyright_removed_it_and_how_to_answer(client, post, chief):
    removed(chief, post, "copyright")
    page = own_page(client, post)
    assert "게시 중단 요청" in page and "저작권" in page and "권리자를 확인했습니다." in page
    assert "운영자가 숨겼습니다" not in page and "김서연" not in page
    path = f"/report/counter/?post={post.pk}"
    assert f'href="{path}"' in page
    assert f"{SITE}/posts/{post.pk}/" in client.get(path).content.decode()
    english = own_page(client, post, "en")
    assert "takedown request" in english and "Copyright" in english


def test_its_author_reads_of_another_right_without_a_counter_notice(client, post, chief):
    removed(chief, post, "other", "전화번호가 있습니다.")
    page = own_page(client, post)
    assert "게시 중단 요청" in page and "전화번호가 있습니다." in page
    assert "/report/counter/" not in page and "김서연" not in page


def test_of_an_intimate_picture_neither_page_nor_letter_names_the_kind(client, post, chief):
    post.author.email = "writer@example.org"
    post.author.save()
    removed(chief, post, "intimate", "")
    page = own_page(client, post)
    assert "게시 중단 요청" in page and "/report/counter/" not in page
    (letter,) = letters_to("writer@example.org")
    for said in (page, letter):
        assert "사적인" not in said and "영상" not in said and "ntimate" not in said


def test_a_clean_up_tells_the_author_its_reason_until_it_is_undone(client, post, chief):
    begun = clean_up(member=post.author, by=chief, board=None, reason="광고 도배")
    go_on_in_background.func(begun.pk)
    assert "광고 도배" in own_page(client, post)
    undo_clean_up(clean_up=begun, by=chief)
    go_on_in_background.func(begun.pk)
    post.refresh_from_db()
    hide_post(post=post, by=chief, reason="운영자끼리")
    page = own_page(client, post)
    assert "광고 도배" not in page and "운영자끼리" not in page


@pytest.mark.parametrize("number", ["x", "0", "9" * 40, "%00"])
def test_a_number_that_is_no_posts_fills_in_nothing(client, number):
    response = client.get(f"/report/counter/?post={number}")
    assert response.status_code == 200
    assert re.search(r'<textarea name="urls"[^>]*>\s*</textarea>', response.content.decode())


def test_why_a_post_is_hidden_takes_four_queries_at_most(post, chief):
    hide_post(post=post, by=chief)
    with CaptureQueriesContext(connection) as captured:
        why_hidden(post)
    assert len(captured) <= 4
    removed(chief, post, "copyright")
    with CaptureQueriesContext(connection) as captured:
        why_hidden(post)
    assert len(captured) == 1
