"""Files and the posts that show them: attaching, removing, sweeping."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from boards.background.worker import work_off
from boards.posts.models import Draft, Post, Revision, Upload
from boards.posts.moderation.actions.delete_post import delete_post
from boards.posts.trash.actions.purge import purge
from boards.posts.uploads.actions.attach_uploads import attach_uploads
from boards.posts.uploads.actions.receive_upload import receive_upload
from boards.posts.uploads.actions.sweep_uploads import (
    KEPT_UNUSED,
    sweep_uploads,
    sweep_uploads_in_background,
)
from boards.posts.uploads.markup import markup_of, with_picture_sizes
from boards.posts.uploads.plain_form import take_form_files
from boards.posts.uploads.storing import folder_of
from boards.posts.writing.actions.delete_own_post import delete_own_post
from boards.posts.writing.actions.edit_post import edit_post, version_of
from boards.posts.writing.actions.publish_post import publish_post
from tests.concurrency import at_once
from tests.factories import BoardFactory, MemberFactory, PostFactory, UploadFactory
from tests.posts.uploads.samples import PDF, encoded, picture, sent

pytestmark = pytest.mark.django_db

PNG = encoded(picture((600, 300)), "PNG")


def files_of(upload: Upload) -> list[str]:
    try:
        return sorted(default_storage.listdir(folder_of(upload.pk))[1])
    except FileNotFoundError:
        return []


def age(upload: Upload) -> None:
    old = timezone.now() - KEPT_UNUSED - timedelta(minutes=5)
    Upload.objects.filter(pk=upload.pk).update(sent_at=old)


# -- attaching ---------------------------------------------------------------------------------


def test_publishing_attaches_what_the_text_shows() -> None:
    author = MemberFactory()
    image, document = (receive_upload(owner=author, file=sent(content)) for content in (PNG, PDF))
    unused = receive_upload(owner=author, file=sent(PNG))
    body = markup_of(image) + markup_of(document)
    post = publish_post(board=BoardFactory(), author=author, title="사진과 문서", body=body)
    assert set(post.uploads.all()) == {image, document}
    assert Upload.objects.get(pk=unused.pk).post is None
    assert post.has_image
    assert 'srcset="' in post.body


def test_a_post_with_a_picture_and_no_words_can_be_published() -> None:
    author = MemberFactory()
    image = receive_upload(owner=author, file=sent(PNG))
    post = publish_post(board=BoardFactory(), author=author, title="사진", body=markup_of(image))
    assert post.body_text == ""


def test_others_files_cannot_be_taken() -> None:
    image = receive_upload(owner=MemberFactory(), file=sent(PNG))
    with pytest.raises(ValidationError, match="belongs to another post"):
        publish_post(
            board=BoardFactory(), author=MemberFactory(), title="남의 사진", body=markup_of(image)
        )
    assert not Post.objects.exists()


def test_a_file_of_another_post_cannot_be_shown_twice() -> None:
    post = PostFactory()
    upload = UploadFactory(owner=post.author, post=post)
    with pytest.raises(ValidationError, match="belongs to another post"):
        attach_uploads(post=PostFactory(author=post.author), body=markup_of(upload))


def test_a_file_that_is_gone_is_named_in_the_answer() -> None:
    post = PostFactory()
    with pytest.raises(ValidationError, match="no longer there"):
        attach_uploads(post=post, body=markup_of(UploadFactory.build()))


def test_an_edit_that_changes_nothing_leaves_no_version() -> None:
    author = MemberFactory()
    image = receive_upload(owner=author, file=sent(PNG))
    body = markup_of(image, alt="바다")
    post = publish_post(board=BoardFactory(), author=author, title="사진", body=body)
    work_off()
    edit_post(post=post, by=author, version=version_of(post), title="사진", body=body)
    assert not Revision.objects.exists()


def test_what_is_taken_out_stays_with_the_post_for_its_earlier_versions() -> None:
    author = MemberFactory()
    image = receive_upload(owner=author, file=sent(PNG))
    body = f"<p>바다</p>{markup_of(image)}"
    post = publish_post(board=BoardFactory(), author=author, title="사진", body=body)
    post = edit_post(
        post=post, by=author, version=version_of(post), title="사진", body="<p>바다</p>"
    )
    assert not post.has_image
    assert list(post.uploads.all()) == [image]


def test_other_images_keep_what_they_have() -> None:
    markup = '<p><img src="/static/a.png" alt="a"></p>'
    assert with_picture_sizes(markup) == markup


# -- removing ----------------------------------------------------------------------------------


@pytest.mark.parametrize("by", ["moderator", "author"])
def test_files_stay_with_a_deleted_post_and_go_when_it_is_purged(by: str) -> None:
    author = MemberFactory()
    image = receive_upload(owner=author, file=sent(PNG))
    post = publish_post(board=BoardFactory(), author=author, title="사진", body=markup_of(image))
    work_off()
    assert files_of(image) == ["480.webp", "600.webp", "thumbnail.webp"]
    if by == "author":
        delete_own_post(post=post, by=author)
    else:
        delete_post(post=post, by=None)
    work_off()
    assert files_of(image) == ["480.webp", "600.webp", "thumbnail.webp"]
    assert purge(trashed=post.trashed.get())
    work_off()
    assert files_of(image) == []
    assert not Upload.objects.exists()


def test_a_picture_that_is_removed_while_it_is_being_made_leaves_no_files() -> None:
    image = receive_upload(owner=MemberFactory(), file=sent(PNG))
    Upload.objects.get(pk=image.pk).delete()
    work_off()
    assert files_of(image) == []


# -- background work ---------------------------------------------------------------------------


def test_making_a_picture_twice_does_no_harm() -> None:
    image = receive_upload(owner=MemberFactory(), file=sent(PNG))
    work_off()
    DBTaskResult.objects.filter(status="SUCCESSFUL").update(status="READY")
    work_off()
    assert files_of(image) == ["480.webp", "600.webp", "thumbnail.webp"]
    assert not DBTaskResult.objects.filter(status="FAILED").exists()


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_make_one_picture() -> None:
    image = receive_upload(owner=MemberFactory(), file=sent(PNG))
    at_once(work_off, work_off)
    image.refresh_from_db()
    assert image.progress == Upload.Progress.READY
    assert files_of(image) == ["480.webp", "600.webp", "thumbnail.webp"]


def test_a_picture_whose_file_is_lost_is_given_up_in_the_end() -> None:
    image = receive_upload(owner=MemberFactory(), file=sent(PNG))
    default_storage.delete(image.file.name)
    for _ in range(5):
        work_off()
        DBTaskResult.objects.filter(status="READY", task_path__contains="finish").update(
            run_after=timezone.now()
        )
    image.refresh_from_db()
    assert image.progress == Upload.Progress.FAILED
    failed = DBTaskResult.objects.get(status="FAILED")
    assert failed.exception_class_path == "builtins.FileNotFoundError"


# -- sweeping ----------------------------------------------------------------------------------


def test_unused_files_are_swept_after_a_day() -> None:
    member = MemberFactory()
    young, old = (receive_upload(owner=member, file=sent(PNG)) for _ in range(2))
    used = receive_upload(owner=member, file=sent(PNG))
    publish_post(board=BoardFactory(), author=member, title="사진", body=markup_of(used))
    age(old)
    age(used)
    assert sweep_uploads(dry_run=True) == 1
    assert sweep_uploads() == 1
    assert set(Upload.objects.all()) == {young, used}
    work_off()
    assert (files_of(old), bool(files_of(young))) == ([], True)


def test_what_a_draft_shows_is_not_swept() -> None:
    member = MemberFactory()
    image = receive_upload(owner=member, file=sent(PNG))
    Draft.objects.create(member=member, form="new:1", fields={"body": markup_of(image)})
    age(image)
    assert sweep_uploads() == 0


def test_the_site_sweeps_by_itself_and_comes_back_while_there_is_something_to_sweep() -> None:
    member = MemberFactory()
    for _ in range(2):
        receive_upload(owner=member, file=sent(PDF))
    sweeps = DBTaskResult.objects.filter(task_path=sweep_uploads_in_background.module_path)
    assert sweeps.count() == 1
    assert sweeps.get().run_after > timezone.now() + KEPT_UNUSED
    sweeps.update(run_after=timezone.now())
    work_off()
    assert sorted(sweeps.values_list("status", flat=True)) == ["READY", "SUCCESSFUL"]
    for upload in Upload.objects.all():
        age(upload)
    sweeps.update(run_after=timezone.now())
    work_off()
    assert not Upload.objects.exists()
    assert not sweeps.filter(status="READY").exists()


def test_the_command_counts_and_sweeps() -> None:
    age(receive_upload(owner=MemberFactory(), file=sent(PDF)))
    out = StringIO()
    call_command("sweep_uploads", "--dry-run", stdout=out)
    call_command("sweep_uploads", stdout=out)
    assert out.getvalue().splitlines() == ["1 unused file.", "Removed 1 file."]


@pytest.mark.django_db(transaction=True)
def test_a_file_that_gets_its_post_at_this_moment_is_not_swept_from_it() -> None:
    author = MemberFactory()
    board = BoardFactory()
    for _ in range(5):
        image = receive_upload(owner=author, file=sent(PDF))
        age(image)

        def publish(body: str = markup_of(image)) -> Post | None:
            try:
                return publish_post(board=board, author=author, title="문서", body=body)
            except ValidationError:
                return None

        post, swept = at_once(publish, sweep_uploads)
        assert (post is None) == (swept == 1)
        assert Upload.objects.filter(pk=image.pk).exists() == (post is not None)


# -- forms without the script ------------------------------------------------------------------


def test_a_plain_form_brings_files_and_keeps_them_over_an_error() -> None:
    member = MemberFactory()
    first = take_form_files(
        owner=member, files=[sent(PNG, "sea.png"), sent(b"", "empty.png")], ids=[], alts={}
    )
    assert [file.upload.name for file in first.kept] == ["sea"]
    assert first.errors == ["empty.png: This file is empty."]
    ids = [str(file.upload.pk) for file in first.kept]
    again = take_form_files(
        owner=member,
        files=[sent(PDF, "plan.pdf")],
        ids=[*ids, "rubbish", str(UploadFactory().pk)],
        alts={f"alt-{ids[0]}": " 바다 "},
    )
    assert [file.upload.name for file in again.kept] == ["sea", "plan.pdf"]
    text = again.added_to("<p>글</p>")
    assert text.startswith('<p>글</p><p><img src="/uploads/')
    assert 'alt="바다"' in text and ">plan.pdf</a></p>" in text
    assert again.added_to(text) == text
