"""What a search box suggests while somebody types."""

import unicodedata
from datetime import timedelta

import pytest
from django.utils import timezone

from boards.access import Access
from boards.members.models import Block
from boards.posts.models import Post
from boards.posts.moderation.actions.hide_post import hide_post
from boards.search.index.indexing import index_posts
from boards.search.suggesting.beginnings import suggestions
from tests.factories import AdminFactory, BoardFactory, MemberFactory
from tests.search.posting import published

pytestmark = pytest.mark.django_db

PATH = "/search/suggestions/"


def titles(typed, viewer=None):
    return [found.text for found in suggestions(viewer, typed) if found.kind == "post"]


def tags(typed, viewer=None):
    return [found.text for found in suggestions(viewer, typed) if found.kind == "tag"]


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("세", "올해 세금 신고"),
        ("세ㄱ", "올해 세금 신고"),
        ("세그", "올해 세금 신고"),
        ("세금", "올해 세금 신고"),
        ("세금을", "올해 세금 신고"),
        ("세금 ㅅ", "올해 세금 신고"),
        ("세금 시", "올해 세금 신고"),
        ("올해 세금 신고", "올해 세금 신고"),
        ("ㅅㄱ", "올해 세금 신고"),
        ("ㅅㄱㅅㄱ", "올해 세금 신고"),
        ("건강보", "건강보험 문의"),
        (unicodedata.normalize("NFD", "세금"), "올해 세금 신고"),
        ("int", "H1B visa interview"),
        ("visa int", "H1B visa interview"),
        ("VISAS", "H1B visa interview"),
        ("h1", "H1B visa interview"),
        ("i-4", "I-485 접수"),
        ("48", "I-485 접수"),
        ("비", "비자"),
        ("韓", "韓國 여행"),
    ],
)
def test_titles_are_found_by_their_words_and_what_begins_them(typed, title):
    published("점심 뭐 먹지", "세금 visa interview 건강보험 비자 韓國 I-485")
    published(title)
    assert titles(typed) == [title]


@pytest.mark.parametrize(
    "typed", ["", " ", "a", "1", "ㅅ", "-세금", '"세금', "tag:세금", "#세금", "!"]
)
def test_no_title_is_suggested_for_too_little_or_for_the_query_language(typed):
    published("세금 a 1 ㅅ")
    assert titles(typed) == []


def test_tags_come_first_and_lead_to_their_lists():
    published("세금 신고", tags=["세금", "세무사", "세관", "세입자"])
    found = suggestions(None, "세")
    assert [(one.kind, one.text) for one in found] == [
        ("tag", "세관"), ("tag", "세금"), ("tag", "세무사"), ("post", "세금 신고"),
    ]  # fmt: skip
    assert found[0].address == "/tags/세관/" or "%" in found[0].address
    assert tags("#세무") == ["세무사"]


def test_the_newest_titles_come_first_each_once_and_eight_at_most():
    board, author = BoardFactory(), MemberFactory()
    for n in range(12):
        published(f"세금 {n}", board=board, author=author)
    published("세금 11", board=board, author=author)
    assert titles("세금") == [f"세금 {n}" for n in range(11, 3, -1)]


@pytest.mark.parametrize("typed", ["세", "세그", "올해 세"])
def test_titles_with_a_word_that_begins_so_come_before_newer_ones(typed):
    published("올해 세금")
    published("올해 어서 오세요 오세그")
    assert titles(typed)[0] == "올해 세금"


def test_the_order_is_by_the_time_of_posting():
    old, new = published("세금 옛날"), published("세금 요즘")
    Post.objects.filter(pk=new.pk).update(posted_at=timezone.now() - timedelta(days=9))
    index_posts([new.pk])
    assert titles("세금") == [old.title, new.title]


class TestNobodyIsToldOf:
    @pytest.fixture
    def people(self):
        return {
            "guest": None,
            "member": MemberFactory(),
            "author": MemberFactory(),
            "moderator": MemberFactory(),
            "admin": AdminFactory(),
        }

    def told(self, people, typed):
        for person in people.values():
            if person:
                person.refresh_from_db()
        return {role for role, person in people.items() if suggestions(person, typed)}

    def test_titles_and_tags_of_secret_posts(self, people):
        board = BoardFactory(moderators=[people["moderator"]], allows_secret=True)
        published("은밀한", board=board, author=people["author"], is_secret=True, tags=["은어"])
        assert self.told(people, "은") == set()

    def test_hidden_posts(self, people):
        board = BoardFactory(moderators=[people["moderator"]])
        post = published("숨긴 글", board=board, author=people["author"], tags=["숨바꼭질"])
        hide_post(post=post, by=people["moderator"])
        assert self.told(people, "숨") == set()

    def test_posts_of_closed_boards(self, people):
        board = BoardFactory(moderators=[people["moderator"]], read_access=Access.MODERATORS)
        published("닫힌 글", board=board, author=people["admin"], tags=["닫힘"])
        assert self.told(people, "닫") == {"moderator", "admin"}

    def test_posts_of_those_whom_one_blocked(self, people):
        published("막힌 글", author=people["author"])
        Block.objects.create(blocker=people["member"], blocked=people["author"])
        assert self.told(people, "막") == set(people) - {"member"}

    def test_who_wrote_an_anonymous_post_by_blocking(self, people):
        board = BoardFactory(allows_anonymous=True)
        published("익명 글", board=board, author=people["author"], is_anonymous=True)
        Block.objects.create(blocker=people["member"], blocked=people["author"])
        assert self.told(people, "익명") == set(people)


def test_answers_in_json_for_a_minute_of_one_browser(client):
    post = published("<세금> & 신고")
    response = client.get(PATH, {"q": "세"})
    assert response.json() == {
        "suggestions": [
            {"kind": "post", "text": "<세금> & 신고", "address": post.get_absolute_url()}
        ]
    }
    assert set(response["Cache-Control"].split(", ")) == {"private", "max-age=60"}
    assert "Cookie" in response["Vary"]
    assert response["X-Robots-Tag"] == "noindex"
    assert client.get(PATH).json() == {"suggestions": []}
    assert client.post(PATH).status_code == 405


def test_takes_few_queries(client, django_assert_max_num_queries):
    board, author = BoardFactory(), MemberFactory()
    for n in range(40):
        published(f"세금 {n}", board=board, author=author, tags=["세금", f"세{n}"])
    client.force_login(author)
    with django_assert_max_num_queries(16):
        assert len(client.get(PATH, {"q": "세금"}).json()["suggestions"]) == 8
