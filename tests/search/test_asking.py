"""Within one search the index is asked each thing once."""

from collections import Counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards.background.signals import upkeep_is_due
from boards.search.asking import asking_once, newest
from boards.search.conditions import AllOf, AnyOf, mark
from boards.search.search import Order, find
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
