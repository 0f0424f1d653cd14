"""What is a view and what is not, on the article page itself."""

import pytest
from crawleruseragents import CRAWLER_USER_AGENTS_DATA

from boards.access import Access
from boards.counters.crawlers import is_crawler
from boards.posts.models import Post
from boards.posts.states import State
from tests.counters.reading import FIREFOX, SAFARI, read, views_of
from tests.factories import BoardFactory, MemberFactory, PostFactory

pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("each_backend")
def test_first_look_of_a_guest_counts_and_a_reload_does_not(post: Post) -> None:
    for _ in range(3):
        assert read(post) == 200
    assert views_of(post) == 1


@pytest.mark.usefixtures("each_backend")
def test_same_reader_counts_on_each_article(post: Post) -> None:
    other = PostFactory()
    read(post)
    read(other)
    assert views_of(post) == views_of(other) == 1


@pytest.mark.usefixtures("each_backend")
def test_readers_with_different_agents_behind_one_address_are_not_merged(post: Post) -> None:
    read(post, agent=FIREFOX)
    read(post, agent=SAFARI)
    assert views_of(post) == 2


@pytest.mark.usefixtures("each_backend")
def test_member_is_one_reader_on_every_device(post: Post) -> None:
    member = MemberFactory()
    read(post, member=member, agent=FIREFOX, address="203.0.113.7")
    read(post, member=member, agent=SAFARI, address="198.51.100.9")
    assert views_of(post) == 1


def test_two_members_behind_one_address_are_two_readers(post: Post) -> None:
    read(post, member=MemberFactory())
    read(post, member=MemberFactory())
    assert views_of(post) == 2


def test_author_does_not_count(post: Post) -> None:
    assert read(post, member=post.author) == 200
    assert views_of(post) == 0


def test_guests_count_on_a_post_without_an_author() -> None:
    post = PostFactory(author=None, masked_author="vuxxxxx")
    read(post)
    assert views_of(post) == 1


@pytest.mark.parametrize(
    "agent",
    [
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/5.0 (compatible; Yeti/1.1; +https://naver.me/spd)",
        "Mozilla/5.0 AppleWebKit/537.36 (compatible; GPTBot/1.2; +https://openai.com/gptbot)",
        "facebookexternalhit/1.1",
        "curl/8.5.0",
        "python-requests/2.32.3",
        "",
        "   ",
    ],
)
def test_crawler_does_not_count(post: Post, agent: str) -> None:
    assert read(post, agent=agent) == 200
    assert views_of(post) == 0


def test_crawlers_are_known_by_the_agents_of_their_own_list() -> None:
    agents = [agent for crawler in CRAWLER_USER_AGENTS_DATA for agent in crawler["instances"]]
    assert len(agents) > 1_000
    assert [agent for agent in agents if not is_crawler(agent[:512])] == []


@pytest.mark.parametrize(
    "agent",
    [
        FIREFOX,
        SAFARI,
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
        "Chrome/131.0.0.0 Safari/537.36",
        "Mozilla/5.0 (Linux; Android 14; SM-S928N) AppleWebKit/537.36 (KHTML, like Gecko) "
        "SamsungBrowser/27.0 Chrome/125.0.0.0 Mobile Safari/537.36",
        "Mozilla/5.0 (Linux; Android 14; SM-S928N; wv) AppleWebKit/537.36 (KHTML, like Gecko) "
        "Version/4.0 Chrome/131.0.0.0 Mobile Safari/537.36 NAVER(inapp; search; 2000; 12.8.5)",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 "
        "(KHTML, like Gecko) Mobile/15E148 KAKAOTALK 11.1.0",
        "Lynx/2.9.0dev.12 libwww-FM/2.14",
    ],
)
def test_browsers_of_readers_count(post: Post, agent: str) -> None:
    read(post, agent=agent)
    assert views_of(post) == 1


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-purpose": "prefetch"},
        {"sec-purpose": "prefetch;prerender"},
        {"sec-purpose": "prefetch;anonymous-client-ip"},
        {"purpose": "Prefetch"},
        {"x-purpose": "preview"},
        {"x-moz": "prefetch"},
    ],
)
def test_page_loaded_ahead_of_reading_does_not_count(post: Post, headers: dict[str, str]) -> None:
    assert read(post, headers=headers) == 200
    assert views_of(post) == 0


def test_head_request_does_not_count(post: Post) -> None:
    assert read(post, method="head") == 200
    assert views_of(post) == 0


def test_hidden_and_deleted_posts_do_not_count_for_anyone() -> None:
    moderator = MemberFactory()
    board = BoardFactory(moderators=[moderator])
    hidden = PostFactory(board=board, state=State.HIDDEN)
    deleted = PostFactory(board=board, state=State.DELETED)
    assert read(hidden, member=moderator) == 200
    assert read(hidden) == 404
    assert read(deleted) == 410
    assert views_of(hidden) == views_of(deleted) == 0


def test_refused_and_missing_pages_do_not_count() -> None:
    post = PostFactory(board=BoardFactory(read_access=Access.MEMBERS))
    assert read(post) == 403
    assert read(Post(pk=987_654_321)) == 404
    assert views_of(post) == 0


def test_guest_gets_no_cookie(client, post: Post) -> None:
    client.get(post.get_absolute_url(), headers={"user-agent": FIREFOX})
    assert not client.cookies
