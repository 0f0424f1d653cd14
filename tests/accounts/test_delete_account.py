"""What stays of an account that was deleted, and what does not."""

from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.admin.models import CHANGE, LogEntry
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from boards.accounts.actions.ask_for_deletion import ask_for_deletion
from boards.accounts.actions.cancel_deletion import cancel_deletion
from boards.accounts.actions.delete_account import delete_account
from boards.accounts.erasing import texts
from boards.accounts.models import DataExport
from boards.members.models import Block, Member
from boards.moderation.models import ModerationEntry
from boards.posts.comments.actions.hide_comment import hide_comment
from boards.posts.lists.read_marks import note_visit
from boards.posts.models import (
    Comment,
    CommentRevision,
    Draft,
    NoticeConfirmation,
    NoticeFold,
    Post,
    PostCounts,
    ReadMark,
    Recommendation,
    Revision,
    Scrap,
    TaggedPost,
    Upload,
)
from boards.posts.moderation.actions.hide_post import hide_post
from boards.posts.states import State
from boards.posts.uploads.storing import original_file
from boards.search.models import RecentSearch, SavedSearch, SavedSearchMatch
from boards.search.remembering.actions.remember_search import remember_search
from tests.concurrency import at_once
from tests.due_tasks import run_due_tasks
from tests.factories import AdminFactory, BoardFactory, MemberFactory, NoticeFactory, PostFactory

pytestmark = pytest.mark.django_db

HANDLE = "honggildong"


@pytest.fixture
def member():
    return MemberFactory(handle=HANDLE, email="hong@example.com", password="long enough 1")


def make_due(member, *, keeps_texts):
    """Let the member's week have passed."""
    asked = timezone.now() - timedelta(days=7, minutes=1)
    Member.objects.filter(pk=member.pk).update(
        deletion_asked_at=asked, deletion_keeps_texts=keeps_texts
    )


def leave(member, *, keeps_texts):
    make_due(member, keeps_texts=keeps_texts)
    assert delete_account(member_id=member.pk)
    member.refresh_from_db()


def comment_on(post, author, text="한마디", **fields):
    comment = Comment.objects.create(post=post, author=author, text=text, body=text, **fields)
    counts, _ = PostCounts.objects.get_or_create(post=post)
    if comment.state == State.PUBLISHED:
        PostCounts.objects.filter(post=post).update(comments=counts.comments + 1)
    return comment


def reply_to(comment, author, text="답글"):
    return comment_on(comment.post, author, text, root=comment.root or comment, parent=comment)


def upload_of(member, post=None):
    upload = Upload(owner=member, post=post, kind="attachment", name="a.pdf", size=3)
    upload.file.save(original_file(upload.pk), ContentFile(b"abc"))
    return upload


def comments_of(post):
    return PostCounts.objects.get(post=post).comments


@pytest.mark.parametrize("keeps_texts", [True, False])
def test_nobody_can_tell_any_more_who_it_was(member, keeps_texts):
    browser = Client()
    browser.force_login(member)
    EmailAddress.objects.create(user=member, email=member.email, verified=True, primary=True)
    SocialAccount.objects.create(user=member, provider="kakao", uid="1")
    Authenticator.objects.create(user=member, type="totp", data={})
    LogEntry.objects.log_actions(AdminFactory().pk, [member], CHANGE, "", single_object=True)
    leave(member, keeps_texts=keeps_texts)
    assert not LogEntry.objects.filter(object_repr__startswith="ho").exists()
    assert member.handle == f"deleted-{member.pk}"
    assert (member.email, member.is_active, member.last_login) == ("", False, None)
    assert not member.has_usable_password()
    assert member.deleted_at
    for ways_in in (EmailAddress, SocialAccount, Authenticator):
        assert not ways_in.objects.filter(user=member).exists()
    assert "Sign in" in browser.get("/", headers={"accept-language": "en"}).content.decode()
    assert browser.get(member.get_absolute_url()).status_code == 410


def test_a_farewell_goes_to_the_old_address(member, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        leave(member, keeps_texts=True)
    [letter] = mail.outbox
    assert letter.to == ["hong@example.com"]
    assert HANDLE not in letter.body + letter.subject


def test_kept_texts_are_by_a_former_member(client, member):
    post = PostFactory(author=member, title="남는 글")
    comment = comment_on(post, member)
    leave(member, keeps_texts=True)
    page = client.get(post.get_absolute_url(), headers={"accept-language": "en"}).content.decode()
    assert "남는 글" in page
    assert "Former member" in page
    assert HANDLE not in page
    assert "hoxxxxx" not in page
    comment.refresh_from_db()
    assert comment.is_published
    assert comments_of(post) == 1


def test_removed_texts_are_gone_with_all_their_versions(client, member):
    admin = AdminFactory()
    post = PostFactory(author=member, title="사라질 글", source="출처", link="https://a.example/")
    post.tags.add("세금")
    NoticeFactory(post=post)
    hide_post(post=post, by=admin)
    Revision.objects.create(post=post, title="옛 제목", body="옛 글", replaced_by=member)
    leave(member, keeps_texts=False)
    assert client.get(post.get_absolute_url()).status_code == 410
    post.refresh_from_db()
    assert (post.state, post.body, post.body_text, post.source, post.link) == (
        State.DELETED, "", "", "", "",
    )  # fmt: skip
    assert "사라질" not in post.title
    assert not Revision.objects.exists()
    assert not TaggedPost.objects.exists()
    assert not LogEntry.objects.filter(object_repr__contains="사라질").exists()


def test_no_log_has_the_words_of_moderators_about_removed_texts(member):
    admin = AdminFactory()
    post = PostFactory(author=member)
    comments = [comment_on(PostFactory(), member, "하나"), comment_on(PostFactory(), member, "둘")]
    hide_post(post=post, by=admin, reason="홍길동의 전화번호")
    for comment in comments:
        hide_comment(comment=comment, by=admin, reason="홍길동의 주소")
    assert LogEntry.objects.filter(change_message__contains="홍길동").count() == 3
    leave(member, keeps_texts=False)
    assert not LogEntry.objects.filter(change_message__contains="홍길동").exists()
    assert not ModerationEntry.objects.filter(reason__contains="홍길동").exists()
    assert LogEntry.objects.filter(user=admin).count() == 3


def test_removed_comments_leave_stubs_only_where_somebody_replied(member):
    other = MemberFactory()
    post = PostFactory(author=other)
    alone = comment_on(post, member, "혼자")
    answered = comment_on(post, member, "질문")
    CommentRevision.objects.create(comment=answered, text="옛 질문")
    answer = reply_to(answered, other)
    to_myself = reply_to(alone, member, "혼잣말")
    hidden = comment_on(post, member, "숨김", state=State.HIDDEN)
    assert comments_of(post) == 4
    leave(member, keeps_texts=False)
    gone = [alone.pk, to_myself.pk, hidden.pk]
    assert not Comment.objects.filter(pk__in=gone).exists()
    answered.refresh_from_db()
    assert (answered.state, answered.body) == (State.DELETED, "")
    assert "질문" not in answered.text
    assert not CommentRevision.objects.exists()
    assert Comment.objects.get(pk=answer.pk).is_published
    assert comments_of(post) == 1


def test_comments_under_posts_that_are_gone_lose_their_words_too(member):
    post = PostFactory(state=State.DELETED)
    comment = comment_on(post, member, "오래된 말")
    PostFactory(author=member, title="지운 글", state=State.DELETED)
    leave(member, keeps_texts=False)
    assert not Comment.objects.filter(pk=comment.pk, text__contains="오래된").exists()
    assert not Post.objects.filter(title="지운 글").exists()


@pytest.mark.parametrize("keeps_texts", [True, False])
def test_what_the_member_kept_for_themselves_goes(member, keeps_texts):
    other = MemberFactory()
    Draft.objects.create(member=member, form="new:1")
    Scrap.objects.create(member=member, post=PostFactory())
    remember_search(member=member, query="세금")
    SavedSearch.objects.create(member=member, query="세금").matches.create(post=PostFactory())
    note_visit(member, PostFactory(), comments=0)
    notice = NoticeFactory(must_read=True)
    notice.confirmations.create(member=member, edition=1)
    notice.folds.create(member=member, edition=1)
    Block.objects.create(blocker=member, blocked=other)
    Block.objects.create(blocker=other, blocked=member)
    used, unused = upload_of(member, PostFactory(author=member)), upload_of(member)
    export = DataExport.objects.create(member=member, state="ready")
    export.file.save("x.zip", ContentFile(b"zip"))
    leave(member, keeps_texts=keeps_texts)
    run_due_tasks()
    for kept in (
        Draft, ReadMark, Scrap, DataExport, RecentSearch, SavedSearch, SavedSearchMatch,
        NoticeConfirmation, NoticeFold,
    ):  # fmt: skip
        assert not kept.objects.exists()
    assert Block.objects.count() == keeps_texts  # the other's, as long as there is what to fold
    assert default_storage.exists(used.file.name) == keeps_texts
    assert Upload.objects.filter(pk=used.pk).exists() == keeps_texts
    for file in (unused.file, export.file):
        assert not default_storage.exists(file.name)


def test_recommends_stay_counted(member):
    post = PostFactory()
    Recommendation.objects.create(post=post, member=member)
    PostCounts.objects.create(post=post, recommends=1)
    leave(member, keeps_texts=False)
    assert Recommendation.objects.filter(post=post).count() == 1
    assert PostCounts.objects.get(post=post).recommends == 1


def test_moderators_lose_their_boards(member):
    board = BoardFactory(moderators=[member])
    leave(member, keeps_texts=True)
    assert not board.moderators.exists()
    assert (member.is_staff, member.groups.count()) == (False, 0)


def test_an_administrator_loses_everything_but_is_never_the_last(member):
    admin, other = AdminFactory(), AdminFactory()
    leave(admin, keeps_texts=True)
    assert not admin.is_superuser
    make_due(other, keeps_texts=True)
    with pytest.raises(ValidationError):
        delete_account(member_id=other.pk)
    other.refresh_from_db()
    assert other.is_superuser
    assert other.deleted_at is None


def test_the_task_waits_for_its_day(member):
    ask_for_deletion(member=member, keeps_texts=True)
    run_due_tasks()
    member.refresh_from_db()
    assert member.handle == HANDLE
    with time_machine.travel(timezone.now() + timedelta(days=7, seconds=1)):
        run_due_tasks()
    member.refresh_from_db()
    assert member.deleted_at


def test_the_task_leaves_alone_who_stays(member):
    ask_for_deletion(member=member, keeps_texts=True)
    cancel_deletion(member=member)
    with time_machine.travel(timezone.now() + timedelta(days=8)):
        run_due_tasks()
    member.refresh_from_db()
    assert (member.handle, member.deleted_at) == (HANDLE, None)


def run_command(**options):
    out = StringIO()
    call_command("delete_due_accounts", stdout=out, stderr=StringIO(), **options)
    return out.getvalue()


def test_the_command_deletes_what_is_due_and_then_finds_nothing(member):
    early = MemberFactory()
    ask_for_deletion(member=early, keeps_texts=True)
    make_due(member, keeps_texts=False)
    dry = run_command(dry_run=True)
    assert f"member {member.pk}" in dry
    assert HANDLE not in dry
    assert Member.objects.filter(deleted_at__isnull=False).count() == 0
    assert f"member {member.pk}" in run_command()
    assert list(Member.objects.filter(deleted_at__isnull=False)) == [member]
    assert "No account is due." in run_command()


def test_the_command_goes_on_after_one_that_fails_and_says_so(member):
    admin = AdminFactory()
    make_due(admin, keeps_texts=True)
    make_due(member, keeps_texts=True)
    with pytest.raises(CommandError):
        run_command()
    member.refresh_from_db()
    assert member.deleted_at


def test_a_run_that_was_cut_off_is_finished_by_the_next(member, monkeypatch):
    posts = [PostFactory(author=member, title=f"글 {n}") for n in range(4)]
    monkeypatch.setattr(texts, "BATCH", 2)
    make_due(member, keeps_texts=False)
    remove_post, calls = texts._remove_post, []

    def fail_at_the_third(post_id):
        calls.append(post_id)
        if len(calls) == 3:
            raise OSError
        remove_post(post_id)

    with monkeypatch.context() as patch, pytest.raises(OSError):
        patch.setattr(texts, "_remove_post", fail_at_the_third)
        delete_account(member_id=member.pk)
    assert Post.objects.filter(title__startswith="글").count() == 2
    assert cancel_deletion(member=member) is False
    assert f"member {member.pk}" in run_command()
    assert Post.objects.filter(author=member, state=State.DELETED).count() == len(posts)
    assert not Post.objects.filter(title__startswith="글").exists()
    assert "No account is due." in run_command()


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_keep_the_counts_right(member):
    other = MemberFactory()
    post = PostFactory(author=other)
    for _ in range(6):
        reply_to(comment_on(post, member), other)
        comment_on(post, member)
    PostFactory(author=member)
    make_due(member, keeps_texts=False)
    at_once(*[lambda: delete_account(member_id=member.pk)] * 2)
    member.refresh_from_db()
    assert (member.deletion_asked_at, member.handle) == (None, f"deleted-{member.pk}")
    assert comments_of(post) == 6 == Comment.objects.filter(state=State.PUBLISHED).count()
    assert not Post.objects.filter(author=member).exclude(state=State.DELETED).exists()


@pytest.mark.django_db(transaction=True)
def test_of_the_last_two_administrators_who_leave_at_once_one_stays():
    admins = [AdminFactory(), AdminFactory()]
    for admin in admins:
        make_due(admin, keeps_texts=True)

    def try_to_delete(admin):
        try:
            return delete_account(member_id=admin.pk)
        except ValidationError:
            return False

    at_once(*[lambda admin=admin: try_to_delete(admin) for admin in admins])
    assert Member.objects.filter(is_superuser=True, is_active=True).count() >= 1


def test_a_member_called_like_a_deleted_one_is_no_obstacle(member):
    MemberFactory(handle=f"deleted-{member.pk}")
    leave(member, keeps_texts=True)
    assert member.handle.startswith("deleted-deleted-")
