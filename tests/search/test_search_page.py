"""The search page: what it shows, what it never shows, and that it never fails."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone
from hypothesis import example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as HypothesisTestCase

from boards.counters.models import ViewTotal
from boards.posts.comments.actions.publish_comment import publish_comment
from boards.posts.models import Post
from boards.search.index.indexing import index_posts
from boards.search.remembering.actions.count_search import count_search
from tests.factories import BoardFactory, MemberFactory
from tests.search.posting import ENGLISH, PATH, found_posts, page_of, published

pytestmark = pytest.mark.django_db

HOSTILE = [
    "세금 " * 25_000,
    "가" * 100_000,
    '"세금',
    '세금" 보고 "',
    '""""',
    "board:",
    "board: tag: author: before: after: in:",
    'board:"" tag:""',
    "board:없는게시판",
    "tag:없는태그",
    "author:nobody",
    "before:0001",
    "after:9999-12-31",
    "before:0001-01-01 after:9999",
    "before:2024-02-31",
    "before:2300 after:1500",
    "in:body 세금",
    "in:attic 세금 in:title in:body in:comments",
    '제목:"세금 내용: 댓글:"" -제목: -댓글:-세금 or 제목:제목:세금',
    "\x00세\x00금",
    "\ud800세금\udfff",
    "세금 or",
    "or or or",
    "- -- ---",
    "-세금 -보고",
    "NOT AND OR NEAR(세금)세금* ^세금 {세금} :*",
    "' OR 1=1; DROP TABLE boards_posts_post; --",
    "a & b | c ! (d <-> e):* \\ %s %(x)s {0}",
    "<script>alert(1)</script>",
    "𝓯𝓪𝓷𝓬𝔂 ㅋㅋㅋㅋㅋㅋ 👍🏽 ‮مرحبا",
    "é̂̃̄" * 40,
    "ﷺ" * 300,
    "İ" * 300,
    " ".join(f"낱말{n}" for n in range(40)),
    "_all _s _b1 _t세금 _o1 _a1",
    "ㅅ",
    "ㅅㄱ in:title",
    "1",
    "a",
    "세",
    "!!!",
    " ",
]


def titles(client, query, **parameters):
    return found_posts(page_of(client, q=query, **parameters)).titles


class TestResults:
    def test_show_what_lists_show_of_a_post(self, client):
        author = MemberFactory(handle="vulcanus")
        post = published("올해 세금 신고", "세금은 4월까지 <b>내나요", author=author)
        ViewTotal.objects.filter(post=post).delete()
        ViewTotal.objects.create(post=post, total=3282)
        publish_comment(post=post, author=MemberFactory(), text="네")
        page = page_of(client, q="세금").content.decode()
        assert f'href="{post.get_absolute_url()}">올해 <mark>세금</mark> 신고</a>' in page
        assert "<mark>세금</mark>은 4월까지" in page
        assert post.board.name in page
        assert "vuxxxxx" in page
        assert "vulcanus" not in page
        assert timezone.localtime(post.posted_at).strftime("%Y-%m-%d") in page
        assert "Views 3,282" in page
        assert "Comments 1" in page
        assert "1 post<" in page
        assert page.count("<h1") == 1

    def test_lead_to_the_comment_that_an_excerpt_is_from(self, client):
        post = published("질문 있습니다")
        comment = publish_comment(post=post, author=MemberFactory(), text="변호사 추천")
        assert found_posts(page_of(client, q="변호사")).links == [f"/comments/{comment.pk}/"]

    def test_hide_a_time_that_nobody_knows(self, client):
        post = published("세금 신고")
        Post.objects.filter(pk=post.pk).update(posted_at_is_estimated=True)
        page = page_of(client, q="세금").content.decode()
        assert "Date unknown" in page
        assert timezone.localtime(post.posted_at).strftime("%Y-%m-%d") not in page

    def test_are_escaped(self, client):
        published("<script>세금</script>", "<img src=x> 세금")
        page = page_of(client, q="세금").content.decode()
        assert "<script>세" not in page
        assert "&lt;script&gt;<mark>세금</mark>" in page

    @pytest.mark.parametrize("typed", ['세금  "보고', "  세금 ", "board: 세금", "<b>&amp;"])
    def test_keep_the_query_in_the_box_as_it_was_typed(self, client, typed):
        assert found_posts(page_of(client, q=typed)).typed == typed

    def test_stand_in_both_orders(self, client):
        board = BoardFactory()
        now = timezone.now()
        for days, title, body in [(1, "다른 글", "세금"), (2, "세금 신고", "본문")]:
            post = published(title, body, board=board)
            Post.objects.filter(pk=post.pk).update(posted_at=now - timedelta(days=days))
            index_posts([post.pk])
        assert titles(client, "세금") == ["세금 신고", "다른 글"]
        assert titles(client, "세금", sort="newest") == ["다른 글", "세금 신고"]

    def test_are_narrowed_by_board_and_period(self, client):
        here, there = BoardFactory(slug="here"), BoardFactory(slug="there")
        published("세금 여기", board=here)
        published("세금 저기", board=there)
        old = published("세금 옛날", board=here)
        Post.objects.filter(pk=old.pk).update(posted_at=timezone.now() - timedelta(days=20))
        index_posts([old.pk])
        assert set(titles(client, "세금", board="here")) == {"세금 여기", "세금 옛날"}
        assert titles(client, "세금", board="here", period="week") == ["세금 여기"]
        assert len(titles(client, "세금", period="month")) == 3
        page = page_of(client, q="세금", board="here", period="week").content.decode()
        assert '<option value="here" selected>' in page
        assert 'aria-current="true">Past week</a>' in page

    def test_come_in_pages_by_match_and_by_newest(self, client):
        board, author = BoardFactory(), MemberFactory()
        wanted = {published(f"세금 {n}", board=board, author=author).title for n in range(45)}
        by_match = [titles(client, "세금", page=str(number)) for number in (1, 2, 3)]
        assert [len(page) for page in by_match] == [20, 20, 5]
        assert set(sum(by_match, [])) == wanted
        response, by_newest = page_of(client, q="세금", sort="newest"), []
        while response:
            by_newest += found_posts(response).titles
            next_page = response.context["pages"].next
            response = client.get(next_page, headers=ENGLISH) if next_page else None
        assert by_newest == [f"세금 {n}" for n in reversed(range(45))]

    @pytest.mark.parametrize("name", ["page", "before", "sort", "board", "period"])
    @pytest.mark.parametrize(
        "value", ["", "0", "-1", "x", "1.5", "9" * 40, "２", "\x00", "newest", "match", "'\"<"]
    )
    @pytest.mark.parametrize("sort", ["match", "newest"])
    def test_survive_any_parameter(self, client, name, value, sort):
        published("세금 신고")
        response = page_of(client, **{"q": "세금", "sort": sort, name: value})
        assert response.status_code == 200

    def test_say_so_after_the_last_post(self, client):
        published("세금 신고")
        page = page_of(client, q="세금", sort="newest", before="1").content.decode()
        assert "There is nothing on this page." in page
        assert "To the first page" in page

    def test_nothing_found_offers_ways_out(self, client):
        day = timezone.localdate()
        for _ in range(3):
            count_search(words="비자", day=day)
        board = BoardFactory()
        page = page_of(client, q="세금", board=board.slug).content.decode()
        assert "Nothing was found." in page
        assert "use fewer words" in page
        assert 'href="/search/?q=%EC%84%B8%EA%B8%88">look on all boards' in page
        assert "Popular searches" in page

    def test_an_empty_query_explains_how_to_search(self, client):
        page = page_of(client).content.decode()
        assert "How to search more exactly" in page
        assert "autofocus" in page
        assert page.count("<h1") == 1


class TestPage:
    def test_is_kept_from_search_engines(self, client):
        response = page_of(client, q="세금")
        assert response["X-Robots-Tag"] == "noindex"
        assert '<meta name="robots" content="noindex">' in response.content.decode()

    def test_says_what_it_is_where_a_link_to_it_is_shared(self, client):
        described = '<meta name="description" content="Search all posts · 모두의 게시판">'
        assert described in page_of(client, q="세금").content.decode()

    def test_is_the_members_own(self, client):
        client.force_login(MemberFactory())
        assert "private" in page_of(client, q="세금")["Cache-Control"]

    def test_has_a_box_in_the_header_of_other_pages_and_one_for_each_board(self, client):
        board = BoardFactory(slug="talk", name_en="Talk")
        page = client.get(board.get_absolute_url(), headers=ENGLISH).content.decode()
        assert 'id="site-search"' in page
        assert 'aria-label="Search on Talk"' in page
        assert '<input type="hidden" name="board" value="talk">' in page
        assert 'id="site-search"' not in page_of(client, q="세금").content.decode()

    def test_takes_only_safe_methods(self, client):
        assert client.post(PATH, {"q": "세금"}).status_code == 405

    @pytest.mark.parametrize("sort", ["match", "newest"])
    @pytest.mark.parametrize("count", [1, 60])
    def test_takes_few_queries_however_much_is_found(
        self, client, django_assert_max_num_queries, sort, count
    ):
        board = BoardFactory()
        for n in range(count):
            post = published(f"글 {n}", "본문", board=board)
            publish_comment(post=post, author=post.author, text="세금")
        page_of(client, q="세금", sort=sort)  # counts this reader
        # PostgreSQL asks the index for the newest windows of time first.
        most = {"sqlite": 14, "postgresql": 21}[connection.vendor]
        with django_assert_max_num_queries(most):
            assert len(titles(client, "세금", sort=sort)) == min(count, 20)

    @pytest.mark.parametrize(
        ("typed", "sentence"),
        [
            ("세금 " * 120, "Only the first 300 characters"),
            (" ".join("가나다라마바사아자차카타파하거너더"), "Only the first 16 words"),
            ('"세금', "A quotation mark had no partner"),
            ("세금 board:", "Nothing stands behind “board:”"),
            ("board:nowhere", "There is no board “nowhere”"),
            ("tag:nothing", "No post has the tag “nothing”"),
            ("after:yesterday", "“yesterday” is no date"),
            ("in:attic", "“in:attic” is not known"),
            ("!?", "There is no letter"),
        ],
    )
    def test_says_what_was_read_otherwise(self, client, typed, sentence):
        assert sentence in page_of(client, q=typed).content.decode()


class TestNothingTypedBreaksIt:
    @pytest.mark.parametrize("typed", HOSTILE, ids=lambda typed: repr(typed[:30]))
    @pytest.mark.parametrize("sort", ["match", "newest"])
    def test_hostile_queries(self, client, typed, sort):
        published("세금 신고")
        address = f"{PATH}?q={quote(typed.encode(errors='surrogatepass'))}&sort={sort}"
        for path in (address, address.replace(PATH, f"{PATH}suggestions/")):
            with transaction.atomic():
                response = client.get(path, headers=ENGLISH)
            assert response.status_code == 200
            assert len(response.content) < 3_000_000

    def test_bytes_that_are_no_text(self, client):
        for query in ("%ff%fe%00", "%ED%A0%80", "%", "%zz", "q=%EC%84"):
            for path in (f"{PATH}?q={query}", f"{PATH}suggestions/?q={query}"):
                assert client.get(path).status_code == 200


class TestAnyText(HypothesisTestCase):
    """Whatever is typed, as a guest and as a member."""

    def setUp(self) -> None:
        published("세금 신고 h1b 401k", "본문")
        self.member = Client()
        self.member.force_login(MemberFactory())

    @hypothesis_settings(max_examples=60)
    @given(typed=st.text(max_size=400), sort=st.sampled_from(["match", "newest"]))
    @example(typed='before:0001 "', sort="newest")
    def test_gives_a_page(self, typed: str, sort: str) -> None:
        self._ask(typed, sort)

    @hypothesis_settings(max_examples=60)
    @given(
        parts=st.lists(
            st.sampled_from(
                [
                    "board:", "tag:", "before:", "after:", "in:", "author:", "-", '"', " ", "or",
                    "세금", "ㅅㄱ", "401(k)", "H-1B", "2024", ".", "*", "韓", "か", "a'", "é", "'",
                    "(", "한\u1100",
                ]
            ),
            max_size=30,
        ),
        sort=st.sampled_from(["match", "newest"]),
    )  # fmt: skip
    def test_made_of_the_query_language_gives_a_page(self, parts: list[str], sort: str) -> None:
        self._ask("".join(parts), sort)

    def _ask(self, typed: str, sort: str) -> None:
        address = f"{PATH}?q={quote(typed.encode(errors='surrogatepass'))}&sort={sort}"
        for client in (Client(), self.member):
            for path in (address, address.replace(PATH, f"{PATH}suggestions/")):
                assert client.get(path, headers=ENGLISH).status_code == 200


def test_a_board_and_a_tag_are_known_in_a_query_by_what_they_were_called(client):
    post = published("세금 보고", board=BoardFactory(slug="광장"), tags=["세금"])
    tag = post.tags.get()
    post.board.slug, tag.slug = "자유", "납세"
    post.board.save()
    tag.save()
    published("다른 글")
    for query in ("board:광장", "board:자유", "tag:납세"):
        assert found_posts(page_of(client, q=query)).titles == ["세금 보고"]
    tag.name = "납세"
    tag.save()
    assert found_posts(page_of(client, q="tag:세금")).titles == ["세금 보고"]


@pytest.mark.parametrize("board", ["École", "ÉCOLE", "ｅ\u0301cole", "학\u200b교"])
def test_boards_and_authors_are_found_in_every_spelling(client, board):
    where = BoardFactory(name_en="École", name_ko="학교")
    author = MemberFactory(handle="Ökonom")
    post = published("세금 신고", board=where, author=author)
    published("세금 신고")
    for query in (f"board:{board}", "author:ÖKxxxxx", "author:ｏ\u0308k", "글쓴이:öｋxxxxx"):
        found = client.get("/search/", {"q": query}).context["found"]
        assert [result.post.pk for result in found.results] == [post.pk], query
    client.force_login(author)
    found = client.get("/search/", {"q": "author:ÖKONOM"}).context["found"]
    assert [result.post.pk for result in found.results] == [post.pk]
    nobody = client.get("/search/", {"q": "author:\u200b"}).context["found"]
    assert nobody.results == []


def test_a_page_never_cuts_a_character(client):
    family = "👨\u200d👩\u200d👧\u200d👦"
    published(f"1\ufe0f\u20e3 순서 {family}", body=f"<p>{family * 60} 순서 {family * 300}</p>")
    page = client.get("/search/", {"q": "순서 1"}).content.decode()
    assert "<mark>1\ufe0f\u20e3</mark>" in page
    for piece in page.split("…"):
        assert not piece.startswith(("\u200d", "👩", "👧", "👦"))
        assert not piece.endswith("\u200d")
