"""Categories in lists: tabs with exact counts, numbered pages, prefixes, and what they cost."""

import random
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import html

from boards.counters.models import ViewTotal
from boards.models import Board, Category
from boards.posts.lists.numbering import compaction
from boards.posts.lists.numbering.compaction import compact_changes
from boards.posts.lists.numbering.pages import NumberedList
from boards.posts.lists.numbering.verification import check_segments, rebuild_lists
from boards.posts.models import ListCount, ListSegment, Post, PostCounts
from boards.posts.states import OF_POSTS, State
from tests.factories import BoardFactory, CategoryFactory, MemberFactory, NoticeFactory, PostFactory

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture(autouse=True)
def no_ranking_of_before():
    cache.clear()


@pytest.fixture
def board():
    """Make a board with the categories 질문, 정보 and the retired 이벤트."""
    board = BoardFactory(slug="talk")
    CategoryFactory(board=board, name_ko="질문", name_en="Question", colour="blue")
    CategoryFactory(board=board, name_ko="정보", colour="green")
    CategoryFactory(board=board, name_ko="이벤트", is_retired=True)
    return board


def category(name):
    """Return the category of this Korean name."""
    return Category.objects.get(name_ko=name)


def page(client, url, **options):
    """Return the page as a tree."""
    response = client.get(url, **options)
    assert response.status_code == 200, url
    return html.fromstring(response.content.decode())


def words(element):
    """Return the text of an element on one line."""
    return " ".join(element.text_content().split())


def tabs(tree):
    """Return the words, the address and whether it is current, of each tab."""
    return [
        (words(link), link.get("href"), link.get("aria-current") == "page")
        for link in tree.xpath("//nav[@class='category-tabs']//a")
    ]


def rows(tree):
    """Return the words of each row's title link."""
    return [words(link) for link in tree.xpath("//tbody[@class='rows']//td[@class='title']/a")]


def test_tabs_count_the_posts_of_each_category(client, board):
    for name, count in (("질문", 3), ("정보", 1), ("이벤트", 2), (None, 4)):
        for _ in range(count):
            PostFactory(board=board, category=category(name) if name else None)
    PostFactory(board=board, category=category("질문"), state=State.HIDDEN)
    shown = tabs(page(client, "/boards/talk/", headers={"accept-language": "ko"}))
    assert shown == [
        ("전체", "/boards/talk/", True),
        ("질문 글 3", "/boards/talk/?category=question", False),
        ("정보 글 1", "/boards/talk/?category=%EC%A0%95%EB%B3%B4", False),
    ]


def test_a_category_s_list_has_its_posts_alone(client, board):
    PostFactory(board=board, title="무엇인가요", category=category("질문"))
    PostFactory(board=board, title="다른 글")
    tree = page(client, "/boards/talk/?category=question", headers={"accept-language": "ko"})
    assert rows(tree) == ["[질문] 무엇인가요"]
    assert [tab for tab in tabs(tree) if tab[2]] == [
        ("질문 글 1", "/boards/talk/?category=question", True)
    ]
    [canonical] = tree.xpath("//link[@rel='canonical']/@href")
    assert canonical.endswith("/boards/talk/?category=question")
    assert tree.findtext(".//title").startswith("질문 · ")


def test_a_category_s_list_has_numbered_pages(client, board):
    for number in range(40):
        PostFactory(
            board=board,
            title=f"글 {number}",
            category=category("질문"),
            posted_at=NOW - timedelta(minutes=number),
        )
        PostFactory(board=board, posted_at=NOW - timedelta(minutes=number))
    tree = page(client, "/boards/talk/?category=question&page=2")
    assert rows(tree) == [f"[Question] 글 {number}" for number in range(35, 40)]
    assert "?category=question&page=1" in tree.xpath("//nav[@class='pager']//a/@href")
    past = client.get("/boards/talk/?category=question&page=9")
    assert past["Location"] == "/boards/talk/?category=question&page=2"


@pytest.mark.parametrize("query", ["none", "", "%00", "x" * 500])
def test_an_unknown_category_is_not_found(client, board, query):
    assert client.get(f"/boards/talk/?category={query}").status_code == 404


def test_another_spelling_leads_to_the_category(client, board):
    response = client.get("/boards/talk/?category=Question&page=1")
    assert response.status_code == 301
    assert response["Location"] == "/boards/talk/?category=question&page=1"


def test_a_category_of_another_board_is_not_found(client, board):
    CategoryFactory(name_ko="자랑")
    assert client.get("/boards/talk/?category=자랑").status_code == 404


def test_a_closed_board_s_category_is_closed(client, board):
    PostFactory(board=board, category=category("질문"))
    board.read_access = "members"
    board.save()
    url = "/boards/talk/?category=question"
    assert client.get(url).status_code == client.get("/boards/talk/").status_code != 200
    assert client.get("/boards/talk/?category=none").status_code != 404


def test_a_retired_category_keeps_its_list_and_loses_its_tab(client, board):
    PostFactory(board=board, title="지난 행사", category=category("이벤트"))
    tree = page(client, "/boards/talk/", headers={"accept-language": "ko"})
    assert rows(tree) == ["[이벤트] 지난 행사"]
    assert not [tab for tab in tabs(tree) if "이벤트" in tab[0]]
    tree = page(client, "/boards/talk/?category=이벤트", headers={"accept-language": "ko"})
    assert tabs(tree)[-1] == ("이벤트 글 1", category("이벤트").get_absolute_url(), True)


def test_a_board_without_categories_has_no_tabs(client):
    post = PostFactory(title="그냥")
    tree = page(client, post.board.get_absolute_url())
    assert not tabs(tree)
    assert rows(tree) == ["그냥"]


def test_an_english_page_names_the_category_in_english_where_it_has_such_a_name(client, board):
    for name in ("질문", "정보"):
        PostFactory(board=board, title=name, category=category(name))
    tree = page(client, "/boards/talk/", headers={"accept-language": "en"})
    assert sorted(rows(tree)) == ["[Question] 질문", "[정보] 정보"]


def test_names_are_escaped_everywhere(client, board):
    CategoryFactory(board=board, name_ko="<b>굵게</b>")
    post = PostFactory(board=board, category=category("<b>굵게</b>"))
    ViewTotal.objects.create(post=post, total=100)  # so that it is among the best
    for url in ("/boards/talk/", "/all/", post.get_absolute_url(), "/best/"):
        html = client.get(url).content.decode()
        assert "<b>굵게" not in html, url
        assert "굵게" in html, url


def test_the_article_names_its_category_and_leads_to_its_list(client, board):
    post = PostFactory(board=board, category=category("질문"))
    tree = page(client, f"{post.get_absolute_url()}?board=talk", headers={"accept-language": "ko"})
    [link] = tree.xpath("//article/header//a[contains(@class, 'category')]")
    assert (link.text, link.get("href")) == ("질문", "/boards/talk/?category=question")
    assert words(tree.xpath("//tr[@class='current']")[0]).startswith("[질문] ")
    said = tree.xpath("//script[@type='application/ld+json']/text()")
    assert '"articleSection":"질문"' in "".join(said).replace(": ", ":")


def test_feeds_name_the_category(client, board):
    PostFactory(board=board, category=category("정보"))
    for syntax in ("atom", "rss"):
        body = client.get(f"/boards/talk/feed.{syntax}").content.decode()
        assert "정보" in body, syntax


def test_the_best_and_a_profile_have_the_prefix(client, board):
    author = MemberFactory()
    post = PostFactory(board=board, title="좋은 글", category=category("정보"), author=author)
    PostCounts.objects.create(post=post, recommends=1)
    for url in ("/best/", author.get_absolute_url()):
        assert "[정보]" in client.get(url).content.decode(), url


@pytest.mark.parametrize("role", ["guest", "member"])
@pytest.mark.parametrize("url", ["/", "/boards/talk/", "/best/", "article"])
def test_categories_cost_no_query_on_lists(client, board, url, role):
    author = MemberFactory()
    posts = [PostFactory(board=board, author=author) for _ in range(6)]
    if url == "article":
        url = f"{posts[0].get_absolute_url()}?board=talk"
    if role == "member":
        client.force_login(MemberFactory())

    def queries():
        client.get(url)
        with CaptureQueriesContext(connection) as caught:
            client.get(url)
        return [each["sql"] for each in caught.captured_queries]

    before = queries()
    for number, post in enumerate(posts):
        post.category = category("질문" if number % 2 else "정보")
        post.save()
    assert len(queries()) == len(before), "\n".join(queries())


def test_counts_are_exact_whatever_happens(board, monkeypatch):
    monkeypatch.setattr(compaction, "SEGMENT", 5)
    monkeypatch.setattr(compaction, "SPLIT_ABOVE", 10)
    chance = random.Random(3)
    other = BoardFactory()
    every = [None, *board.categories.all()]
    posts = [
        PostFactory(
            board=board,
            category=chance.choice(every),
            posted_at=NOW - timedelta(seconds=chance.randrange(40)),
            is_secret=chance.random() < 0.2,
        )
        for _ in range(60)
    ]
    for _ in range(3):
        assert_right(board)
        compact_changes()
        assert_right(board)
        for post in chance.sample(posts, 20):
            post.board = chance.choice([board, board, other])
            post.category = chance.choice(every) if post.board == board else None
            post.state = chance.choice(OF_POSTS)
            post.posted_at += timedelta(seconds=chance.randrange(-5, 60))
            post.save()
    assert_right(board)
    ListCount.objects.filter(segment__tag__lt=0).update(posts=77)
    assert not all(check_segments(fix=False))
    assert False in list(check_segments(fix=True))
    assert all(check_segments(fix=False))
    assert_right(board)
    Post.objects.filter(pk__in=[post.pk for post in posts[:10]]).delete()
    assert_right(board)
    rebuild_lists()
    assert_right(board)


def assert_right(board):
    """Compare each category's pages and its count with the posts."""
    for viewer in (None, AnonymousUser()):
        whole = NumberedList(viewer, board=Board.objects.get(pk=board.pk))
        for each in board.categories.all():
            found = Post.objects.published().filter(category=each).newest_first()
            expected = list(found.values_list("pk", flat=True))
            numbered = NumberedList(viewer, board=board, category=each)
            assert numbered.total == len(expected) == whole.in_categories[each.pk]
            for first in range(0, len(expected), 7):
                end = min(first + 7, len(expected))
                assert [post.pk for post in numbered.posts_between(first, end)] == expected[
                    first:end
                ]


def test_a_deleted_category_leaves_nothing_behind(board):
    post = PostFactory(board=board, category=category("질문"))
    compact_changes()
    post.category = None
    post.save()
    category("질문").delete()
    compact_changes()
    assert not ListSegment.objects.filter(tag__lt=0).exists()


class TestTheDatabase:
    def test_refuses_a_category_of_another_board(self, board):
        stranger = CategoryFactory()
        with pytest.raises(IntegrityError), transaction.atomic():
            PostFactory(board=board, category=stranger)
        post = PostFactory(board=board, category=category("질문"))
        with pytest.raises(IntegrityError), transaction.atomic():
            Post.objects.filter(pk=post.pk).update(board=stranger.board)
        with pytest.raises(IntegrityError), transaction.atomic():
            Post.objects.filter(pk=post.pk).update(category=stranger)
        Post.objects.filter(pk=post.pk).update(board=stranger.board, category=stranger)

    def test_keeps_a_category_on_its_board(self, board):
        with pytest.raises(IntegrityError), transaction.atomic():
            Category.objects.filter(name_ko="질문").update(board=BoardFactory())

    def test_refuses_one_slug_twice_on_a_board(self, board):
        with pytest.raises(IntegrityError), transaction.atomic():
            CategoryFactory(board=board, slug="question")
        CategoryFactory(slug="question")

    def test_keeps_a_category_that_a_post_has(self, board):
        PostFactory(board=board, category=category("질문"))
        with pytest.raises(IntegrityError), transaction.atomic():
            category("질문").delete()


def test_a_secret_post_counts_and_its_title_stays_withheld(client, board):
    PostFactory(board=board, title="비밀", category=category("질문"), is_secret=True)
    tree = page(client, "/boards/talk/?category=question", headers={"accept-language": "en"})
    assert rows(tree) == ["[Question] Secret post"]


def test_notices_stand_above_a_category_s_list(client, board):
    NoticeFactory(post=PostFactory(board=board, title="규칙"))
    assert "규칙" in client.get("/boards/talk/?category=question").content.decode()
