"""The admin answers what no page of it asks: with a list, a refusal or an error in a form."""

from functools import partial

import pytest
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.urls import reverse

from boards.models import Board
from boards.posts.models import Comment, Notice, Post, Tag, Upload
from boards.posts.states import State
from tests.factories import AdminFactory, CommentFactory, MemberFactory, NoticeFactory

pytestmark = pytest.mark.django_db

WORDS = ("", "abc", "-1", "9" * 20, "9" * 5000, "\x00", "1e400")


@pytest.fixture
def notice(client):
    client.force_login(AdminFactory())
    notice = NoticeFactory()
    CommentFactory(post=notice.post)
    return notice


def address(model, page, *args):
    meta = model._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_{page}", args=args)


def status(client, path, query):
    """Return the status of a page and, where it leads on to the list, of that."""
    return client.get(path, query, follow=True).status_code


@pytest.mark.parametrize(
    "lookup",
    [
        "posted_at__year", "posted_at__month", "posted_at__day", "posted_at__hour",
        "posted_at__date", "posted_at__time", "posted_at__week", "posted_at__year__gte",
        "posted_at__lt", "posted_at__range", "posted_at__isnull", "posted_at", "id", "id__gt",
        "id__in", "id__range", "pk", "board", "board__id__exact", "board__id__in", "board__isnull",
        "is_secret__exact", "is_secret", "state__exact", "title__regex", "title__iregex",
        "title__icontains", "title__isnull", "edited_at__year", "body", "q", "p", "o", "e", "all",
        "_to_field", "_popup", "_changelist_filters", "_facets", "nothing", "id__nothing",
    ],
)  # fmt: skip
def test_a_list_of_posts_understands_or_refuses(client, notice, lookup):
    words = (*WORDS, "0001-01-01T00:00+14:00", "9999-12-31T23:59-12:00", "10000", "(", "a" * 60_000)
    for word in words:
        assert status(client, address(Post, "changelist"), {lookup: word}) in (200, 400), word


@pytest.mark.parametrize(
    "query",
    [
        {"posted_at__year": "9999", "posted_at__month": "12"},
        {"posted_at__year": "2020", "posted_at__month": "13"},
        {"posted_at__year": "2021", "posted_at__month": "2", "posted_at__day": "30"},
        {"posted_at__year": "9" * 30, "posted_at__month": "1", "posted_at__day": "1"},
        {"posted_at__month": "99", "posted_at__day": "99"},
        {"posted_at__year": ["2020", "abc"]},
        {"q": "word " * 3000},
        {"q": "a" * 60_000},
    ],
    ids=str,
)
def test_a_list_takes_dates_that_are_none_and_endless_searches(client, notice, query):
    for model in (Post, Comment):
        assert status(client, address(model, "changelist"), query) == 200


@pytest.mark.parametrize("word", WORDS)
def test_other_lists_understand_or_refuse(client, notice, word):
    for model, lookups in {
        Notice: ("position", "position__in", "starts_at__year", "post__board__id__exact", "post"),
        Comment: ("post__board__id__exact", "parent", "root__in", "recommends__lte"),
        Upload: ("size", "size__in", "widths__contains", "widths__0", "post__isempty", "id"),
        Board: ("moderators", "moderators__in", "position__gte", "in_navigation__exact"),
    }.items():
        for lookup in lookups:
            path = address(model, "changelist")
            assert status(client, path, {lookup: word}) in (200, 400), lookup


@pytest.mark.parametrize("word", WORDS)
def test_a_field_that_suggests_says_that_a_word_is_no_row(client, notice, word):
    form = {"post": word, "scope": "this_board", "position": "1", "starts_at_0": word}
    assert client.post(address(Notice, "add"), form).status_code == 200
    assert Notice.objects.count() == 1
    board = {"name_ko": "새 게시판", "name_en": "New", "moderators": ["1", word], "position": word}
    assert client.post(address(Board, "add"), board).status_code == 200
    change = {"board": word, "author": word, "title": "제목", "posted_at_0": word}
    assert client.post(address(Post, "change", notice.post_id), change).status_code == 200


@pytest.mark.parametrize(
    "word", (*WORDS, "9999-12-31", "9999-12-31T23:59:59Z", "0001-01-01T00:00Z")
)
def test_the_form_of_a_new_row_takes_any_address(client, notice, word):
    fields = ("post", "starts_at", "ends_at", "position", "scope", "_to_field", "_popup")
    for field in fields:
        assert client.get(address(Notice, "add"), {field: word}).status_code in (200, 400)
    for field in ("moderators", "position", "in_navigation"):
        assert client.get(address(Board, "add"), {field: word}).status_code == 200


def test_the_form_of_a_new_row_begins_with_what_its_address_says(client, notice):
    query = {"post": notice.post_id, "starts_at": "2026-01-02 03:04", "position": "7"}
    page = client.get(address(Notice, "add"), query).content.decode()
    for part in (notice.post.title, 'value="2026-01-02"', 'value="03:04:00"', 'value="7"'):
        assert part in page


@pytest.mark.parametrize("word", WORDS)
def test_an_action_passes_over_rows_that_cannot_be(client, notice, word):
    chosen = {ACTION_CHECKBOX_NAME: [word, str(notice.post_id)], "index": word}
    answer = client.post(address(Post, "changelist"), {**chosen, "action": "hide_posts"})
    assert answer.status_code == 302
    assert Post.objects.get().state == State.HIDDEN
    for model in (Upload, Tag, Board):
        data = {ACTION_CHECKBOX_NAME: [word], "action": "delete_selected", "post": "yes"}
        assert client.post(address(model, "changelist"), data).status_code in (200, 302)


@pytest.mark.parametrize("word", WORDS)
def test_a_list_that_is_edited_takes_any_form(client, notice, word):
    for name in ("form-TOTAL_FORMS", "form-INITIAL_FORMS", "form-0-id", "form-0-position"):
        form = {
            "form-TOTAL_FORMS": "1",
            "form-INITIAL_FORMS": "1",
            "form-0-id": notice.post.board_id,
            "form-0-position": "1",
            "_save": "Save",
            name: word,
        }
        assert client.post(address(Board, "changelist"), form).status_code in (200, 302, 400), name


@pytest.mark.parametrize("name", ["term", "page", "app_label", "model_name", "field_name"])
def test_suggestions_take_any_question(client, notice, name):
    MemberFactory()
    good = {"app_label": "boards_posts", "model_name": "post", "field_name": "author", "term": ""}
    ask = partial(client.get, reverse("admin:autocomplete"))
    assert ask(good).status_code == 200
    for word in (*WORDS, "id", "a" * 60_000, "word " * 3000):
        assert ask({**good, name: word}).status_code in (200, 403, 404), word


@pytest.mark.parametrize("word", WORDS[1:])
def test_a_row_that_cannot_be_is_not_there(client, notice, word):
    for model in (Post, Upload, Notice):
        for page in ("change", "delete", "history"):
            path = address(model, page, word)
            assert client.get(path).status_code in (302, 403), (model, page)
            assert client.post(path, {"_to_field": "", "_popup": word}).status_code in (302, 403)
