"""The picture of a comment: sent with it, seen by who reads it, gone with it."""

import io
import json
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.urls import reverse
from PIL import Image

from boards.accounts.exporting.archive import write_archive
from boards.background.worker import work_off
from boards.members.characters import is_longer_than
from boards.members.models import Block
from boards.posts.comments.actions.delete_comment import delete_comment
from boards.posts.comments.actions.edit_comment import edit_comment, version_of_comment
from boards.posts.comments.actions.hide_comment import hide_comment
from boards.posts.comments.actions.publish_comment import publish_comment
from boards.posts.comments.forms import CommentForm, EditForm
from boards.posts.models import Comment, Post, Upload
from boards.posts.text.lengths import MAX_ALT_LENGTH
from boards.posts.trash.actions.purge import purge
from boards.posts.uploads.actions.receive_upload import receive_upload
from boards.posts.uploads.actions.remove_upload import remove_upload
from boards.posts.uploads.actions.sweep_uploads import sweep_uploads
from boards.posts.uploads.markup import markup_of
from boards.posts.uploads.refusals import MAX_UNUSED
from boards.posts.uploads.storing import folder_of
from boards.posts.writing.actions.publish_post import publish_post
from tests.factories import (
    AdminFactory,
    BoardFactory,
    CommentFactory,
    MemberFactory,
    PostFactory,
    UploadFactory,
)
from tests.posts.comments.talking import ENGLISH, post_with_moderator
from tests.posts.uploads.samples import PDF, encoded, picture, sent, with_metadata

pytestmark = pytest.mark.django_db

PNG = encoded(picture((600, 300)), "PNG")
HTMX = {"HX-Request": "true", **ENGLISH}


@pytest.fixture
def post():
    return PostFactory()


@pytest.fixture
def member(client):
    member = MemberFactory(handle="writer")
    client.force_login(member)
    return member


def address(post):
    return reverse("posts:comments", args=[post.pk])


def with_picture(post=None, **fields):
    """Publish a comment with a picture that is stored."""
    author = fields.pop("author", None) or MemberFactory()
    upload = receive_upload(owner=author, file=sent(PNG))
    return publish_comment(
        post=post or PostFactory(),
        author=author,
        text="사진이에요",
        picture=upload.pk,
        alt='내 "고양이"',
        **fields,
    )


def status_of(client, path):
    """Return the status of an answer that is read to its end, which closes its file."""
    response = client.get(path)
    b"".join(response)
    return response.status_code


def fetches(client, viewer, comment):
    """Say whether the viewer gets the picture, in each of its widths."""
    client.logout()
    if viewer:
        client.force_login(viewer)
    [upload] = comment.pictures.all()
    got = {status_of(client, upload.url_of(width)) for width in upload.widths}
    assert len(got) == 1
    return got == {200}


def edit_form(post, data):
    return EditForm(data)


def comment_form(post, data):
    return CommentForm(data, viewer=MemberFactory(), post=post)


class TestSending:
    @pytest.mark.parametrize("headers", [ENGLISH, HTMX])
    def test_a_picture_comes_with_the_form_and_shows_in_the_list(
        self, client, member, post, headers
    ):
        form = {"text": "보세요", "picture": sent(PNG), "alt": "고양이 <b>"}
        assert client.post(address(post), form, headers=headers).status_code in (200, 302)
        comment = Comment.objects.get()
        [upload] = comment.pictures.all()
        assert (upload.post, upload.owner) == (post, member)
        page = client.get(post.get_absolute_url(), headers=ENGLISH).content.decode()
        small = upload.url_of(min(upload.widths))
        assert f'<img src="{small}" alt="고양이 &lt;b&gt;" width="480" height="240"' in page
        assert f'<a href="{upload.get_absolute_url()}">' in page

    def test_a_picture_without_words_for_it_has_a_name_in_the_readers_language(
        self, client, member, post
    ):
        client.post(address(post), {"text": "보세요", "picture": sent(PNG)})
        page = client.get(post.get_absolute_url(), headers=ENGLISH).content.decode()
        assert ' alt="Picture" width="480"' in page

    def test_what_a_camera_wrote_into_it_is_gone(self, client, member, post):
        client.post(address(post), {"text": "x", "picture": sent(with_metadata("JPEG"))})
        work_off()
        upload = Upload.objects.get()
        names = default_storage.listdir(folder_of(upload.pk))[1]
        assert names and all(name.endswith(".webp") for name in names)
        for name in names:
            with default_storage.open(f"{folder_of(upload.pk)}/{name}") as file:
                image = Image.open(file)
                assert not image.getexif() and "exif" not in image.info

    @pytest.mark.parametrize("headers", [ENGLISH, HTMX])
    @pytest.mark.parametrize("content", [PDF, b"<script>", PNG[:300], b""])
    def test_anything_else_is_refused_beside_its_field_and_the_text_stays(
        self, client, member, post, content, headers
    ):
        form = {"text": "열심히 쓴 글", "alt": "무엇", "picture": sent(content)}
        response = client.post(address(post), form, headers=headers)
        page = response.content.decode()
        assert response.status_code == 422
        assert "열심히 쓴 글" in page and 'value="무엇"' in page
        assert '<details class="comment-form__picture" open>' in page
        assert page.count("field__error") == 2  # this one, and the place for htmx to say something
        assert not Upload.objects.exists() and not Comment.objects.exists()

    def test_of_an_empty_file_one_sentence_is_said(self, client, member, post):
        form = {"text": "열심히 쓴 글", "picture": sent(b"")}
        page = client.post(address(post), form, headers=ENGLISH).content.decode()
        assert "This file is empty." in page
        assert "The submitted file is empty." not in page

    @pytest.mark.parametrize("make", [edit_form, comment_form])
    @pytest.mark.parametrize(
        "typed", ["가" * 100_000, " \n" * 50_000 + "가", "e" + "\u0301" * 9000]
    )
    def test_words_without_end_are_cut_where_they_come_in(self, post, make, typed):
        form = make(post, {"text": "보세요", "alt": typed, "version": "0"})
        assert form.is_valid()
        assert not is_longer_than(form.cleaned_data["alt"], MAX_ALT_LENGTH)

    @pytest.mark.parametrize("headers", [ENGLISH, HTMX])
    def test_after_an_error_elsewhere_it_need_not_be_chosen_again(
        self, client, member, post, headers
    ):
        form = {"text": "가" * 3001, "picture": sent(PNG)}
        response = client.post(address(post), form, headers=headers)
        upload = Upload.objects.get()
        page = response.content.decode()
        assert f'name="kept_picture" value="{upload.pk}"' in page
        assert upload.get_absolute_url() in page
        client.post(address(post), {"text": "짧게", "kept_picture": str(upload.pk)})
        assert Comment.objects.get().pictures.get() == upload

    def test_what_was_kept_can_be_left_out_or_changed_for_another(self, client, member, post):
        old = receive_upload(owner=member, file=sent(PNG))
        kept = {"text": "x", "kept_picture": str(old.pk)}
        client.post(address(post), {**kept, "removes_picture": "on"})
        assert not Comment.objects.get().pictures.exists()
        client.post(address(post), {**kept, "picture": sent(PNG)})
        assert Comment.objects.latest("pk").pictures.get() != old

    def test_the_picture_of_somebody_else_or_of_another_text_is_not_taken(
        self, client, member, post
    ):
        of_other = UploadFactory()
        used = with_picture(author=member).pictures.get()
        for upload in (of_other, used):
            client.post(address(post), {"text": "x", "kept_picture": str(upload.pk)})
            comment = Comment.objects.latest("pk")
            assert not comment.pictures.exists()
            with pytest.raises(ValidationError):
                publish_comment(post=post, author=member, text="x", picture=upload.pk)

    def test_it_counts_among_the_files_that_wait(self, client, member, post):
        UploadFactory.create_batch(MAX_UNUSED, owner=member, post=None)
        response = client.post(address(post), {"text": "x", "picture": sent(PNG)}, headers=ENGLISH)
        assert response.status_code == 422
        assert "files waiting" in response.content.decode()

    def test_who_was_signed_out_is_asked_to_choose_it_again(self, client, post):
        client.post(address(post), {"text": "잊지 마세요", "picture": sent(PNG)})
        assert not Upload.objects.exists()
        client.force_login(MemberFactory())
        page = client.get(post.get_absolute_url(), headers=ENGLISH).content.decode()
        assert "잊지 마세요" in page and "Choose the picture again." in page

    def test_the_same_form_sent_twice_makes_one_comment(self, client, member, post):
        key = "0b9f6f1e-7f0a-4f0e-9c6d-000000000001"
        for _ in range(2):
            form = {"text": "x", "picture": sent(PNG), "submission_key": key}
            client.post(address(post), form)
        assert Comment.objects.get().pictures.count() == 1

    def test_a_post_cannot_take_the_picture_of_a_comment_under_it(self):
        author = MemberFactory()
        comment = with_picture(author=author)
        with pytest.raises(ValidationError):
            publish_post(
                board=BoardFactory(),
                author=author,
                title="x",
                body=markup_of(comment.pictures.get()),
            )


class TestWhoMayFetchIt:
    def test_everybody_while_everybody_reads_the_comment(self, client):
        assert fetches(client, None, with_picture())

    @pytest.mark.parametrize("fields", [{"is_secret": True}, {"state": "hidden"}])
    def test_as_the_post_is_read(self, client, fields):
        comment = with_picture()
        Post.objects.filter(pk=comment.post_id).update(**fields)
        for viewer in (None, MemberFactory()):
            assert not fetches(client, viewer, comment)
        assert fetches(client, AdminFactory(), comment)

    def test_of_a_secret_comment_who_reads_that(self, client):
        post, moderator = post_with_moderator()
        comment = with_picture(post, is_secret=True)
        for viewer in (post.author, comment.author, moderator, AdminFactory()):
            assert fetches(client, viewer, comment)
        for viewer in (None, MemberFactory(), CommentFactory(post=post).author):
            assert not fetches(client, viewer, comment)

    def test_of_a_hidden_comment_moderators(self, client):
        post, moderator = post_with_moderator()
        comment = with_picture(post)
        hide_comment(comment=comment, by=moderator)
        assert fetches(client, moderator, comment)
        for viewer in (None, MemberFactory(), comment.author, post.author):
            assert not fetches(client, viewer, comment)

    def test_of_an_earlier_version_who_reads_versions(self, client):
        post, moderator = post_with_moderator()
        comment = with_picture(post)
        edit_comment(comment=comment, by=comment.author, text="이제 없어요", removes_picture=True)
        for viewer in (comment.author, moderator, AdminFactory()):
            assert fetches(client, viewer, comment)
        for viewer in (None, MemberFactory(), post.author):
            assert not fetches(client, viewer, comment)

    def test_before_it_is_published_its_owner_alone(self, client, member):
        upload = receive_upload(owner=member, file=sent(PNG))
        assert status_of(client, upload.get_absolute_url()) == 200
        client.force_login(MemberFactory())
        assert status_of(client, upload.get_absolute_url()) == 404

    def test_no_cache_keeps_that_of_a_secret_comment(self, client):
        comment = with_picture(is_secret=True)
        client.force_login(comment.author)
        response = client.get(comment.pictures.get().get_absolute_url())
        b"".join(response)
        assert response["Cache-Control"] == "private, no-store"


class TestEditing:
    def edit(self, client, comment, **form):
        client.force_login(comment.author)
        return client.post(reverse("posts:comment-edit", args=[comment.pk]), form, headers=ENGLISH)

    def test_the_text_alone_leaves_it_with_its_words(self, client):
        comment = with_picture()
        self.edit(client, comment, text="다른 말")
        comment.refresh_from_db()
        assert "<p>다른 말</p>" in comment.body
        assert 'alt="내 &quot;고양이&quot;"' in comment.body

    def test_the_form_shows_it_and_its_words(self, client):
        comment = with_picture()
        client.force_login(comment.author)
        page = client.get(reverse("posts:comment-edit", args=[comment.pk])).content.decode()
        assert comment.pictures.get().get_absolute_url() in page
        assert 'value="내 &quot;고양이&quot;"' in page
        assert 'name="removes_picture"' in page

    def test_it_is_taken_out_and_the_version_before_still_shows_it(self, client):
        comment = with_picture()
        upload = comment.pictures.get()
        self.edit(client, comment, text=comment.text, removes_picture="on")
        comment.refresh_from_db()
        assert "comment__picture" not in comment.body and comment.edited_at
        page = client.get(reverse("posts:comment-versions", args=[comment.pk])).content.decode()
        assert page.count(upload.get_absolute_url()) == 1

    @pytest.mark.parametrize("others", [{}, {"alt": "개"}])
    def test_one_that_an_admin_removed_goes_with_the_next_edit(self, client, others):
        comment = with_picture()
        remove_upload(upload=comment.pictures.get(), by=None)
        answer = self.edit(client, comment, text=comment.text, **others)
        assert answer.status_code == 302
        comment.refresh_from_db()
        assert "comment__picture" not in comment.body

    def test_pictures_of_versions_have_a_name_for_whom_they_are_read_to(self, client):
        comment = with_picture()
        edit_comment(comment=comment, by=comment.author, text="다른 말", alt="")
        edit_comment(comment=comment, by=comment.author, text="또 다른 말")
        client.force_login(comment.author)
        path = reverse("posts:comment-versions", args=[comment.pk])
        page = client.get(path, headers=ENGLISH).content.decode()
        assert page.count('alt="Picture"') == 2

    def test_another_takes_its_place(self, client):
        comment = with_picture()
        old = comment.pictures.get()
        self.edit(client, comment, text=comment.text, picture=sent(PNG), alt="개")
        comment.refresh_from_db()
        assert str(old.pk) not in comment.body
        assert comment.body.count("<img") == 1 and 'alt="개"' in comment.body

    def test_a_comment_without_one_gets_one(self, client):
        comment = CommentFactory()
        self.edit(client, comment, text=comment.text, picture=sent(PNG))
        comment.refresh_from_db()
        assert comment.body.count("<img") == 1

    def test_two_windows_tell_each_other(self, client):
        comment = with_picture()
        version = version_of_comment(comment)
        self.edit(client, comment, text=comment.text, removes_picture="on", version=version)
        response = self.edit(client, comment, text="늦은 창", version=version)
        assert response.status_code == 409
        comment.refresh_from_db()
        assert comment.text != "늦은 창"


class TestGoing:
    def test_with_the_comment_when_it_is_purged(self):
        for has_reply in (False, True):
            comment = with_picture()
            if has_reply:
                CommentFactory(post=comment.post, parent=comment)
            upload = comment.pictures.get()
            delete_comment(comment=comment, by=comment.author)
            assert Upload.objects.filter(pk=upload.pk).exists()
            assert purge(trashed=comment.trashed)
            assert not Upload.objects.filter(pk=upload.pk).exists()
            work_off()
            assert not default_storage.exists(f"{folder_of(upload.pk)}/{upload.widths[0]}.webp")

    def test_not_while_the_comment_shows_it(self):
        comment = with_picture()
        assert sweep_uploads() == 0
        assert comment.pictures.exists()


def test_an_export_holds_the_pictures_of_ones_comments():
    comment = with_picture()
    work_off()
    file = io.BytesIO()
    write_archive(comment.author, to=file)
    with zipfile.ZipFile(file) as archive:
        [row] = json.loads(archive.read("uploads.json"))
        assert row["comment_id"] == comment.pk
        assert row["file"] in archive.namelist()


def test_an_export_says_where_the_pictures_of_comments_stood_and_what_they_show():
    comment = with_picture()
    [upload] = comment.pictures.all()
    edit_comment(comment=comment, by=comment.author, text="이제 없어요", removes_picture=True)
    other = with_picture(author=comment.author)
    first, second = exported_comments(comment.author)
    assert first["picture_html"] == ""
    [version] = first["versions"]
    for html, shown in (
        (version["picture_html"], upload),
        (second["picture_html"], other.pictures.get()),
    ):
        assert shown.get_absolute_url() in html and 'alt="내 &quot;고양이&quot;"' in html


def exported_comments(member):
    file = io.BytesIO()
    write_archive(member, to=file)
    with zipfile.ZipFile(file) as archive:
        return json.loads(archive.read("comments.json"))


def test_the_admin_does_not_say_who_sent_the_picture_of_an_anonymous_comment(client):
    post = PostFactory(board=BoardFactory(allows_anonymous=True))
    author = MemberFactory(handle="nobodyknows")
    with_picture(post, author=author, is_anonymous=True)
    client.force_login(AdminFactory())
    page = client.get(reverse("admin:boards_posts_upload_changelist")).content.decode()
    assert "nobodyknows" not in page


def test_the_picture_of_whom_the_viewer_blocked_is_folded_away_with_the_comment(client, member):
    comment = with_picture()
    Block.objects.create(blocker=member, blocked=comment.author)
    page = client.get(comment.post.get_absolute_url()).content.decode()
    fold = page.split('<details class="comment__fold">')[1].split("</details>")[0]
    assert "comment__picture" in fold
