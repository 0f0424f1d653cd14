"""What was removed by law stays removed, by whichever door it would come back."""

import io
import json
import zipfile
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from boards.accounts.exporting.archive import write_archive
from boards.moderation.cleaning.actions.clean_up import clean_up
from boards.moderation.cleaning.actions.undo_clean_up import undo_clean_up
from boards.moderation.takedowns.actions.decide_takedown import decide_takedown
from boards.moderation.takedowns.models import Result
from boards.moderation.tasks import go_on_in_background
from boards.posts.comments.actions.edit_comment import edit_comment
from boards.posts.comments.actions.hide_comment import hide_comment
from boards.posts.comments.actions.publish_comment import publish_comment
from boards.posts.models import Post, Upload
from boards.posts.states import State
from boards.posts.uploads.actions.attach_uploads import attach_uploads
from boards.posts.uploads.actions.withhold_upload import release_upload, withhold_upload
from boards.posts.uploads.storing import picture_file
from tests.factories import (
    AdminFactory,
    BoardFactory,
    CommentFactory,
    MemberFactory,
    PostFactory,
    UploadFactory,
)
from tests.moderation.takedowns.requests import filed
from tests.sanctions.people import site_moderator

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief():
    return AdminFactory()


def removed(by, *things, claim="copyright"):
    return decide_takedown(request=filed(claim, *things), by=by, result=Result.REMOVED)


def given_back(by, *things):
    """Decide a counter-notice three weeks after it was received."""
    with time_machine.travel(datetime.now(UTC)) as clock:
        counter = filed("counter", *things)
        clock.shift(timedelta(days=21))
        decide_takedown(request=counter, by=by, result=Result.RESTORED)


def state_of(thing) -> str:
    thing.refresh_from_db()
    return thing.state


def showing(*uploads) -> str:
    return "".join(f'<p><img src="{each.get_absolute_url()}" alt=""></p>' for each in uploads)


def post_showing(*uploads) -> Post:
    """Publish a post of the uploads' owner that shows them in this order."""
    post = PostFactory(board=BoardFactory(), author=uploads[0].owner, body=showing(*uploads))
    attach_uploads(post=post, body=post.body)
    for upload in uploads:
        upload.refresh_from_db()
    return post


def pictures(count: int) -> list[Upload]:
    owner = MemberFactory()
    return [UploadFactory(owner=owner) for _ in range(count)]


def thumbnail_of(post) -> object:
    post.refresh_from_db()
    return post.thumbnail


@pytest.mark.parametrize("who", [site_moderator, AdminFactory])
def test_undoing_a_clean_up_shows_nothing_that_was_taken_down_meanwhile(chief, who):
    spammer, by = MemberFactory(), who()
    taken, other = PostFactory(author=spammer), PostFactory(author=spammer)
    comment = CommentFactory(post=PostFactory(), author=spammer)
    begun = clean_up(member=spammer, by=by, board=None, reason="광고")
    go_on_in_background.func(begun.pk)
    removed(chief, taken, comment, claim="intimate")
    undo_clean_up(clean_up=begun, by=by)
    go_on_in_background.func(begun.pk)
    assert state_of(taken) == state_of(comment) == State.HIDDEN
    assert state_of(other) == State.PUBLISHED


def test_a_counter_notice_brings_back_what_two_requests_removed(client, chief):
    post, picture = PostFactory(), UploadFactory(post=PostFactory())
    comment = CommentFactory(post=PostFactory())
    for _ in range(2):
        removed(chief, post, comment, picture)
    given_back(chief, post, comment, picture)
    assert state_of(post) == state_of(comment) == State.PUBLISHED
    picture.refresh_from_db()
    assert picture.withheld_at is None


def test_the_second_of_two_requests_does_not_bring_back_what_a_moderator_had_hidden(chief):
    post = PostFactory(state=State.HIDDEN)
    for _ in range(2):
        removed(chief, post)
    given_back(chief, post)
    assert state_of(post) == State.HIDDEN


def test_the_export_of_its_sender_has_no_withheld_file():
    withheld = UploadFactory(post=PostFactory(), widths=[320])
    free = UploadFactory(post=withheld.post, owner=withheld.owner, widths=[320])
    for upload in (withheld, free):
        default_storage.save(picture_file(upload.pk, 320), ContentFile(b"RIFF"))
    withhold_upload(upload=withheld)
    out = io.BytesIO()
    write_archive(withheld.owner, to=out)
    with zipfile.ZipFile(out) as archive:
        files = {row["id"]: row["file"] for row in json.loads(archive.read("uploads.json"))}
        assert files == {str(withheld.pk): None, str(free.pk): f"files/{free.pk}.webp"}
        assert not any(str(withheld.pk) in name for name in archive.namelist())


def test_a_comment_takes_no_withheld_picture():
    picture = UploadFactory()
    withhold_upload(upload=picture)
    post, author = PostFactory(), picture.owner
    with pytest.raises(ValidationError) as refusal:
        publish_comment(post=post, author=author, text="보세요", picture=picture.pk)
    assert "picture" in refusal.value.message_dict
    comment = CommentFactory(post=post, author=author)
    with pytest.raises(ValidationError):
        edit_comment(comment=comment, by=author, text="보세요", picture=picture.pk)
    picture.refresh_from_db()
    assert picture.post is None


def test_lists_show_the_first_picture_that_is_not_withheld():
    first, second = pictures(2)
    post = post_showing(first, second)
    assert thumbnail_of(post) == first.pk
    withhold_upload(upload=first)
    assert thumbnail_of(post) == second.pk
    attach_uploads(post=post, body=post.body)
    assert thumbnail_of(post) == second.pk
    withhold_upload(upload=second)
    assert thumbnail_of(post) is None
    release_upload(upload=second)
    assert thumbnail_of(post) == second.pk
    release_upload(upload=first)
    assert thumbnail_of(post) == first.pk


def test_lists_show_no_picture_of_a_comment_nor_one_that_an_edit_took_out():
    picture, of_comment = pictures(2)
    post = post_showing(picture)
    attach_uploads(post=post, body="")
    Post.objects.filter(pk=post.pk).update(body="<p>글</p>")
    of_comment.post, of_comment.comment = post, CommentFactory(post=post)
    of_comment.save()
    for upload in (picture, of_comment):
        withhold_upload(upload=upload)
        release_upload(upload=upload)
    assert thumbnail_of(post) is None


def test_a_comment_that_was_taken_down_does_not_offer_to_be_shown_again(client, chief):
    moderator = MemberFactory()
    post = PostFactory(board=BoardFactory(moderators=[moderator]))
    taken, hidden = CommentFactory(post=post), CommentFactory(post=post)
    hide_comment(comment=hidden, by=moderator)
    removed(chief, taken)
    client.force_login(moderator)
    page = client.get(post.get_absolute_url()).content.decode()
    assert f"/comments/{hidden.pk}/moderation/show/" in page
    assert f"/comments/{taken.pk}/moderation/show/" not in page
