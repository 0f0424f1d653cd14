"""Where the addresses of other boards' software lead, and those that miss ours by little."""

import pytest

from boards.access import Access
from boards.members.models import Member
from boards.posts.states import State
from tests.factories import BoardFactory, PostFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def post():
    return PostFactory(board=BoardFactory(slug="tax"))


@pytest.mark.parametrize(
    "old",
    [
        "/bbs/board.php?bo_table=tax&wr_id={0}",
        "/bbs/board.php?wr_id={0}&bo_table=TAX&page=2",
        "/tax/{0}",
        "/tax/{0}/",
        "/index.php?mid=tax&document_srl={0}",
        "/index.php?document_srl={0}",
        "/?document_srl={0}",
        "/article/{0}",
        "/articles/{0}/",
        "/post/{0}",
        "/Posts/{0}/",
        "/POSTS/{0}",
        "/posts/{0}",
    ],
)
def test_a_post_has_moved_permanently(client, post, old):
    response = client.get(old.format(post.pk))
    assert (response.status_code, response["Location"]) == (301, post.get_absolute_url())


@pytest.mark.parametrize(
    "old",
    [
        "/bbs/board.php?bo_table=tax",
        "/index.php?mid=tax",
        "/?mid=tax",
        "/board/tax",
        "/board/TAX/",
        "/boards/Tax/",
        "/boards/tax",
    ],
)
def test_a_board_has_moved_permanently(client, post, old):
    response = client.get(old)
    assert (response.status_code, response["Location"]) == (301, "/boards/tax/")


@pytest.mark.parametrize(
    ("old", "feed"),
    [
        ("/bbs/rss.php?bo_table=tax", "/boards/tax/feed.rss"),
        ("/bbs/rss.php?bo_table=TAX&page=2", "/boards/tax/feed.rss"),
        ("/rss/tax", "/boards/tax/feed.rss"),
        ("/index.php?mid=tax&act=rss", "/boards/tax/feed.rss"),
        ("/?mid=tax&act=atom", "/boards/tax/feed.atom"),
        ("/tax/rss", "/boards/tax/feed.rss"),
        ("/Tax/atom/", "/boards/tax/feed.atom"),
        ("/index.php?act=rss", "/feed.rss"),
        ("/rss", "/feed.rss"),
        ("/atom/", "/feed.atom"),
    ],
)
def test_a_feed_has_moved_permanently(client, post, old, feed):
    response = client.get(old)
    assert (response.status_code, response["Location"]) == (301, feed)
    assert client.get(feed).status_code == 200


def test_the_feed_of_a_board_that_is_gone_or_closed_is_not_there(client):
    BoardFactory(slug="tax", read_access=Access.MEMBERS)
    for board in ("tax", "nothing", "", "%00"):
        assert client.get(f"/bbs/rss.php?bo_table={board}").status_code == 404
    for path in ("/bbs/rss.php", "/rss/tax", "/tax/rss", "/index.php?mid=tax&act=rss"):
        assert client.get(path).status_code == 404


def test_hangul_and_parameters_are_kept(client):
    post = PostFactory(board=BoardFactory(slug="세금"))
    response = client.get("/board/세금?page=2")
    assert response["Location"] == f"{post.board.get_absolute_url()}?page=2"
    assert client.get("/tag/세금")["Location"] == "/tags/%EC%84%B8%EA%B8%88/"


@pytest.mark.parametrize(
    "path",
    [
        "/tax/999999",
        "/visa/{0}",
        "/bbs/board.php?bo_table=visa&wr_id={0}",
        "/bbs/board.php?bo_table=nothing",
        "/bbs/board.php",
        "/index.php?document_srl=x",
        "/index.php?document_srl=99999999999999999999",
        "/index.php?document_srl=%00",
        "/tax/٣",
        "/Nothing/5/",
        "//elsewhere.example/5",
        "/Posts/5/nothing/",
    ],
)
def test_what_nobody_knows_stays_not_found(client, post, path):
    BoardFactory(slug="visa")
    assert client.get(path.format(post.pk)).status_code == 404


@pytest.mark.parametrize("old", ["/bbs/board.php?bo_table=tax&wr_id={0}", "/tax/{0}"])
def test_what_a_visitor_may_not_read_is_not_there(client, old):
    closed = BoardFactory(slug="tax", read_access=Access.MEMBERS)
    for post in (
        PostFactory(board=closed),
        PostFactory(is_secret=True, board=BoardFactory(slug="talk")),
        PostFactory(state=State.HIDDEN, board=closed),
    ):
        assert client.get(old.format(post.pk)).status_code == 404
    assert client.get("/bbs/board.php?bo_table=tax").status_code == 404


def test_a_board_is_not_taken_for_one_of_our_own_paths(client):
    post = PostFactory(board=BoardFactory(slug="members"))
    assert client.get(f"/members/{post.pk + 1000}/").status_code == 404
    path = f"/members/{post.pk}/"
    Member.objects.filter(pk=post.pk).update(is_active=False)
    assert client.get(path).status_code == 404
    assert client.get(f"/bbs/board.php?bo_table=members&wr_id={post.pk}").status_code == 301


def test_the_home_page_is_not_disturbed_by_parameters_that_lead_nowhere(client):
    assert client.get("/?mid=nothing&document_srl=5").status_code == 200


def test_what_is_sent_is_not_sent_on(client, post):
    assert client.post(f"/articles/{post.pk}").status_code == 404


def test_an_ordinary_page_asks_nothing_more(client, post, django_assert_num_queries):
    client.get("/all/?page=1")  # the first one after a compaction reads its counts
    # Offsets with the boards, rows, notices.
    with django_assert_num_queries(3):
        client.get("/all/?page=1")
