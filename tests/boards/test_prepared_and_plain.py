"""Every prepared query of the site gives the rows that Django's own way gives."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db.models import Model
from django.test import Client

from boards.access import Access
from boards.db.prepared import NAMES, Answer, PreparedQuery
from boards.models import Board
from boards.posts.lists.numbering import pages
from boards.posts.lists.rows import apply_visibility
from boards.posts.models import Post
from boards.search.index.indexing import index_posts
from boards.search.language.search_field import SearchField
from boards.search.querying.finding import find
from boards.search.remembering.actions.remember_search import remember_search
from boards.search.saved.actions.save_search import save_search
from boards.search.saved.matching import match_post
from tests.factories import (
    AdminFactory,
    BoardFactory,
    CommentFactory,
    MemberFactory,
    NoticeFactory,
    PostFactory,
)
from tests.posts.polls.asking import give_poll

pytestmark = pytest.mark.django_db


def contents(row: Any) -> Any:
    """Return what a row holds: of a model its loaded fields, and those of its relations."""
    if not isinstance(row, Model):
        return row
    related = row._state.fields_cache.items()
    return type(row), loaded(row), {name: loaded(value) for name, value in related}


def loaded(row: Model | None) -> dict[str, Any]:
    return {name: value for name, value in vars(row).items() if name != "_state"} if row else {}


def page(client: Client) -> str:
    """Return a page without the token of its forms, which is another one each time."""
    html = client.get("/boards/talk/").content.decode()
    return re.sub(r'(csrfmiddlewaretoken" value|csrf-token" content)="\w+"', "", html)


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> Iterator[set[str]]:
    """Ask each query both ways; the names of those that were asked are told."""
    asked: set[str] = set()
    prepared, answered = PreparedQuery.fetch, PreparedQuery.ask

    def compare(query: PreparedQuery[Any], found: list[Any], values: dict[str, Any]) -> None:
        plain = query.fetch_plain(**values)
        assert [contents(row) for row in found] == [contents(row) for row in plain], query.name
        asked.add(query.name)

    def fetch(query: PreparedQuery[Any], **values: Any) -> list[Any]:
        found = prepared(query, **values)
        compare(query, found, values)
        return found

    def ask(query: PreparedQuery[Any], **values: Any) -> Answer[Any]:
        answer = answered(query, **values)
        compare(query, answer.read(), values)
        return answer

    monkeypatch.setattr(PreparedQuery, "fetch", fetch)
    monkeypatch.setattr(PreparedQuery, "ask", ask)
    yield asked


@pytest.fixture
def talk() -> Board:
    """A board with pages of posts of every kind, beside a closed one."""
    moderator, author, blocked = MemberFactory(handle="keeper"), MemberFactory(), MemberFactory()
    board = BoardFactory(slug="talk", moderators=[moderator])
    closed = BoardFactory(slug="closed", read_access=Access.MEMBERS)
    posts = [PostFactory(board=board, author=author) for _ in range(45)]
    posts[3].tags.add("tax")
    PostFactory(board=board, author=author, is_secret=True)
    PostFactory(board=board, author=author, anonymous_number=0)
    PostFactory(board=board, author=blocked)
    PostFactory(board=closed, author=author).tags.add("tax")
    NoticeFactory(post=posts[0])
    root = CommentFactory(post=posts[-1], author=author, text="덧붙임")
    CommentFactory(post=posts[-1], parent=root, author=moderator, is_secret=True)
    moderator.blocks.create(blocked=blocked)
    give_poll(posts[-1])
    index_posts(Post.objects.values_list("pk", flat=True))
    return board


def visit_everything(client: Client, board: Board) -> None:
    """Ask for the pages that every visitor asks for."""
    article = Post.objects.filter(board=board, comments__isnull=False).distinct().get()
    for path in (
        "/",
        "/all/",
        "/all/?page=2",
        "/boards/talk/",
        "/boards/talk/?page=2",
        "/boards/talk/?tag=tax",
        "/tags/tax/",
        "/best/",
        f"/posts/{article.pk}/",
        f"/posts/{article.pk}/?list=all",
        f"/posts/{Post.objects.filter(board=board).earliest('pk').pk}/",
        "/search/?q=신고",
        "/search/?q=소득",
        "/search/?q=덧붙임",
    ):
        assert client.get(path).status_code == 200, path


def test_prepared_and_plain_queries_give_the_same_rows(talk: Board, compared: set[str]) -> None:
    visit_everything(Client(), talk)
    member, admin = MemberFactory(), AdminFactory()
    for person in (member, talk.moderators.get(), admin):
        client = Client()
        client.force_login(person)
        visit_everything(client, talk)
    client.force_login(member)
    root = Post.objects.get(comments__parent__isnull=False).comments.get(parent=None)
    reply = {"text": "Thank you", "submission_key": ""}
    client.post(f"/posts/{root.post_id}/comments/?reply_to={root.pk}", reply)
    written = {"title": "A question", "body": "How long does it take?", "tags": "tax"}
    assert client.post("/boards/talk/write/", written).status_code == 302
    save_search(
        member=talk.moderators.get(), query="question", field=SearchField.EVERYWHERE, board=None
    )
    assert match_post(Post.objects.get(title="A question").pk) == 1
    client.force_login(talk.moderators.get())
    client.post(f"/posts/{root.post_id}/moderation/hide/", {"reason": ""})
    # Lists load the boards of their rows; what loaded none asks which of them one moderates.
    secret = Post.objects.with_row_details().filter(is_secret=True)
    assert apply_visibility(secret, talk.moderators.get(), boards=())[0].is_unlocked
    # Pages in the middle of a long list take the keys of their posts first.
    keys = list(Post.objects.published().values_list("pk", flat=True)[:7])
    assert [row.pk for row in pages._rows_of(keys)] == keys
    remember_search(member=member, query="신고")
    # A search without the boards of its page has to ask which of them the viewer moderates.
    assert any(found.post.is_secret for found in find(talk.moderators.get(), "신고").results)
    assert NAMES - compared == {each for each in NAMES if not each.startswith("boards.")}


def test_a_site_without_prepared_queries_shows_the_same_pages(talk: Board, settings: Any) -> None:
    client = Client()
    client.force_login(talk.moderators.get())
    settings.PREPARED_QUERIES = True
    prepared = page(client)
    settings.PREPARED_QUERIES = False
    visit_everything(client, talk)
    assert page(client) == prepared
