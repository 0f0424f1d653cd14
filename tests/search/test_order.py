"""What stands on top: the very title, then words beside each other, then whole words."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from boards.search.querying import finding as search
from boards.search.querying.finding import find
from tests.search.posting import published

pytestmark = pytest.mark.django_db

LONG_AGO = datetime(2019, 1, 1, tzinfo=UTC)


def titles(query):
    """Return the titles that a guest finds, the best first."""
    return [result.post.title for result in find(None, query).results]


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("세금", "세금"),
        ("세금 보고", "세금 보고"),
        ("세금 보고", "세금보고"),
        ("세금보고", "세금 보고!"),
        ("Tax Return", "tax return"),
        ("h1b 비자", "H-1B 비자"),
        ("영주권 인터뷰 후기", "[영주권] 인터뷰 후기"),
        ("2024년 1,000불", "2024년 1,000불"),
    ],
)
def test_a_title_that_is_the_query_stands_on_top_however_old_it_is(query, title):
    published(title, posted_at=LONG_AGO)
    for number in range(3):
        published(f"{query} 이야기 {number}", f"{query} {query}")
    published("본문에만", f"{query} 그리고 {query}")
    assert titles(query)[0] == title


def test_an_exact_title_is_on_top_even_if_many_newer_posts_have_the_word(monkeypatch):
    monkeypatch.setattr(search, "MAX_WEIGHED", 5)
    monkeypatch.setattr(search, "MAX_BY_TITLE", 3)
    published("세금", posted_at=LONG_AGO)
    for number in range(10):
        published(f"세금 이야기 {number}")
    assert titles("세금")[0] == "세금"


@pytest.mark.parametrize(
    ("query", "together", "scattered"),
    [
        ("집 주인", "집주인", "주인 없는 집"),
        ("집 주인", "우리 집 주인이 그래요", "주인 없는 집"),
        ("세금 보고", "올해 세금을 보고합니다", "보고서에 적힌 세금"),
        ("tax return", "my tax returns", "return of the tax man"),
        ("미국 이민 변호사", "미국 이민 변호사 추천", "변호사가 본 미국의 이민"),
    ],
)
def test_words_beside_each_other_come_before_scattered_ones(query, together, scattered):
    published(f"가 {together} 나", posted_at=timezone.now() - timedelta(days=300))
    published(f"가 {scattered} 나")
    assert titles(query) == [f"가 {together} 나", f"가 {scattered} 나"]


def test_words_beside_each_other_in_a_text_come_before_scattered_ones():
    published("하나", "어제 집 주인이 왔다", posted_at=timezone.now() - timedelta(days=300))
    published("둘", "집에 오니 개의 주인이 있었다")
    assert titles("집 주인") == ["하나", "둘"]


@pytest.mark.parametrize(
    ("query", "whole", "longer"),
    [
        ("고양", "고양 맛집", "고양이 분양"),
        ("고양", "고양에서 만나요", "고양이가 울어요"),
        ("전문", "전문 상담", "전문가 상담"),
        ("부산", "부산 여행", "부산물 처리"),
        ("배우", "배우를 만났다", "배우자 비자"),
        ("청소", "청소 업체", "청소년 캠프"),
        ("사과", "사과를 샀다", "사과나무 심기"),
    ],
)
def test_a_whole_word_comes_before_a_word_that_begins_with_it(query, whole, longer):
    published(whole, posted_at=timezone.now() - timedelta(days=120))
    published(longer)
    assert titles(query) == [whole, longer]
