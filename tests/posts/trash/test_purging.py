"""Erasing for good what has been in the trash long enough."""

from datetime import timedelta
from functools import partial
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils import timezone

from boards.moderation.models import Case, CaseState, Outcome
from boards.posts.comments.actions.delete_comment import delete_comment
from boards.posts.models import Comment, Draft, Post, Revision, Trashed, Upload
from boards.posts.moderation.actions.delete_post import delete_post
from boards.posts.states import State
from boards.posts.trash.actions import purge as purging
from boards.posts.trash.actions.purge import purge, purge_due
from boards.posts.trash.actions.restore_post import restore_post
from boards.posts.writing.actions.edit_post import edit_post, version_of
from tests.concurrency import at_once
from tests.factories import AdminFactory, CommentFactory, MemberFactory, PostFactory, UploadFactory
from tests.moderation.people import decide, report
from tests.moderation.takedowns.requests import filed

pytestmark = pytest.mark.django_db


def deleted(post, *, days: int = 31) -> Trashed:
    """Delete a post so many days ago."""
    delete_post(post=post, by=AdminFactory())
    trashed = post.trashed.get(comment=None)
    trashed.at = timezone.now() - timedelta(days=days)
    trashed.save(update_fields=["at"])
    return trashed


def run(*arguments) -> str:
    """Run the command and return what it says."""
    said = StringIO()
    call_command("purge_trash", *arguments, stdout=said, stderr=StringIO())
    return said.getvalue()


def test_nothing_of_a_post_is_left_but_its_address(client):
    post = PostFactory(title="비밀 이야기", body="<p>비밀번호는 1234</p>", source="일기")
    post.tags.add("비밀")
    upload = UploadFactory(post=post, owner=post.author)
    Draft.objects.create(member=post.author, form=f"post:{post.pk}", fields={"title": "비밀"})
    edit_post(post=post, by=post.author, version=version_of(post), title="비밀 둘", body="<p>b</p>")
    comment = CommentFactory(post=post, text="비밀 댓글")
    CommentFactory(post=post, parent=comment)
    deleted(post)
    assert "Erased: 1" in run()
    post.refresh_from_db()
    assert (post.title, post.body, post.body_text, post.source) == ("-", "", "", "")
    assert not Revision.objects.exists()
    assert not Draft.objects.exists()
    assert not Upload.objects.filter(pk=upload.pk).exists()
    assert not Comment.objects.exists()
    assert not Trashed.objects.exists()
    assert not post.tags.exists()
    assert client.get(post.get_absolute_url()).status_code == 410
    call_command("reconcile_counts")
    call_command("reconcile_lists")
    call_command("check_index")


def test_what_is_not_old_enough_stays():
    post = PostFactory()
    deleted(post, days=29)
    assert "Erased: 0" in run()
    post.refresh_from_db()
    assert post.body


def test_a_dry_run_counts_and_erases_nothing():
    post = PostFactory()
    deleted(post)
    assert "1 would be erased" in run("--dry-run")
    assert Trashed.objects.count() == 1


def test_a_comment_with_replies_leaves_an_empty_place_and_goes_with_the_last_of_them():
    root = CommentFactory(text="비밀")
    reply = CommentFactory(post=root.post, parent=root)
    delete_comment(comment=root, by=root.author)
    assert purge(trashed=root.trashed)
    root.refresh_from_db()
    assert (root.state, root.text, root.body) == (State.DELETED, "-", "")
    delete_comment(comment=reply, by=reply.author)
    assert purge(trashed=reply.trashed)
    assert not Comment.objects.exists()


def test_what_an_undecided_case_is_about_is_held_back():
    post = PostFactory()
    report(post)
    trashed = deleted(post)
    assert [step.is_purged for step in purge_due()] == [False]
    Case.objects.update(state=CaseState.DECIDED)
    assert purge(trashed=trashed)


def test_a_case_about_a_comment_holds_its_post_back():
    comment = CommentFactory()
    report(comment)
    trashed = deleted(comment.post)
    assert not purge(trashed=trashed)


def test_an_open_takedown_request_holds_back():
    post = PostFactory()
    filed("other", post)
    assert not purge(trashed=deleted(post))


def test_a_decided_case_does_not_hold_back_and_its_title_goes():
    post = PostFactory(title="비밀 이야기")
    report(post)
    decide(post, AdminFactory(), Outcome.DELETE)
    Trashed.objects.update(at=timezone.now() - timedelta(days=31))
    assert [step.is_purged for step in purge_due()] == [True]


def test_a_purge_that_is_cut_off_goes_on_and_nobody_restores_the_rest(monkeypatch):
    monkeypatch.setattr(purging, "COMMENTS", 2)
    post = PostFactory()
    for _ in range(5):
        CommentFactory(post=post)
    trashed = deleted(post)
    assert purging._purge_some(trashed) is None  # as far as a run came that was killed
    assert Comment.objects.count() == 3
    with pytest.raises(ValidationError):
        restore_post(post=post, by=AdminFactory())
    assert [step.is_purged for step in purge_due()] == [True]
    assert not Comment.objects.exists()
    assert not Trashed.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_purging_and_restoring_at_once_leave_one_of_both():
    post = PostFactory(title="남는 글")
    trashed, admin = deleted(post), AdminFactory()

    def restore():
        try:
            restore_post(post=post, by=admin)
        except ValidationError:
            return False
        return True

    restored, purged = at_once(restore, partial(purge, trashed=trashed))
    assert restored != purged
    post.refresh_from_db()
    assert post.title == ("남는 글" if restored else "-")
    assert post.state == (State.PUBLISHED if restored else State.DELETED)


def test_many_things_are_purged_by_a_few_queries_each(django_assert_max_num_queries):
    member = MemberFactory()
    for _ in range(3):
        deleted(PostFactory(author=member))
    with django_assert_max_num_queries(3 * 40):
        assert len(list(purge_due())) == 3
    assert Post.objects.filter(title="-").count() == 3
