"""Where the addresses of boards and tags lead that were renamed, or that are spelled otherwise."""

import unicodedata
from urllib.parse import quote, unquote

import pytest
from django.test import Client

from boards.access import Access
from boards.members.models import Member
from boards.posts.models import Post, Tag
from tests.factories import AdminFactory, BoardFactory, MemberFactory, PostFactory

pytestmark = pytest.mark.django_db


def decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


@pytest.fixture
def post() -> Post:
    """A post on the board 자유 with the tag 세금; board and tag were 광장 and 조세 before."""
    board = BoardFactory(slug="마당")
    board.slug = "광장"
    board.save()
    board.slug = "자유"
    board.save()
    post = PostFactory(board=board)
    tag = Tag.objects.create(name="세금", slug="조세")
    tag.slug = "세금"
    tag.save()
    post.tags.add(tag)
    return post


def led(client: Client, path: str, query: str = "") -> tuple[int, str]:
    """Ask for an address and return the status and where it leads, readable."""
    response = client.get(f"{quote(path)}{query}")
    return response.status_code, unquote(response.get("Location", ""))


BOARD_NAMES = [decomposed("자유"), "광장", decomposed("광장"), "마당"]
TAG_NAMES = [decomposed("세금"), "조세", decomposed("조세")]


@pytest.mark.parametrize("name", BOARD_NAMES)
@pytest.mark.parametrize("rest", ["", "write/", "feed.atom", "feed.rss"])
def test_whatever_is_below_a_board_has_moved_with_it(client, post, name, rest):
    expected = (301, f"/boards/자유/{rest}?page=2&lang=ko")
    assert led(client, f"/boards/{name}/{rest}", "?page=2&lang=ko") == expected


@pytest.mark.parametrize("name", TAG_NAMES)
@pytest.mark.parametrize("rest", ["", "feed.atom", "feed.rss"])
def test_whatever_is_below_a_tag_has_moved_with_it(client, post, name, rest):
    expected = (301, f"/tags/세금/{rest}?page=2")
    assert led(client, f"/tags/{name}/{rest}", "?page=2") == expected


@pytest.mark.parametrize("board", ["자유", *BOARD_NAMES])
@pytest.mark.parametrize("tag", TAG_NAMES)
def test_the_tag_of_a_boards_list_has_moved_in_the_same_step(client, post, board, tag):
    expected = (301, "/boards/자유/?tag=세금&page=2")
    assert led(client, f"/boards/{board}/", f"?tag={quote(tag)}&page=2") == expected


@pytest.mark.parametrize("name", BOARD_NAMES)
def test_addresses_of_other_programs_know_every_name_of_a_board(client, post, name):
    address = post.get_absolute_url()
    asked = quote(name)
    for path, query in (
        ("/bbs/board.php", f"?bo_table={asked}&wr_id={post.pk}"),
        ("/index.php", f"?mid={asked}&document_srl={post.pk}"),
        ("/", f"?mid={asked}&document_srl={post.pk}"),
        (f"/{name}/{post.pk}", ""),
        (f"/{name}/{post.pk}/", ""),
    ):
        assert led(client, path, query) == (301, address)
    for path, query in (
        ("/bbs/board.php", f"?bo_table={asked}&page=2"),
        ("/index.php", f"?mid={asked}&page=2"),
        ("/", f"?mid={asked}&page=2"),
        (f"/board/{name}", "?page=2"),
        (f"/Boards/{name}", "?page=2"),
        (f"/boards/{name}", "?page=2"),
    ):
        assert led(client, path, query) == (301, "/boards/자유/?page=2")
    assert led(client, "/bbs/rss.php", f"?bo_table={asked}") == (301, "/boards/자유/feed.rss")
    assert led(client, "/bbs/board.php", f"?bo_table={asked}&page=x") == (301, "/boards/자유/")


@pytest.mark.parametrize(
    "path", ["/board/Talk", "/BOARDS/talk/", "/boards/ＴＡＬＫ/", "/boards/Talk"]
)
def test_capitals_and_wide_letters_lead_on(client, path):
    BoardFactory(slug="talk")
    assert led(client, path) == (301, "/boards/talk/")
    assert led(client, "/Boards/Talk/Feed.atom") == (301, "/boards/talk/feed.atom")


def test_a_board_whose_address_has_capitals_is_found_from_everywhere(client):
    board = BoardFactory(slug="FAQ")
    for path in ("/boards/faq/", "/Boards/FAQ/", "/board/FAQ", "/boards/Faq"):
        assert led(client, path) == (301, board.get_absolute_url())


@pytest.mark.parametrize(
    "path", ["/boards/NOTHING/", "/tags/Nothing/", "/boards/%00/", "/tags/%00/", "/%00/5"]
)
def test_what_nobody_knows_is_not_found(client, post, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("query", ["page=0", "page=-1", "page=abc", "tag=%00", "tag=없음"])
def test_a_page_that_is_not_there_leads_nowhere(client, post, query):
    assert client.get(f"{post.board.get_absolute_url()}?{query}").status_code == 404


@pytest.mark.parametrize("query", ["mid=%00", "mid=%00&document_srl=5", "document_srl=%00"])
def test_addresses_of_programs_with_characters_that_no_text_has(client, query):
    assert client.get(f"/?{query}").status_code == 200


def test_an_address_of_a_deleted_board_or_tag_leads_nowhere(client, post):
    board = post.board
    Tag.objects.all().delete()
    post.delete()
    board.delete()
    for path in ("/boards/광장/", "/tags/조세/"):
        assert client.get(path).status_code == 404


def test_the_new_holder_of_an_address_has_it(client, post):
    other = BoardFactory(slug="광장")
    assert client.get("/boards/광장/").status_code == 200
    other.slug = "새-광장"
    other.save()
    assert led(client, "/boards/광장/") == (301, "/boards/새-광장/")


def test_browsers_ask_again_because_an_address_may_be_given_back(client, post):
    response = client.get("/boards/광장/")
    assert response["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("access", [Access.MEMBERS, Access.MODERATORS])
@pytest.mark.parametrize("name", BOARD_NAMES)
def test_an_earlier_name_of_a_closed_board_does_not_tell_the_new_one(client, post, access, name):
    type(post.board).objects.update(read_access=access)
    for path in (
        *(f"/boards/{name}/{rest}" for rest in ("", "write/", "feed.atom")),
        f"/board/{name}",
        f"/bbs/board.php?bo_table={name}",
        f"/?mid={name}",
        f"/{name}/{post.pk}",
        f"/search/?q=a&board={name}",
        f"/boards/{name}/?tag=조세",
    ):
        response = client.get(path)
        assert "Location" not in response
        assert "자유" not in unquote(response.content.decode())
    assert client.get(f"/boards/{name}/").status_code == 403


def test_those_who_may_read_a_closed_board_are_led_on(client, post):
    type(post.board).objects.update(read_access=Access.MEMBERS)
    client.force_login(MemberFactory())
    assert led(client, "/boards/광장/") == (301, "/boards/자유/")


def test_a_tag_that_only_closed_boards_use_does_not_tell_its_new_name(client, post):
    type(post.board).objects.update(read_access=Access.MEMBERS)
    BoardFactory(slug="open")
    for path in ("/tags/조세/", "/tags/조세/feed.atom", "/boards/open/?tag=조세"):
        response = client.get(path)
        assert (response.status_code, response.get("Location")) == (404, None)
        assert "세금" not in response.content.decode()


def test_a_search_on_a_board_follows_it(client, post):
    for name in BOARD_NAMES:
        expected = (301, "/search/?q=a&board=자유&sort=newest")
        assert led(client, "/search/", f"?q=a&board={quote(name)}&sort=newest") == expected
    assert client.get("/search/?q=a&board=없음").status_code == 200
    assert client.get("/search/?q=a&board=%00").status_code == 200


def test_the_list_below_an_article_asks_for_no_slug(client, post):
    BoardFactory(slug="other")
    for name in (*map(quote, BOARD_NAMES), "other", "없음", "%00"):
        assert client.get(f"{post.get_absolute_url()}?board={name}").status_code == 200


@pytest.mark.parametrize("name", BOARD_NAMES)
def test_oembed_knows_a_post_by_its_old_addresses(client, post, name):
    for address in (
        f"/bbs/board.php?bo_table={quote(name)}&wr_id={post.pk}",
        f"/{quote(name)}/{post.pk}",
        f"/{name}/{post.pk}",
        f"/article/{post.pk}",
        f"/posts/{post.pk}",
    ):
        response = client.get("/oembed/", {"url": f"http://testserver{address}"})
        assert (response.status_code, response.json()["title"]) == (200, post.title)


def test_oembed_tells_nothing_of_closed_boards(client, post):
    type(post.board).objects.update(read_access=Access.MEMBERS)
    for address in ("/boards/광장/", f"/광장/{post.pk}", f"/article/{post.pk}"):
        response = client.get("/oembed/", {"url": f"http://testserver{address}"})
        assert response.status_code == 404


def test_a_text_that_was_written_while_its_board_got_another_address_is_published(client, post):
    author = MemberFactory()
    client.force_login(author)
    sent = {"title": "새 글", "body": "<p>본문</p>", "submission_key": ""}
    form = client.get("/boards/자유/write/").context["form"]
    sent["submission_key"] = str(form["submission_key"].value())
    response = client.post(f"/boards/{quote('광장')}/write/", sent)
    assert response.status_code == 302
    assert Post.objects.get(author=author).board == post.board


def test_a_renaming_in_the_admin_is_told_and_shown(client, post):
    client.force_login(AdminFactory())
    page = client.get(f"/admin/boards/board/{post.board_id}/change/").content.decode()
    assert "광장" in page
    assert "마당" in page
    tag = Tag.objects.get()
    assert "조세" in client.get(f"/admin/boards_posts/tag/{tag.pk}/change/").content.decode()
    sent = {"name": "세금", "slug": "새-세금"}
    response = client.post(f"/admin/boards_posts/tag/{tag.pk}/change/", sent, follow=True)
    assert "/tags/세금/" in response.content.decode()
    assert led(Client(), "/tags/조세/") == (301, "/tags/새-세금/")


def test_handles_are_in_no_address(client, post):
    assert Member.objects.filter(pk=post.author_id).exists()
    assert client.get(f"/members/{post.author.handle}/").status_code == 404


def test_an_ordinary_page_asks_nothing_more(client, post, django_assert_num_queries):
    client.get("/boards/자유/")
    # The boards, offsets, rows, notices.
    with django_assert_num_queries(4):
        client.get("/boards/자유/")
