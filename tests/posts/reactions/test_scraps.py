"""Scraps: kept, filed, found again, given up."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from boards.posts.models import Post, Scrap, ScrapFolder
from boards.posts.reactions.actions.delete_folder import delete_folder
from boards.posts.reactions.actions.scrap_post import file_scrap, scrap_post
from boards.posts.states import State
from tests.concurrency import at_once
from tests.factories import MemberFactory, PostFactory
from tests.posts.comments.talking import ENGLISH

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(client):
    member = MemberFactory()
    client.force_login(member)
    return member


def url(name, post):
    return reverse(f"posts:{name}", args=[post.pk])


def test_a_post_is_kept_once_and_given_up(client, member):
    post = PostFactory()
    assert url("scrap", post) in client.get(post.get_absolute_url()).content.decode()
    for _ in range(2):
        assert client.post(url("scrap", post)).status_code == 302
    assert Scrap.objects.filter(member=member, post=post).count() == 1
    page = client.get(post.get_absolute_url()).content.decode()
    assert url("scrap-undo", post) in page
    client.post(url("scrap-undo", post))
    assert not Scrap.objects.exists()


def test_htmx_gets_the_reactions_alone(client, member):
    post = PostFactory()
    for name, other in [("scrap", "scrap-undo"), ("scrap-undo", "scrap")]:
        page = client.post(url(name, post), headers={"HX-Request": "true"}).content.decode()
        assert page.strip().startswith("<div") and url(other, post) in page


def test_a_second_click_does_not_lose_the_note(client, member):
    post = PostFactory()
    file_scrap(post=post, member=member, folder=None, new_folder="세금", note="4월 전에")
    scrap_post(post=post, member=member)
    scrap = Scrap.objects.get()
    assert (scrap.folder.name, scrap.note) == ("세금", "4월 전에")


@pytest.mark.django_db(transaction=True)
def test_many_clicks_at_once_keep_one(client):
    post, member = PostFactory(), MemberFactory()
    at_once(*[lambda: scrap_post(post=post, member=member) for _ in range(20)])
    assert Scrap.objects.count() == 1


def test_folder_and_note(client, member):
    post = PostFactory()
    assert client.get(url("scrap-file", post)).status_code == 200
    client.post(url("scrap-file", post), {"new_folder": " 집  ", "note": "나중에"})
    scrap = Scrap.objects.get()
    assert (scrap.folder.name, scrap.note) == ("집", "나중에")
    other = PostFactory()
    client.post(url("scrap-file", other), {"new_folder": "집"})
    assert ScrapFolder.objects.count() == 1
    client.post(url("scrap-file", other), {"folder": "", "note": ""})
    assert Scrap.objects.get(post=other).folder is None


def test_bad_input_comes_back(client, member):
    response = client.post(url("scrap-file", PostFactory()), {"note": "가" * 301})
    assert response.status_code == 422
    assert "가" * 301 in response.content.decode()


def test_a_folder_of_another_member_is_no_choice(client, member):
    folder = ScrapFolder.objects.create(member=MemberFactory(), name="남의 것")
    post = PostFactory()
    assert client.post(url("scrap-file", post), {"folder": folder.pk}).status_code == 422
    assert client.get(f"/scraps/?folder={folder.pk}").status_code == 404
    assert client.post(reverse("posts:folder-delete", args=[folder.pk])).status_code == 404
    with pytest.raises(PermissionDenied):
        file_scrap(post=post, member=member, folder=folder)


def test_the_page_shows_ones_own_the_latest_first(client, member):
    first, second = PostFactory(title="첫 글"), PostFactory(title="둘째 글")
    scrap_post(post=PostFactory(title="남의 스크랩"), member=MemberFactory())
    for post in (first, second):
        file_scrap(post=post, member=member, folder=None, note=f"{post.title} 메모")
    page = client.get("/scraps/").content.decode()
    assert page.index("둘째 글 메모") < page.index("첫 글 메모")
    assert "남의 스크랩" not in page


def test_a_folder_keeps_its_own_and_leaves_them_when_it_goes(client, member):
    file_scrap(post=PostFactory(title="안"), member=member, folder=None, new_folder="폴더")
    scrap_post(post=PostFactory(title="밖에 둔 글"), member=member)
    folder = ScrapFolder.objects.get()
    page = client.get(f"/scraps/?folder={folder.pk}").content.decode()
    assert "안</a>" in page and "밖에 둔 글" not in page
    client.post(reverse("posts:folder-delete", args=[folder.pk]))
    assert Scrap.objects.count() == 2


def test_a_folder_that_was_deleted_in_another_window_keeps_the_note_in_the_form(client, member):
    folder = ScrapFolder.objects.create(member=member, name="폴더")
    post = PostFactory()
    delete_folder(pk=folder.pk, member=member)
    response = client.post(url("scrap-file", post), {"folder": folder.pk, "note": "오래 쓴 메모"})
    assert response.status_code == 422
    assert "오래 쓴 메모" in response.content.decode()
    with pytest.raises(ValidationError) as refusal:
        file_scrap(post=post, member=member, folder=folder, note="오래 쓴 메모")
    assert refusal.value.error_dict.keys() == {"folder"}
    assert not Scrap.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_folder_goes_while_a_post_is_filed_in_it():
    member, post = MemberFactory(), PostFactory()
    folder = ScrapFolder.objects.create(member=member, name="폴더")

    def filed():
        try:
            return file_scrap(post=post, member=member, folder=folder, note="메모")
        except ValidationError:
            return None

    at_once(filed, lambda: delete_folder(pk=folder.pk, member=member))
    assert not ScrapFolder.objects.exists()
    assert not Scrap.objects.exclude(folder=None).exists()


@pytest.mark.parametrize("fields", [{"state": State.DELETED}, {"is_secret": True}])
def test_what_can_no_longer_be_read_shows_no_title_and_can_be_removed(client, member, fields):
    post = PostFactory(title="사라진 제목")
    scrap_post(post=post, member=member)
    Post.objects.filter(pk=post.pk).update(**fields)
    page = client.get("/scraps/", headers=ENGLISH).content.decode()
    assert "사라진 제목" not in page
    assert "can no longer be read" in page
    assert client.post(url("scrap-undo", post)).status_code == 302
    assert not Scrap.objects.exists()


def test_many_scraps_have_pages_at_the_same_cost(client, member, django_assert_num_queries):
    author = MemberFactory()
    for n in range(40):
        post = PostFactory(author=author)
        file_scrap(post=post, member=member, folder=None, new_folder=f"f{n % 3}")
    # One of them is of the menu that all pages of an account have: other sites to sign in with.
    with django_assert_num_queries(8):
        page = client.get("/scraps/").content.decode()
    assert page.count('class="scrap"') == 35
    assert client.get("/scraps/?page=2").content.decode().count('class="scrap"') == 5


@pytest.mark.parametrize("query", ["page=x", "folder=x", "folder=9999", "page=" + "9" * 30])
def test_pages_that_are_not_there_are_404(client, member, query):
    assert client.get(f"/scraps/?{query}").status_code == 404


def test_guests_sign_in_first(client):
    post = PostFactory()
    assert client.get("/scraps/")["Location"].startswith("/accounts/login/")
    assert client.get(url("scrap-file", post)).status_code == 302
    for name in ("scrap", "scrap-undo", "scrap-file"):
        assert client.post(url(name, post)).status_code == 403
    assert client.post("/scraps/folders/1/delete/").status_code == 403
