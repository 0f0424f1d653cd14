"""The page of the admin that shows which of the latest posts are alike."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from boards.filters.alike_bench import compare_latest
from tests.factories import MemberFactory, PostFactory
from tests.filters.test_alike import CHANGED, OTHER, TEXT

pytestmark = pytest.mark.django_db

PATH = "admin:boards_filters_approval_alike"


@pytest.fixture
def browser() -> Client:
    client = Client(headers={"accept-language": "ko"})
    client.force_login(MemberFactory(is_staff=True, is_superuser=True))
    return client


def test_the_page_shows_a_post_and_the_one_before_it(browser):
    first = PostFactory(title="<b>첫</b>", body=f"<p>{TEXT}</p>")
    later = PostFactory(title="다음", body=f"<p>{CHANGED['some words']}</p>")
    PostFactory(title="딴 글", body=f"<p>{OTHER}</p>")
    page = browser.get(reverse(PATH)).content.decode()
    assert first.get_absolute_url() in page and later.get_absolute_url() in page
    assert "딴 글" not in page and "<b>첫" not in page
    assert "최근 글 3개 가운데 1개" in page


def test_the_page_is_found_from_approval_on_boards(browser):
    page = browser.get(reverse("admin:boards_filters_approval_changelist")).content.decode()
    assert reverse(PATH) in page


def test_posts_of_other_weeks_and_secret_ones_are_not_compared():
    PostFactory(body=f"<p>{TEXT}</p>", posted_at=timezone.now() - timedelta(days=8))
    PostFactory(body=f"<p>{TEXT}</p>")
    PostFactory(body=f"<p>{TEXT}</p>", is_secret=True)
    compared = compare_latest()
    assert (compared.looked_at, compared.caught, compared.is_whole) == (2, 0, True)
