"""Loanwords are found in the other script, by what they sound like."""

import pytest
from django.test import Client

from boards.access import Access
from boards.background.signals import upkeep_is_due
from boards.posts.moderation.actions.hide_post import hide_post
from boards.search.models import SynonymGroup
from boards.search.tokens.sounds import FAR, sound_of, sounds_of, unlikeness
from tests.factories import AdminFactory, BoardFactory
from tests.search.posting import found_posts, page_of, published


@pytest.mark.parametrize(
    ("latin", "hangul"),
    [
        ("costco", "코스트코"), ("chase", "체이스"), ("dallas", "달라스"),
        ("dallas", "댈러스"), ("overtime", "오버타임"), ("windows", "윈도우"),
        ("windows", "윈도우즈"), ("market", "마켓"),
        ("medicare", "메디케어"), ("irvine", "어바인"), ("visa", "비자"), ("closing", "클로징"),
        ("babysitter", "베이비시터"), ("realtor", "리얼터"), ("netflix", "넷플릭스"),
    ],
)  # fmt: skip
def test_a_word_sounds_alike_in_both_scripts(latin, hangul):
    assert sound_of(hangul) in sounds_of(latin)
    assert unlikeness(latin, hangul) <= FAR


@pytest.mark.parametrize(
    ("latin", "hangul"), [("brown", "불안"), ("chase", "주소"), ("card", "거지"), ("honda", "한대")]
)
def test_words_with_the_same_consonants_may_sound_otherwise(latin, hangul):
    assert sound_of(hangul) not in sounds_of(latin) or unlikeness(latin, hangul) > FAR / 2


@pytest.mark.parametrize("word", ["", "a", "어", "ㅋㅋ", "a1", "日本", "x" * 200, "가" * 200])
def test_what_has_hardly_any_sound_is_like_nothing(word):
    assert sounds_of(word) == set()


@pytest.mark.django_db
class TestFinding:
    @pytest.fixture(autouse=True)
    def no_synonyms(self):
        SynonymGroup.objects.all().delete()

    def found(self, query):
        page = page_of(Client(), q=query)
        return found_posts(page).titles, page

    @pytest.mark.parametrize(
        ("typed", "title"),
        [("costco", "코스트코 회원권"), ("캠리", "Camry 팝니다"), ("챈ㅅ채", "코스트코 회원권")],
    )
    def test_a_word_that_nobody_wrote_is_looked_for_in_the_other_script(self, typed, title):
        published(title)
        upkeep_is_due.send(sender=None)
        titles, page = self.found(typed)
        assert titles == [title]
        assert "search-meant" in page.content.decode()

    def test_a_word_that_somebody_wrote_is_what_was_meant(self):
        published("코스트코 회원권")
        published("Costco")
        upkeep_is_due.send(sender=None)
        assert self.found("costco")[0] == ["Costco"]

    def test_nothing_is_told_of_posts_that_one_may_not_read(self):
        closed = BoardFactory(read_access=Access.MODERATORS)
        published("코스트코 회원권", board=closed, author=AdminFactory())
        hidden = published("아이키아 가구")
        upkeep_is_due.send(sender=None)
        hide_post(post=hidden, by=None)
        for typed in ("costco", "ikia"):
            titles, page = self.found(typed)
            assert titles == []
            assert "search-meant" not in page.content.decode()
            assert "코스트코" not in page.content.decode()
