"""A comment that is a picture and no words."""

import json
import re

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from boards.posts.comments.actions.edit_comment import edit_comment
from boards.posts.comments.actions.publish_comment import publish_comment
from boards.posts.models import Comment
from boards.posts.uploads.actions.receive_upload import receive_upload
from tests.factories import AdminFactory, CommentFactory, MemberFactory, PostFactory
from tests.posts.comments.talking import ENGLISH
from tests.posts.uploads.samples import PDF, encoded, picture, sent

pytestmark = pytest.mark.django_db

PNG = encoded(picture((600, 300)), "PNG")
OTHER = encoded(picture((500, 400)), "PNG")
HTMX = {"HX-Request": "true", **ENGLISH}


@pytest.fixture
def member(client):
    member = MemberFactory(handle="writer")
    client.force_login(member)
    return member


@pytest.fixture
def post():
    return PostFactory()


def address(post):
    return reverse("posts:comments", args=[post.pk])


def wordless(post, author=None):
    author = author or MemberFactory()
    upload = receive_upload(owner=author, file=sent(PNG))
    return publish_comment(post=post, author=author, text="", picture=upload.pk)


@pytest.mark.parametrize("headers", [ENGLISH, HTMX])
@pytest.mark.parametrize("words", ["", " \n ", "\u200b"])
def test_a_picture_needs_no_words(client, member, post, headers, words):
    response = client.post(
        address(post), {"text": words, "picture": sent(PNG), "alt": "바다"}, headers=headers
    )
    assert response.status_code in (200, 302)
    comment = Comment.objects.get()
    assert comment.text == ""
    assert comment.body.startswith('<p class="comment__picture">')
    page = client.get(post.get_absolute_url()).content.decode()
    assert comment.pictures.get().get_absolute_url() in page


def test_no_form_of_a_comment_makes_the_browser_ask_for_words(client, member, post):
    page = client.get(post.get_absolute_url()).content.decode()
    assert " required" not in re.search(r'<textarea name="text"[^>]*>', page)[0]


@pytest.mark.parametrize("headers", [ENGLISH, HTMX])
def test_nothing_at_all_is_refused(client, member, post, headers):
    response = client.post(address(post), {"text": " "}, headers=headers)
    assert response.status_code == 422
    assert "Write something." in response.content.decode()
    assert not Comment.objects.exists()


def test_of_a_refused_picture_the_picture_is_told_alone(client, member, post):
    response = client.post(address(post), {"text": "", "picture": sent(PDF)}, headers=ENGLISH)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["picture"]


def test_words_can_be_taken_out_while_the_picture_stays(client, member, post):
    upload = receive_upload(owner=member, file=sent(PNG))
    comment = publish_comment(post=post, author=member, text="보세요", picture=upload.pk)
    edit = reverse("posts:comment-edit", args=[comment.pk])
    refused = client.post(edit, {"text": "", "removes_picture": "on"}, headers=ENGLISH)
    assert refused.status_code == 422 and "Write something." in refused.content.decode()
    assert client.post(edit, {"text": ""}).status_code == 302
    comment.refresh_from_db()
    assert comment.text == "" and comment.body.count("<img") == 1
    with pytest.raises(ValidationError):
        edit_comment(comment=comment, by=member, text="", removes_picture=True)
    page = client.get(reverse("posts:comment-versions", args=[comment.pk])).content.decode()
    assert "보세요" in page and "<p></p>" not in page


def test_another_picture_from_the_same_form_is_another_comment(client, member, post):
    key = "0b9f6f1e-7f0a-4f0e-9c6d-000000000001"
    for content in (PNG, PNG, OTHER):
        form = {"text": "", "picture": sent(content), "submission_key": key}
        assert client.post(address(post), form).status_code == 302
    assert Comment.objects.count() == 2


def test_lists_and_feeds_name_the_picture(client, post):
    comment = wordless(post)
    profile = reverse("accounts:comments", args=[comment.author_id])
    feeds = [reverse("feeds:comments", args=[post.pk, kind]) for kind in ("atom", "rss")]
    for language, word in (("en", "Picture"), ("ko", "사진")):
        headers = {"Accept-Language": language}
        page = client.get(profile, headers=headers).content.decode()
        link = re.search(rf'href="{comment.get_absolute_url()}">([^<]*)<', page)
        assert link and link[1] == word
    for feed in feeds:
        answer = client.get(f"{feed}?content=excerpt", headers=ENGLISH).content.decode()
        assert re.search(r"Picture|사진", answer), feed


def test_search_engines_are_told_of_a_picture(client, post):
    wordless(post)
    page = client.get(post.get_absolute_url(), headers=ENGLISH).content.decode()
    data = re.findall(r'<script type="application/ld\+json"[^>]*>(.*?)</script>', page, re.DOTALL)
    assert '"text": "Picture"' in json.dumps([json.loads(each) for each in data])


def test_the_admin_names_it(client, post):
    wordless(post)
    client.force_login(AdminFactory())
    page = client.get(reverse("admin:boards_posts_comment_changelist"), headers=ENGLISH)
    assert ">Picture</a>" in page.content.decode()


def test_the_database_takes_no_comment_that_shows_nothing():
    comment = CommentFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.filter(pk=comment.pk).update(text="", body="")
