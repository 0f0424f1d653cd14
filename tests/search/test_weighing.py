"""In which order people see what was found, and what they are spared."""

from datetime import UTC, datetime

import pytest

from boards.posts.comments.actions.publish_comment import publish_comment
from boards.posts.writing.actions.publish_post import publish_post
from boards.search.language.query_parser import Hint, read
from boards.search.querying.finding import Order, find
from boards.search.ranking.highlighting import wordings_of
from boards.search.ranking.worth import (
    Candidate,
    Place,
    find_in,
    find_in_titles,
    is_settled,
    without_chance,
)
from tests.factories import BoardFactory, MemberFactory

pytestmark = pytest.mark.django_db

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def publish(title, body="본문", **fields):
    """Publish a post as a member does."""
    return publish_post(
        board=BoardFactory(), author=MemberFactory(), title=title, body=f"<p>{body}</p>", **fields
    )


def titles(query, order=Order.MATCH):
    """Return the titles that a guest finds, the best first."""
    return [result.post.title for result in find(None, query, order=order).results]


def test_signs_that_stand_there_by_chance_are_left_out_beside_the_word():
    publish("사과 농장")
    publish("인사과장 면접")
    assert titles("사과") == ["사과 농장"]
    assert titles("사과", Order.NEWEST) == ["인사과장 면접", "사과 농장"]


def test_signs_that_stand_there_by_chance_are_shown_when_nothing_else_is_found():
    publish("인사과장 면접")
    assert titles("사과") == ["인사과장 면접"]


def test_compounds_are_found_by_their_parts_behind_the_word_itself():
    publish("건강보험료")
    publish("보험료")
    publish("보험을 비교", posted_at=LONG_AGO)
    assert titles("보험")[0] != "건강보험료"
    assert set(titles("보험")) == {"건강보험료", "보험료", "보험을 비교"}


def test_title_goes_before_tag_before_text_before_comment():
    commented = publish("넷")
    publish_comment(post=commented, author=MemberFactory(), text="세금")
    publish("셋", "세금을 냅니다")
    publish("둘", tags=["세금"])
    publish("하나 세금")
    assert titles("세금") == ["하나 세금", "둘", "셋", "넷"]


def test_newer_goes_before_older():
    publish("세금 하나", posted_at=LONG_AGO)
    publish("세금 둘")
    assert titles("세금") == ["세금 둘", "세금 하나"]


def test_words_of_the_query_may_be_written_together():
    publish("집주인")
    publish("집 주인")
    assert set(titles("집 주인")) == {"집주인", "집 주인"}


def test_a_post_that_lacks_one_of_several_words_is_shown_with_a_hint():
    publish("영주권 갱신")
    publish("영주권 문호")
    results = find(None, "영주권 갱신 기간")
    assert [result.post.title for result in results.results] == ["영주권 갱신"]
    assert results.query.hints == [(Hint.NOT_ALL, "")]
    assert titles("영주권 갱신 기간 -문호") == ["영주권 갱신"]
    assert titles("영주권 갱신 기간 얼마") == ["영주권 갱신"]
    assert titles("갱신 기간 얼마") == []


def test_all_words_together_need_no_hint():
    publish("영주권 갱신 기간")
    publish("영주권 갱신")
    results = find(None, "영주권 갱신 기간")
    assert [result.post.title for result in results.results] == ["영주권 갱신 기간"]
    assert results.query.hints == []


def test_an_ending_of_a_verb_is_overlooked_when_nothing_else_is_found():
    publish("강아지 데려가는 서류")
    assert titles("데려가기") == ["강아지 데려가는 서류"]


def test_laughter_is_no_word_by_its_leading_consonants():
    publish("쿠쿠 밥솥")
    assert titles("ㅋㅋ") == []
    assert titles("ㅋㅋㅂㅅ") == ["쿠쿠 밥솥"]


def test_leading_consonants_end_with_a_word_or_stand_within_one():
    publish("환급금 조회")
    publish("한국 국민연금")
    assert titles("ㅎㄱㄱ") == ["환급금 조회"]
    assert titles("ㅎㄱㄱㅁㅇㄱ") == ["한국 국민연금"]
    assert titles("ㅎㄱㄱㅁ") == ["한국 국민연금"]


TITLES = (
    "세금", "세금 보고", "세금보고를", "종합소득세금", "보고 세금", "인사과장", "사과", "H1B 비자",
    "i-485 접수", "감세\n금리", "세\n\n\n\n금", "", "ㅅㄱ", "세금세금", "İstanbul 세금",
)  # fmt: skip
QUERIES = ("세금", "세금 보고", "세금보고", "h1b", "I-485", "ㅅㄱ", "사과 or 세금", "금")


def wordings(query):
    return wordings_of(read(query))


def as_candidates(titles, *, now=LONG_AGO):
    return [Candidate(n, n, title, now, 0) for n, title in enumerate(titles, start=1)]


@pytest.mark.parametrize("query", QUERIES)
def test_titles_looked_through_together_hold_what_each_holds_by_itself(query):
    candidates = as_candidates(TITLES)
    alone = {
        each.post_id: find_in({Place.TITLE: each.title}, wordings(query)) for each in candidates
    }
    assert find_in_titles(candidates, wordings(query)) == alone
    longer = [f"{title} 끝" for title in reversed(TITLES)]
    assert find_in_titles(as_candidates(longer), wordings(query)) == {
        number: find_in({Place.TITLE: title}, wordings(query))
        for number, title in enumerate(longer, start=1)
    }


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("rest", TITLES)
def test_no_text_changes_the_place_of_a_post_whose_title_settles_it(query, rest):
    for title in TITLES:
        in_title = find_in({Place.TITLE: title}, wordings(query))
        if not is_settled(in_title):
            continue
        everywhere = find_in(
            {Place.TITLE: title, Place.TAGS: rest, Place.TEXT: rest}, wordings(query)
        )
        post, other = as_candidates([title, rest])
        beside = find_in({Place.TITLE: rest}, wordings(query))
        orders = [
            without_chance([(post, found), (other, beside)], wordings(query), now=LONG_AGO)
            for found in (in_title, everywhere)
        ]
        assert orders[0] == orders[1], (title, rest)
