"""Drafts: kept, offered, never overwritten unseen."""

from functools import partial

import pytest
from django.test import Client
from django.urls import reverse

from boards.access import Access
from boards.posts.models import Draft
from boards.posts.text.lengths import MAX_MARKUP_LENGTH
from boards.posts.writing.actions.save_draft import DraftChangedMeanwhile, save_draft
from tests.concurrency import at_once
from tests.factories import BoardFactory, MemberFactory, PostFactory

pytestmark = pytest.mark.django_db

TYPED = {"title": "초안", "body": "<p>쓰다 만 글</p>", "markup": "html", "comments_open": "on"}


@pytest.fixture
def board():
    return BoardFactory(slug="talk")


@pytest.fixture
def member():
    return MemberFactory()


@pytest.fixture
def browser(client, member):
    """A client that has signed in."""
    client.force_login(member)
    return client


@pytest.fixture
def path(board):
    return reverse("posts:draft", args=[f"new:{board.pk}"])


def test_each_save_raises_the_version(browser, path):
    first = browser.post(path, {**TYPED, "draft_version": "0"}).json()
    second = browser.post(path, {**TYPED, "title": "둘", "draft_version": first["version"]}).json()
    draft = Draft.objects.get()
    assert (first["version"], second["version"], draft.version) == (1, 2, 2)
    assert draft.fields["title"] == "둘"
    assert draft.fields["comments_open"] is True
    assert draft.fields["is_secret"] is False


def test_another_window_is_refused_and_told_what_is_stored(browser, path):
    browser.post(path, {**TYPED, "draft_version": "0"})
    response = browser.post(path, {**TYPED, "title": "다른 창", "draft_version": "0"})
    assert response.status_code == 409
    assert response.json()["fields"]["title"] == "초안"
    assert Draft.objects.get().fields["title"] == "초안"


def test_a_save_that_is_sent_again_is_no_conflict(browser, path):
    for _ in range(2):
        assert browser.post(path, {**TYPED, "draft_version": "0"}).status_code == 200
    assert Draft.objects.get().version == 1


def test_a_late_save_does_not_bring_back_what_was_sent(browser, path):
    response = browser.post(path, {**TYPED, "draft_version": "3"})
    assert response.status_code == 409
    assert response.json() == {"version": 0, "fields": None}
    assert not Draft.objects.exists()


@pytest.mark.parametrize("version", ["x", "-1", "9" * 12])
def test_a_senseless_version_is_refused(browser, path, version):
    assert browser.post(path, {**TYPED, "draft_version": version}).status_code == 400


def test_is_cut_where_nobody_types_that_much(browser, path):
    browser.post(path, {**TYPED, "title": "가" * 5000, "body": "가" * (MAX_MARKUP_LENGTH + 9)})
    fields = Draft.objects.get().fields
    assert (len(fields["title"]), len(fields["body"])) == (1000, MAX_MARKUP_LENGTH)


def test_guests_are_told_to_sign_in(client, path):
    assert client.post(path, TYPED).status_code == 401
    assert not Draft.objects.exists()


def test_only_forms_that_one_may_send_have_drafts(browser, member):
    closed = BoardFactory(write_access=Access.MODERATORS)
    own, other = PostFactory(author=member), PostFactory()
    forms = {
        f"new:{closed.pk}": 403,
        f"post:{other.pk}": 403,
        "new:999999": 403,
        "post:٣": 403,
        "new:" + "9" * 30: 403,
        "anything": 403,
        f"post:{own.pk}": 200,
    }
    statuses = {f: browser.post(reverse("posts:draft", args=[f]), TYPED).status_code for f in forms}
    assert statuses == forms


def test_is_read_by_post_only(browser, path):
    assert browser.get(path).status_code == 405


def test_is_offered_continued_and_discarded(browser, board, path):
    browser.post(path, TYPED)
    page = browser.get(reverse("posts:write", args=[board.slug])).content.decode()
    assert "data-draft-offer" in page
    assert "쓰다 만 글" not in page
    continued = browser.get(reverse("posts:write", args=[board.slug]) + "?draft=continue")
    page = continued.content.decode()
    assert "쓰다 만 글" in page
    assert "data-draft-offer" not in page
    assert 'name="draft_version" value="1"' in page
    discarded = browser.post(reverse("posts:discard-draft", args=[f"new:{board.pk}"]))
    assert discarded["Location"] == reverse("posts:write", args=[board.slug])
    assert not Draft.objects.exists()


def test_drafts_of_an_edit_lead_back_to_the_edit(browser, member):
    post = PostFactory(author=member)
    browser.post(reverse("posts:draft", args=[f"post:{post.pk}"]), TYPED)
    edit = reverse("posts:edit", args=[post.pk])
    assert "data-draft-offer" in browser.get(edit).content.decode()
    assert "쓰다 만 글" in browser.get(f"{edit}?draft=continue").content.decode()
    discarded = browser.post(reverse("posts:discard-draft", args=[f"post:{post.pk}"]))
    assert discarded["Location"] == edit


def test_nobody_discards_the_draft_of_another(browser, board, path):
    browser.post(path, TYPED)
    stranger = Client()
    stranger.force_login(MemberFactory())
    stranger.post(reverse("posts:discard-draft", args=[f"new:{board.pk}"]))
    Client().post(reverse("posts:discard-draft", args=["nothing"]))
    assert Draft.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_windows_at_once_one_is_refused(member):
    def save(title, version):
        try:
            save_draft(member=member, form="new:1", fields={"title": title}, version=version)
        except DraftChangedMeanwhile:
            return False
        return True

    for version in range(4):
        saved = at_once(*(partial(save, f"{version} {name}", version) for name in "가나다"))
        assert saved.count(True) == 1
    assert Draft.objects.get().version == 4


def test_no_page_promises_what_takes_a_script(client):
    client.force_login(MemberFactory())
    for path in (reverse("accounts:drafts"), reverse("posts:choose-board")):
        page = client.get(path, headers={"accept-language": "ko"}).content.decode()
        assert "저절로" not in page and "자동으로" not in page
        assert "“취소”" in page


def test_where_files_go_is_told_for_who_has_no_script(client):
    client.force_login(MemberFactory())
    path = reverse("posts:write", args=[BoardFactory().slug])
    page = client.get(path, headers={"accept-language": "ko"}).content.decode()
    assert "<span data-without-editor>고른 파일은 글을 올릴 때 본문 아래에 붙습니다." in page
    assert "<span data-with-editor hidden>사진은 쓰고 있는 문단 아래에" in page
