"""Tags that are offered while one is typed."""

import unicodedata

import pytest
from django.db import connection
from django.urls import reverse

from boards.access import Access
from boards.posts.models import Tag
from boards.posts.states import State
from boards.posts.text.tags import typed_tag_names
from boards.posts.writing.tag_suggestions import suggested_tags
from tests.factories import BoardFactory, MemberFactory, PostFactory

pytestmark = pytest.mark.django_db


def tagged(*names, **fields):
    post = PostFactory(**fields)
    post.tags.add(*names)
    return post


def test_finds_by_the_beginning_whatever_the_case_and_composition():
    tagged("Visa", "세금", "세무사", "visa interview", "비자")
    assert suggested_tags(None, "VI") == ["Visa", "visa interview"]
    assert suggested_tags(None, unicodedata.normalize("NFD", "세")) == ["세금", "세무사"]
    assert suggested_tags(None, "금") == []


@pytest.mark.parametrize("typed", ["", " ", "%", "_", "\x00", "'"])
def test_finds_nothing_for_no_letter(typed):
    tagged("세금")
    assert suggested_tags(None, typed) == []


def test_offers_ten_at_most():
    tagged(*(f"tag{n}" for n in range(12)))
    assert len(suggested_tags(None, "tag")) == 10


def test_tells_nothing_of_posts_that_one_cannot_read():
    Tag.objects.create(name="비밀 아닌 미사용")
    tagged("비밀 글", is_secret=True)
    tagged("비공개", board=BoardFactory(read_access=Access.MEMBERS))
    tagged("비숨김", state=State.HIDDEN)
    tagged("비삭제", state=State.DELETED)
    tagged("비자")
    assert suggested_tags(None, "비") == ["비자"]
    assert suggested_tags(MemberFactory(), "비") == ["비공개", "비자"]


def test_answers_in_json(client):
    tagged("세금")
    response = client.get(reverse("posts:suggest-tags"), {"q": "세"})
    assert response.json() == {"tags": ["세금"]}
    assert client.get(reverse("posts:suggest-tags")).json() == {"tags": []}
    assert client.post(reverse("posts:suggest-tags")).status_code == 405


def test_looks_up_in_the_index_of_slugs():
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "EXPLAIN QUERY PLAN SELECT name FROM boards_posts_tag"
                " WHERE slug >= '세' AND slug < '세\U0010ffff' ORDER BY slug LIMIT 10"
            )
        else:
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("EXPLAIN SELECT name FROM boards_posts_tag WHERE slug LIKE '세%'")
        plan = "\n".join(str(row) for row in cursor.fetchall())
    assert "slug" in plan
    assert "SEARCH" in plan or "Index Cond" in plan


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("세금, Visa ,  visa", ["세금", "Visa"]),
        ("#세금 #급여 신고", ["세금", "급여 신고"]),
        ("세금，급여、비자", ["세금", "급여", "비자"]),
        ("C#, c++", ["C#", "c++"]),
        (" , # ,", []),
    ],
)
def test_reads_a_line_of_tags(line, names):
    assert typed_tag_names(line) == names
