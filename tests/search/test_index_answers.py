"""Within one search the index is asked each thing once."""

from collections import Counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards.background.signals import upkeep_is_due
from boards.search.index.conditions import AllOf, AnyOf, mark
from boards.search.index.index_answers import asking_once, newest
from boards.search.index.words import condition_of_word
from boards.search.querying.finding import Order, find
from tests.factories import MemberFactory
from tests.search.posting import page_of, published

pytestmark = pytest.mark.django_db

EVERY = mark("_all")


def asked(call):
    """Return what the index was asked, each statement with its values."""
    with CaptureQueriesContext(connection) as queries:
        call()
    found = [query["sql"] for query in queries]
    return [sql for sql in found if "MATCH" in sql or "@@" in sql]


@pytest.mark.parametrize("order", Order)
@pytest.mark.parametrize(
    "query",
    [
        "없는말",
        "해고당한",
        "해고당한 이웃",
        "빚탕감",
        "달착륙선 비자",
        "세금 보고",
        "세긍 싱고",
        "tprma",
    ],
)
def test_a_search_that_finds_little_asks_nothing_twice(client, query, order):
    for title in ("해고 통보", "빚 탕감", "비자", "세금", "보고"):
        published(title)
    upkeep_is_due.send(sender=None)
    for person in (None, MemberFactory()):
        statements = asked(lambda person=person: find(person, query, order=order))
        assert [sql for sql, times in Counter(statements).items() if times > 1] == []
    statements = asked(lambda: page_of(client, q=query, sort=order.value))
    assert [sql for sql, times in Counter(statements).items() if times > 1] == []


class TestAnswers:
    @pytest.fixture(autouse=True)
    def posts(self):
        self.ids = [published(f"글 {number}").pk for number in range(3)][::-1]

    def ids_of(self, condition, limit):
        return [match.post_id for match in newest(condition, limit=limit)]

    def test_what_leaves_no_doubt_is_not_asked_again(self):
        @asking_once
        def several():
            assert self.ids_of(EVERY, 2) == self.ids[:2]
            assert self.ids_of(EVERY, 1) == self.ids[:1]
            assert self.ids_of(AllOf((EVERY, AnyOf((EVERY,)))), 2) == self.ids[:2]
            assert self.ids_of(EVERY, 10) == self.ids
            assert self.ids_of(EVERY, 100) == self.ids

        limits = asked(several)
        once = len(asked(lambda: newest(EVERY, limit=2)))
        assert len(limits) <= 2 * max(once, 1) + 2

    def test_outside_of_a_search_each_question_is_asked(self):
        assert self.ids_of(EVERY, 10) == self.ids
        published("글 4")
        assert len(self.ids_of(EVERY, 10)) == 4

    def test_an_answer_is_forgotten_when_the_search_ends(self):
        search = asking_once(lambda: self.ids_of(EVERY, 10))
        assert search() == self.ids
        published("글 4")
        assert len(search()) == 4

    def test_no_post_has_words_together_that_no_post_has_both_of(self):
        published("세금 신고")
        tax, dog = (AllOf((condition_of_word(word), EVERY)) for word in ("세금", "개"))

        @asking_once
        def several():
            assert len(newest(tax, limit=10)) == 1
            assert newest(dog, limit=10) == []
            return asked(lambda: newest(AllOf((tax, dog)), limit=10))

        assert several() == []

    def test_words_of_which_not_all_posts_are_known_are_asked_for_together(self):
        published("세금 신고")
        tax = condition_of_word("세금")

        @asking_once
        def several():
            assert self.ids_of(EVERY, 1) != []
            return newest(AllOf((tax, EVERY)), limit=10)

        assert len(several()) == 1


def test_a_long_sentence_asks_for_each_word_and_not_for_all_together(client):
    published("세금 신고를 세무사에게 맡긴 이야기")
    published("비자 연장 서류를 우편으로 보냈어요")
    sentence = "세금 신고 세무사 비자 연장 서류 우편"
    statements = asked(lambda: find(None, sentence))
    together = [sql for sql in statements if "세무" in sql and "우편" in sql]
    assert len(together) <= 1 + (connection.vendor == "postgresql")
    [found] = find(None, sentence).results
    assert found.missing == ("세금", "신고", "세무사")


@pytest.mark.parametrize("order", Order)
def test_a_long_sentence_that_is_in_a_post_finds_it(order):
    sentence = "세금 신고 세무사 비자 연장 서류 우편 접수"
    published(sentence)
    published("세금 신고 세무사")
    [first, *_] = find(None, sentence, order=order).results
    assert first.post.title == sentence or order is Order.NEWEST
    assert sentence in [result.post.title for result in find(None, sentence, order=order).results]
