"""Guests get pages that are kept for a moment; nobody gets what is another's, or what is old."""

import weakref
from collections.abc import Iterator
from functools import partial
from typing import Any

import brotli
import pytest
from django.test import Client
from django.utils import timezone

from boards.caching import write_generation
from boards.counters.models import CountedView
from boards.posts.comments.actions.publish_comment import publish_comment
from boards.posts.models import ListChange, Post
from boards.posts.moderation.actions.hide_post import hide_post
from boards.posts.writing.actions.publish_post import publish_post
from forum import guest_pages
from tests.concurrency import at_once
from tests.counters.reading import FIREFOX, SAFARI
from tests.factories import BoardFactory, MemberFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def pages_are_kept(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Keep pages as the web processes do."""
    monkeypatch.setattr(write_generation, "_memory", None)
    write_generation.share()
    yield
    write_generation.bump()


@pytest.fixture
def post() -> Post:
    """A post that its author published."""
    return publish_post(
        board=BoardFactory(), author=MemberFactory(), title="세금 신고", body="<p>언제까지죠?</p>"
    )


def page(client: Client, post: Post, **headers: str) -> str:
    """Open the article and return its HTML."""
    response = client.get(post.get_absolute_url(), headers={"user-agent": FIREFOX, **headers})
    assert response.status_code == 200
    return response.content.decode()


def test_second_guest_gets_the_kept_page_without_its_being_made(
    post: Post, django_assert_max_num_queries: object
) -> None:
    client = Client()
    first = page(client, post)
    with django_assert_max_num_queries(2):  # the view is counted
        assert page(client, post) == first


def test_every_reader_of_a_kept_page_is_counted_once(post: Post) -> None:
    client = Client()
    for agent in (FIREFOX, SAFARI, FIREFOX, f"{SAFARI} 2"):
        page(client, post, **{"user-agent": agent})
    page(client, post, **{"user-agent": "curl/8.0"})
    assert CountedView.objects.filter(post=post).count() == 3


def test_guests_and_members_in_turn_never_see_each_other_s_page(post: Post) -> None:
    author, stranger = post.author, MemberFactory()
    clients = {"guest": Client(), "author": Client(), "stranger": Client()}
    clients["author"].force_login(author)
    clients["stranger"].force_login(stranger)
    for _ in range(3):
        pages = {who: page(client, post) for who, client in clients.items()}
        assert author.handle in pages["author"]
        for who in ("guest", "stranger"):
            assert author.handle not in pages[who]
        assert f"/members/{stranger.pk}/" in pages["stranger"]
        assert f"/members/{stranger.pk}/" not in pages["guest"]
        assert "csrfmiddlewaretoken" not in pages["guest"]


def test_members_and_guests_at_once_on_one_server_stay_apart(post: Post) -> None:
    handler = Client()
    member = MemberFactory()
    handler.force_login(member)
    cookies = {"cookie": f"sessionid={handler.cookies['sessionid'].value}"}

    def read(is_member: bool) -> bool:
        client = Client()
        client.handler = handler.handler
        headers = cookies if is_member else {}
        pages = [page(client, post, **headers) for _ in range(10)]
        return all((f"/members/{member.pk}/" in text) is is_member for text in pages)

    assert all(at_once(*[partial(read, number % 2 == 0) for number in range(4)]))


@pytest.mark.parametrize("write", ["comment", "hide", "title"])
def test_what_was_written_is_seen_at_once(post: Post, write: str) -> None:
    client = Client()
    before = page(client, post)
    if write == "comment":
        publish_comment(post=post, author=MemberFactory(), text="15일까지예요")
        assert "15일까지예요" in page(client, post)
    elif write == "hide":
        hide_post(post=post, by=None)
        assert client.get(post.get_absolute_url()).status_code == 404
    else:
        post.title = "다른 제목"
        post.save()
        assert "다른 제목" in page(client, post)
    assert before


def test_each_language_has_its_own_page(post: Post) -> None:
    client = Client()
    for _ in range(2):
        assert '<html lang="ko">' in page(client, post, **{"accept-language": "ko"})
        assert '<html lang="en">' in page(client, post, **{"accept-language": "en"})
        assert (
            '<html lang="ko">' in client.get(f"{post.get_absolute_url()}?lang=ko").content.decode()
        )
    client.post("/language/", {"language": "ko"})
    assert '<html lang="ko">' in page(client, post, **{"accept-language": "en"})


def test_kept_page_has_the_headers_of_every_page(post: Post) -> None:
    client = Client()
    first = client.get(post.get_absolute_url())
    second = client.get(post.get_absolute_url())
    ours = {"X-Request-ID"}
    assert set(first.headers) == set(second.headers)
    assert all(first[name] == second[name] for name in first.headers if name not in ours)
    assert first["X-Request-ID"] != second["X-Request-ID"]
    assert "default-src 'none'" in second["Content-Security-Policy"]
    for name in ("Cookie", "Accept-Language", "Accept-Encoding"):
        assert name in second["Vary"]
    assert not second.cookies


def test_page_that_the_browser_has_is_not_sent_again(post: Post) -> None:
    client = Client()
    etag = client.get(post.get_absolute_url())["ETag"]
    again = client.get(post.get_absolute_url(), headers={"if-none-match": etag})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)


def test_page_is_compressed_for_browsers_that_know_how(post: Post) -> None:
    client = Client()
    plain = page(client, post)
    for _ in range(2):
        packed = client.get(post.get_absolute_url(), headers={"accept-encoding": "gzip, br"})
        assert packed["Content-Encoding"] == "br"
        assert brotli.decompress(packed.content).decode() == plain


def test_page_is_compressed_well_once_a_second_reader_takes_it(post: Post) -> None:
    client = Client()
    sizes = [
        len(client.get(post.get_absolute_url(), headers={"accept-encoding": "br"}).content)
        for _ in range(4)
    ]
    assert sizes[0] > sizes[1] == sizes[2] == sizes[3]


def test_page_is_made_anew_when_its_seconds_are_over(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guest_pages, "SECONDS", 0.0)
    client = Client()
    page(client, post)
    Post.objects.filter(pk=post.pk).update(title="모델을 거치지 않은 글")
    assert "모델을 거치지 않은 글" in page(client, post)


def test_pages_whose_time_is_over_go_when_another_comes() -> None:
    shelf = guest_pages.PageCache()
    over = [guest_pages.CachedPage(b"x" * 8_000, {}, None, b"", until=0.0) for _ in range(3)]
    references = [weakref.ref(page) for page in over]
    for number, kept in enumerate(over):
        shelf.put((str(number), "ko"), kept)
    shelf.put(("new", "ko"), guest_pages.CachedPage(b"x", {}, None, b"", float("inf")))
    del over, kept
    assert [reference() for reference in references] == [None, None, None]
    assert shelf.take(("new", "ko"), b"")


def test_memory_is_bounded(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guest_pages, "MAX_BYTES", 30_000)
    shelf = guest_pages.PageCache()
    for number in range(10):
        kept = guest_pages.CachedPage(b"x" * 8_000, {}, None, b"", float("inf"))
        shelf.put((str(number), "ko"), kept)
        kept.compressed = b"x" * 2_000  # as for the first browser that can unpack it
    held = [number for number in range(10) if shelf.take((str(number), "ko"), b"")]
    assert held == [7, 8, 9]


def test_rows_that_no_guest_sees_are_deleted_without_being_loaded(
    post: Post, django_assert_max_num_queries: Any
) -> None:
    Client().get(post.get_absolute_url())  # the middleware is made
    moment = timezone.now()
    ListChange.objects.bulk_create(
        ListChange(tag=0, board=post.board, posted_at=moment, post_id=number, number=1)
        for number in range(300)
    )
    before = write_generation.current()
    with django_assert_max_num_queries(3):  # with the beginning and the end of a transaction
        ListChange.objects.all().delete()
    assert write_generation.current() == before
