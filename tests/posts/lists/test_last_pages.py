"""Where a page leads that a list no longer has."""

import pytest
from django.test import Client

from boards.access import Access
from boards.members.models import Block, Member
from boards.posts.models import Comment, Post, PostCounts, Scrap, ScrapFolder
from boards.posts.moderation.actions.hide_post import hide_post
from boards.posts.reactions.actions.scrap_post import file_scrap
from boards.search.index.indexing import index_posts
from tests.factories import AdminFactory, BoardFactory, MemberFactory, PostFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def author() -> Member:
    return MemberFactory(list_size=20)


@pytest.fixture
def posts(author: Member) -> list[Post]:
    """Thirty-six posts of one author on one board, with one tag: two pages for guests."""
    board = BoardFactory(slug="tax")
    posts = [PostFactory(board=board, author=author) for _ in range(36)]
    for post in posts:
        post.tags.add("세금")
    index_posts([post.pk for post in posts])
    return posts


def comment_on(post: Post, author: Member, number: int) -> None:
    Comment.objects.bulk_create(
        Comment(post=post, author=author, text="가", body="<p>가</p>") for _ in range(number)
    )
    PostCounts.objects.update_or_create(post=post, defaults={"comments": number})


def ask(client: Client, path: str, query: str) -> tuple[int, str]:
    response = client.get(f"{path}?{query}")
    return response.status_code, response.get("Location", "")


LISTS = ["/all/", "/boards/tax/", "/tags/%EC%84%B8%EA%B8%88/", "/members/{author}/"]


@pytest.mark.parametrize("path", LISTS)
def test_a_page_that_a_list_no_longer_has_leads_to_its_last_one(client, posts, author, path):
    path = path.format(author=author.pk)
    assert client.get(f"{path}?page=2").status_code == 200
    for page in (3, 999_999_999):
        assert ask(client, path, f"page={page}&lang=ko") == (302, f"{path}?page=2&lang=ko")
    hide_post(post=posts[0], by=AdminFactory(), reason="")
    assert ask(client, path, "lang=ko&page=2") == (302, f"{path}?lang=ko")
    assert ask(client, path, "page=2") == (302, path)
    assert client.get(path).status_code == 200


def test_a_board_keeps_the_tag_of_its_list(client, posts):
    path, query = "/boards/tax/", "tag=%EC%84%B8%EA%B8%88"
    assert ask(client, path, f"{query}&page=9") == (302, f"{path}?{query}&page=2")


def test_an_empty_list_has_a_first_page_and_no_other(client):
    BoardFactory(slug="tax")
    for path in ("/all/", "/boards/tax/", f"/members/{MemberFactory().pk}/"):
        assert ask(client, path, "page=2") == (302, path)
        assert client.get(path).status_code == 200


def test_a_tag_of_closed_boards_only_has_no_page_at_all(client, posts):
    type(posts[0].board).objects.update(read_access=Access.MEMBERS)
    BoardFactory(slug="open")
    for path in ("/tags/세금/?page=2", "/boards/open/?tag=세금&page=2", "/tags/세금/"):
        assert client.get(path).status_code == 404
    assert client.get("/boards/tax/?page=9").status_code == 403


def test_members_are_led_by_the_length_of_their_own_lists(client, posts, author):
    client.force_login(author)
    assert ask(client, "/all/", "page=3") == (302, "/all/?page=2")
    assert client.get("/all/?page=2").status_code == 200
    author.list_size = 50
    author.save()
    assert ask(client, "/all/", "page=2") == (302, "/all/")


def test_no_cache_takes_it_for_good(client, posts):
    response = client.get("/all/?page=9")
    assert (response.status_code, response["Cache-Control"]) == (302, "private, no-cache")


@pytest.mark.parametrize("order", ["", "&order=newest"])
def test_a_page_of_comments_that_lost_its_last_leads_to_the_one_before(
    client, posts, author, order
):
    post = posts[0]
    comment_on(post, author, 51)
    path = post.get_absolute_url()
    query = f"board=tax{order}"
    assert client.get(f"{path}?{query}&comments=2").status_code == 200
    assert ask(client, path, f"{query}&comments=9") == (302, f"{path}?{query}&comments=2")
    Comment.objects.order_by("-pk").first().delete()
    assert ask(client, path, f"{query}&comments=2") == (302, f"{path}?{query}")


def test_a_post_without_comments_has_one_page_of_them(client, posts):
    path = posts[0].get_absolute_url()
    assert ask(client, path, "comments=2") == (302, path)


def test_comments_of_a_profile_lead_to_their_last_page(client, posts, author):
    comment_on(posts[0], author, 36)
    path = f"/members/{author.pk}/comments/"
    assert ask(client, path, "page=5") == (302, f"{path}?page=2")


def test_scraps_lead_to_their_last_page_of_the_folder(client, posts, author):
    client.force_login(author)
    for post in posts[:21]:
        file_scrap(post=post, member=author, folder=None, new_folder="세금")
    folder = ScrapFolder.objects.get()
    for query, scraps in ((f"folder={folder.pk}&", 21), ("", 21)):
        assert ask(client, "/scraps/", f"{query}page=7") == (302, f"/scraps/?{query}page=2")
        assert Scrap.objects.count() == scraps
    Scrap.objects.first().delete()
    expected = (302, f"/scraps/?folder={folder.pk}")
    assert ask(client, "/scraps/", f"folder={folder.pk}&page=2") == expected
    Scrap.objects.all().delete()
    assert ask(client, "/scraps/", "page=2") == (302, "/scraps/")


def test_a_search_leads_to_the_last_page_of_what_it_finds(client, posts):
    query = "q=%EC%84%B8%EA%B8%88&period=week"
    assert client.get(f"/search/?{query}&page=2").status_code == 200
    assert ask(client, "/search/", f"{query}&page=9") == (302, f"/search/?{query}&page=2")
    nothing = "q=%EC%97%86%EC%9D%8C"
    assert ask(client, "/search/", f"{nothing}&page=2") == (302, f"/search/?{nothing}")
    assert client.get("/search/?page=2").status_code == 200


def test_settings_lead_to_the_last_page_of_blocks(client, author):
    for _ in range(51):
        Block.objects.create(blocker=author, blocked=MemberFactory())
    client.force_login(author)
    assert client.get("/settings/?page=2").status_code == 200
    assert ask(client, "/settings/", "page=9") == (302, "/settings/?page=2")
    # What was sent is answered where it was sent.
    assert client.post("/settings/?page=9", {"list_size": "x"}).status_code == 422


GARBAGE = ["0", "-1", "abc", "9" * 20, "9" * 10, "01", "1.5", "%00", "", "1e3", "٣", "２"]


@pytest.mark.parametrize("garbage", GARBAGE)
def test_what_is_no_number_of_a_page_never_fails(client, posts, author, garbage):
    post = posts[0].get_absolute_url()
    for address in (
        *(f"{path.format(author=author.pk)}?page={garbage}" for path in LISTS),
        f"/members/{author.pk}/comments/?page={garbage}",
        f"{post}?comments={garbage}",
    ):
        assert client.get(address).status_code == 404
    assert client.get(f"/search/?q=a&page={garbage}").status_code == 200
    assert client.get(f"/best/?page={garbage}").status_code == 200
    client.force_login(author)
    assert client.get(f"/scraps/?page={garbage}").status_code == 404
    assert client.get(f"/settings/?page={garbage}").status_code == 200


def test_a_page_that_is_there_asks_nothing_more(client, posts, django_assert_num_queries):
    client.get("/all/?page=2")
    # Offsets with the boards, rows, notices.
    with django_assert_num_queries(3):
        client.get("/all/?page=2")
