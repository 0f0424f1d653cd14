"""Two accounts of one person become one: nothing is counted twice, and all of it can be undone."""

from contextlib import suppress
from datetime import timedelta
from uuid import uuid4

import pytest
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import IntegrityError
from django.utils import timezone

from boards.accounts.actions.delete_account import delete_account
from boards.members.models import Block, Member
from boards.moderation.models import Case, CleanUp, ModerationEntry, Report
from boards.posts.comments.actions.publish_comment import publish_comment
from boards.posts.models import (
    AnonymousNumber,
    Comment,
    CommentRecommendation,
    Draft,
    Poll,
    Post,
    PostCounts,
    ReadMark,
    Recommendation,
    Scrap,
    ScrapFolder,
    Vote,
)
from boards.posts.moderation.actions.delete_post import delete_post
from boards.posts.reactions.actions.recommend import recommend_comment, recommend_post
from boards.search.index.indexing import index_posts
from boards.search.models import SavedSearch
from boards.support.merging import references
from boards.support.merging.actions.merge_members import merge_members
from boards.support.merging.actions.undo_merge import undo_merge
from boards.support.merging.chunks import go_on
from boards.support.merging.references import KEPT, MOVED
from boards.support.models import Merge
from tests.concurrency import at_once
from tests.factories import AdminFactory, BoardFactory, CommentFactory, MemberFactory, PostFactory
from tests.moderation.people import report
from tests.posts.polls.asking import post_with_poll, vote_for, votes_of
from tests.sanctions.people import signed_in, silence, site_moderator, suspend

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin() -> Member:
    return AdminFactory(handle="chief")


@pytest.fixture
def gone() -> Member:
    return MemberFactory(handle="old.name")


@pytest.fixture
def kept() -> Member:
    return MemberFactory(handle="new.name")


def merged(gone, kept, by=None) -> Merge:
    """Merge two accounts to the end."""
    merge = merge_members(gone=gone, kept=kept, by=by or AdminFactory(), reason="같은 분입니다.")
    return finished(merge)


def finished(merge: Merge) -> Merge:
    while go_on(merge):
        pass
    merge.refresh_from_db()
    return merge


def undone(merge: Merge, by=None) -> Merge:
    return finished(undo_merge(merge=merge, by=by or AdminFactory()))


def proved() -> None:
    """Prove the counts that pages show; the command fails when one is wrong."""
    call_command("reconcile_counts")


# -- every column is decided -----------------------------------------------------------------------


def test_every_column_that_refers_to_a_member_is_decided():
    columns = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model is Member
        and not field.many_to_many
    }  # fmt: skip
    decided = [each.label for each in (*MOVED, *KEPT)]
    assert set(decided) == columns
    assert len(decided) == len(set(decided))


def test_a_column_that_is_kept_says_why():
    assert all(each.why for each in KEPT)


def test_what_must_be_unique_with_the_member_is_thought_of():
    for column in MOVED:
        for constraint in column.model._meta.total_unique_constraints:
            others = set(constraint.fields) - {column.name}
            if column.name not in constraint.fields:
                continue
            if isinstance(column, references.Votes):
                assert others == {column.thing}
            else:
                assert others in (set(column.unless_also), {column.emptied}), column.label


# -- what moves ------------------------------------------------------------------------------------


def test_texts_become_those_of_the_account_that_stays(gone, kept):
    post = PostFactory(author=gone)
    comment = CommentFactory(author=gone)
    merged(gone, kept)
    post.refresh_from_db()
    comment.refresh_from_db()
    assert post.author == comment.author == kept


def test_posts_are_found_by_the_name_of_the_account_that_stays(client, gone, kept):
    Member.objects.filter(pk=kept.pk).update(handle="zz.name", handle_key="zz.name")
    kept.refresh_from_db()
    post = PostFactory(author=gone, title="이사 후기")
    index_posts([post.pk])
    merged(gone, kept)
    assert post.title in client.get("/search/", {"q": "author:zzxxxxx"}).content.decode()
    assert post.title not in client.get("/search/", {"q": "author:olxxxxx"}).content.decode()


def test_the_account_that_goes_is_switched_off_and_leads_to_the_other(client, gone, kept):
    merged(gone, kept)
    gone.refresh_from_db()
    assert (gone.is_active, gone.merged_into, gone.deleted_at) == (False, kept, None)
    answer = client.get(f"/members/{gone.pk}/")
    assert (answer.status_code, answer.url) == (302, f"/members/{kept.pk}/")
    assert client.get(f"/members/{gone.pk}/comments/").url == f"/members/{kept.pk}/comments/"
    assert Member.objects.with_handle("OLD.name").exists()  # nobody else gets it


def test_its_sessions_end(gone, kept):
    client = signed_in(gone)
    UserSession.objects.create(
        user=gone, session_key=client.session.session_key, ip="::", user_agent=""
    )
    merged(gone, kept)
    assert not UserSession.objects.filter(user=gone).exists()
    assert client.get("/settings/").status_code == 302


def test_one_person_has_one_vote_and_none_for_an_own_text(gone, kept):
    both, old_only, own = PostFactory(), PostFactory(), PostFactory(author=gone)
    own_of_kept, comment = PostFactory(author=kept), CommentFactory()
    for voter, post in (
        (gone, both), (kept, both), (gone, old_only), (kept, own), (gone, own_of_kept),
    ):  # fmt: skip
        recommend_post(post=post, by=voter)
    other = MemberFactory()
    recommend_post(post=own, by=other)
    for voter in (gone, kept):
        recommend_comment(comment=comment, by=voter)
    merge = merged(gone, kept)
    proved()
    counts = dict(PostCounts.objects.values_list("post", "recommends"))
    assert (counts[both.pk], counts[old_only.pk], counts[own.pk], counts[own_of_kept.pk]) == (
        1, 1, 1, 0,
    )  # fmt: skip
    assert set(Recommendation.objects.values_list("member", flat=True)) == {kept.pk, other.pk}
    comment.refresh_from_db()
    assert comment.recommends == 1
    undone(merge)
    proved()
    votes = set(Recommendation.objects.values_list("member", "post"))
    assert votes == {
        (gone.pk, both.pk), (kept.pk, both.pk), (gone.pk, old_only.pk), (kept.pk, own.pk),
        (gone.pk, own_of_kept.pk), (other.pk, own.pk),
    }  # fmt: skip
    comment.refresh_from_db()
    assert comment.recommends == 2
    assert CommentRecommendation.objects.count() == 2


def test_one_person_has_one_vote_in_a_poll(gone, kept):
    both, old_only, in_trash = post_with_poll(), post_with_poll(), post_with_poll()
    for post, voter, place in (
        (both, gone, 0), (both, kept, 1), (old_only, gone, 2), (in_trash, gone, 0),
        (in_trash, kept, 0), (both, MemberFactory(), 0),
    ):  # fmt: skip
        vote_for(post, voter, place)
    delete_post(post=in_trash, by=AdminFactory())
    merge = merged(gone, kept)
    assert [votes_of(post) for post in (both, old_only, in_trash)] == [
        (1, 1, 0), (0, 0, 1), (1, 0, 0),
    ]  # fmt: skip
    assert not Vote.objects.filter(member=gone).exists()
    undone(merge)
    assert [votes_of(post) for post in (both, old_only, in_trash)] == [
        (2, 1, 0), (0, 0, 1), (2, 0, 0),
    ]  # fmt: skip
    assert set(Vote.objects.filter(member=gone).values_list("poll", flat=True)) == {
        both.pk, old_only.pk, in_trash.pk,
    }  # fmt: skip


def test_a_vote_in_a_poll_that_is_gone_is_not_given_back(gone, kept):
    post = post_with_poll()
    vote_for(post, gone, 0)
    vote_for(post, kept, 1)
    merge = merged(gone, kept)
    Poll.objects.get(pk=post.pk).delete()
    undone(merge)
    assert not Vote.objects.exists()


def test_two_anonymous_numbers_stay_two(gone, kept):
    post = PostFactory()
    old = AnonymousNumber.objects.create(post=post, member=gone, number=1)
    new = AnonymousNumber.objects.create(post=post, member=kept, number=2)
    comments = [CommentFactory(post=post, author=author) for author in (gone, kept)]
    for comment, number in zip(comments, (1, 2), strict=True):
        Comment.objects.filter(pk=comment.pk).update(anonymous_number=number)
    before = _shown(post)
    merge = merged(gone, kept)
    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.member, new.member) == (gone, kept)
    assert Comment.objects.filter(author=kept).count() == 2
    assert _shown(post) == before
    undone(merge)
    assert Comment.objects.get(anonymous_number=1).author == gone


def _shown(post) -> list[str]:
    comments = Comment.objects.filter(post=post).order_by("pk").select_related("author")
    return [comment.author_name_for(None) for comment in comments]


def test_what_both_have_stays_as_the_other_has_it(gone, kept):
    post, other = PostFactory(), MemberFactory()
    for member in (gone, kept):
        folder = ScrapFolder.objects.create(member=member, name="세금")
        Scrap.objects.create(member=member, post=post, note=member.handle, folder=folder)
        Draft.objects.create(member=member, form="new:1", fields={"title": member.handle})
        Block.objects.create(blocker=member, blocked=other)
        Block.objects.create(blocker=other, blocked=member)
        ReadMark.objects.create(member=member, post=post, visited_at=timezone.now())
        SavedSearch.objects.create(member=member, query="세금")
    Block.objects.create(blocker=gone, blocked=kept)
    second = PostFactory()
    in_old = Scrap.objects.create(
        member=gone, post=second, folder=ScrapFolder.objects.get(member=gone)
    )
    SavedSearch.objects.create(member=gone, query="비자")
    merge = merged(gone, kept)
    assert Scrap.objects.get(member=kept, post=post).note == kept.handle
    in_old.refresh_from_db()
    assert (in_old.member, in_old.folder.member) == (kept, kept)
    assert SavedSearch.objects.filter(member=kept).count() == 2
    assert Block.objects.filter(blocker=kept).count() == 1
    assert not Block.objects.filter(blocker=kept, blocked=kept).exists()
    undone(merge)
    in_old.refresh_from_db()
    assert (in_old.member, in_old.folder.member) == (gone, gone)
    assert SavedSearch.objects.filter(member=kept).count() == 1
    assert Draft.objects.filter(member=gone).count() == 1


def test_one_submission_key_of_both_does_not_stop_it(gone, kept):
    key = uuid4()
    PostFactory(author=gone, submission_key=key)
    PostFactory(author=kept, submission_key=key)
    merged(gone, kept)
    assert Post.objects.filter(author=kept).count() == 2


def test_the_stricter_sanction_holds(gone, kept, admin):
    suspend(gone, by=admin)
    silence(kept, by=admin)
    merge = merged(gone, kept, by=admin)
    kept.refresh_from_db()
    assert kept.is_suspended
    undone(merge, by=admin)
    kept.refresh_from_db()
    gone.refresh_from_db()
    assert (kept.is_suspended, gone.is_suspended) == (False, True)
    assert kept.is_silenced_on(None)


def test_reports_and_cases_follow(gone, kept):
    post = PostFactory(author=gone)
    thing = PostFactory()
    for member in (gone, kept):
        report(thing, by=member)
    report(post)
    merged(gone, kept)
    assert Case.objects.get(target_id=post.pk, kind="post").author == kept
    assert Report.objects.filter(reporter=kept).count() == 1
    assert Report.objects.filter(reporter=gone).count() == 1


def test_the_log_says_it_of_both_and_is_not_rewritten(gone, kept, admin):
    silence(gone, by=admin)
    merge = merged(gone, kept, by=admin)
    undone(merge, by=admin)
    about = list(ModerationEntry.objects.order_by("pk").values_list("verb", "target_id"))
    both = [str(gone.pk), str(kept.pk)]
    assert about[0] == ("silence", str(gone.pk))
    assert about[1:] == [
        *(("merge_member", pk) for pk in both),
        *(("unmerge_member", pk) for pk in both),
    ]


def test_much_moves_in_several_steps_and_goes_on_where_it_stopped(monkeypatch, gone, kept, admin):
    monkeypatch.setattr(references, "CHUNK", 2)
    board = BoardFactory()
    posts = PostFactory.create_batch(5, author=gone, board=board)
    for post in PostFactory.create_batch(3, board=board):
        recommend_post(post=post, by=gone)
    merge = merge_members(gone=gone, kept=kept, by=admin, reason="같은 분")
    assert go_on(merge)
    assert Post.objects.filter(author=kept).count() == 2
    finished(merge)
    assert Post.objects.filter(author=kept).count() == len(posts)
    assert not go_on(merge)
    undone(merge)
    assert Post.objects.filter(author=gone).count() == len(posts)
    assert Recommendation.objects.filter(member=gone).count() == 3
    proved()


# -- undoing ---------------------------------------------------------------------------------------


def test_undoing_moves_exactly_what_moved(gone, kept):
    old, gone_since = PostFactory.create_batch(2, author=gone)
    own = PostFactory(author=kept)
    merge = merged(gone, kept)
    new = PostFactory(author=kept)
    Post.objects.filter(pk=gone_since.pk).delete()
    undone(merge)
    for post, author in ((old, gone), (own, kept), (new, kept)):
        post.refresh_from_db()
        assert post.author == author
    gone.refresh_from_db()
    assert (gone.is_active, gone.merged_into) == (True, None)
    assert signed_in(gone).get("/settings/").status_code == 200


def test_who_was_switched_off_before_stays_so(gone, kept):
    Member.objects.filter(pk=gone.pk).update(is_active=False)
    undone(merged(gone, kept))
    gone.refresh_from_db()
    assert not gone.is_active


def test_it_is_undone_once_and_only_when_finished(gone, kept, admin):
    merge = merge_members(gone=gone, kept=kept, by=admin, reason="같은 분")
    with pytest.raises(ValidationError, match="not finished"):
        undo_merge(merge=merge, by=admin)
    finished(merge)
    undo_merge(merge=merge, by=admin)
    with pytest.raises(ValidationError, match="already"):
        undo_merge(merge=merge, by=admin)


def test_the_later_merge_is_undone_first(gone, kept, admin):
    merge = merged(gone, kept)
    third = MemberFactory()
    later = merged(kept, third)
    with pytest.raises(ValidationError, match="Undo that first"):
        undo_merge(merge=merge, by=admin)
    undone(later)
    undone(merge)


def test_after_undoing_they_can_be_merged_again(gone, kept):
    post = PostFactory(author=gone)
    undone(merged(gone, kept))
    merged(Member.objects.get(pk=gone.pk), kept)
    post.refresh_from_db()
    assert post.author == kept


# -- what is refused -------------------------------------------------------------------------------


def test_only_admins_merge(gone, kept):
    for by in (site_moderator(), MemberFactory()):
        with pytest.raises(PermissionDenied):
            merge_members(gone=gone, kept=kept, by=by, reason="같은 분")


def test_who_has_rights_is_not_merged_away(kept, admin):
    moderator = MemberFactory()
    BoardFactory(moderators=[moderator])
    for member in (AdminFactory(), MemberFactory(is_staff=True), site_moderator(), moderator):
        with pytest.raises(ValidationError) as refused:
            merge_members(gone=member, kept=kept, by=admin, reason="같은 분")
        assert refused.value.code == "rank"


@pytest.mark.parametrize(
    ("of", "fields"),
    [
        ("kept", {"is_active": False}),
        ("kept", {"deletion_asked_at": timezone.now()}),
        ("gone", {"deletion_asked_at": timezone.now()}),
        ("gone", {"deleted_at": timezone.now()}),
        ("kept", {"deleted_at": timezone.now()}),
    ],
)
def test_accounts_that_are_leaving_are_not_merged(gone, kept, admin, of, fields):
    member = {"gone": gone, "kept": kept}[of]
    Member.objects.filter(pk=member.pk).update(**fields)
    with pytest.raises(ValidationError):
        merge_members(gone=gone, kept=kept, by=admin, reason="같은 분")
    assert not Merge.objects.exists()


def test_an_account_is_not_merged_into_itself_or_twice_or_without_a_reason(gone, kept, admin):
    third = MemberFactory()
    with pytest.raises(ValidationError):
        merge_members(gone=gone, kept=gone, by=admin, reason="같은 분")
    with pytest.raises(ValidationError):
        merge_members(gone=gone, kept=kept, by=admin, reason=" ")
    merged(gone, kept)
    for into in (kept, third):
        with pytest.raises(ValidationError):
            merge_members(gone=gone, kept=into, by=admin, reason="같은 분")
    with pytest.raises(ValidationError):
        merge_members(gone=third, kept=gone, by=admin, reason="같은 분")


def test_a_clean_up_at_work_is_waited_for(gone, kept, admin):
    CleanUp.objects.create(member=kept, reason="도배")
    with pytest.raises(ValidationError, match="clean-up"):
        merge_members(gone=gone, kept=kept, by=admin, reason="같은 분")


def test_the_database_refuses_a_second_merge_of_one_account(gone, kept):
    Merge.objects.create(gone=gone, kept=kept, reason="x")
    with pytest.raises(IntegrityError):
        Merge.objects.create(gone=gone, kept=MemberFactory(), reason="x")


# -- leaving -----------------------------------------------------------------------------------


def test_deleting_the_account_that_stayed_deletes_the_other_too(gone, kept):
    merged(gone, kept)
    Member.objects.filter(pk=kept.pk).update(deletion_asked_at=timezone.now() - timedelta(days=8))
    assert delete_account(member_id=kept.pk)
    gone.refresh_from_db()
    assert gone.deleted_at is not None
    assert (gone.email, gone.handle) == ("", f"deleted-{gone.pk}")


# -- pages -----------------------------------------------------------------------------------------


def path_of(member: Member) -> str:
    return f"/moderation/members/{member.pk}/merge/"


def test_the_page_tells_what_will_move_before_anything_does(gone, kept, admin):
    PostFactory.create_batch(2, author=gone)
    client = signed_in(admin)
    typed = {"into": "NEW.name", "reason": "같은 분입니다."}
    told = client.post(path_of(gone), typed)
    assert told.status_code == 200
    assert "Posts: 2" in told.content.decode()
    assert not Merge.objects.exists()
    done = client.post(path_of(gone), {**typed, "confirmed": str(kept.pk)})
    merge = Merge.objects.get()
    assert done.url == f"/moderation/merges/{merge.pk}/"
    assert merge.finished_at is not None
    page = client.get(done.url).content.decode()
    assert "It is finished" in page
    client.post(f"{done.url}undo/")
    merge.refresh_from_db()
    assert merge.undoing_finished_at is not None


def test_who_confirms_another_account_is_asked_again(gone, kept, admin):
    other = MemberFactory()
    answer = signed_in(admin).post(
        path_of(gone), {"into": kept.handle, "reason": "같은 분", "confirmed": str(other.pk)}
    )
    assert answer.status_code == 200
    assert not Merge.objects.exists()


@pytest.mark.parametrize(
    ("into", "status"),
    [
        ("nobody", 422), ("", 422), ("old.name", 422), ("#0", 422), ("#" + "9" * 50, 422),
        ("\x00", 422), ("가" * 5000, 422), ("moderator.off", 409),
    ],
)  # fmt: skip
def test_what_was_typed_survives_each_refusal(gone, kept, admin, into, status):
    MemberFactory(handle="moderator.off", is_active=False)
    answer = signed_in(admin).post(path_of(gone), {"into": into, "reason": "같은 분입니다."})
    assert answer.status_code == status
    assert "같은 분입니다." in answer.content.decode()


# -- at once ---------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_of_two_merges_at_once_one_is_refused():
    one, other, admin = MemberFactory(), MemberFactory(), AdminFactory()

    def merge(gone: Member, kept: Member) -> str:
        try:
            merge_members(gone=gone, kept=kept, by=admin, reason="같은 분")
        except ValidationError:
            return "refused"
        return "begun"

    outcomes = at_once(lambda: merge(one, other), lambda: merge(other, one))
    assert sorted(outcomes) == ["begun", "refused"]
    assert Merge.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_runs_and_votes_at_once_leave_the_counts_right():
    gone, kept, admin = MemberFactory(), MemberFactory(), AdminFactory()
    posts = PostFactory.create_batch(6, board=BoardFactory())
    for post in posts:
        recommend_post(post=post, by=gone)
    merge = merge_members(gone=gone, kept=kept, by=admin, reason="같은 분")

    def vote() -> None:
        for post in posts:
            with suppress(ValidationError):
                recommend_post(post=post, by=kept)

    at_once(lambda: finished(merge) and None, lambda: finished(merge) and None, vote)
    assert Recommendation.objects.filter(member=kept).count() == len(posts)
    assert not Recommendation.objects.filter(member=gone).exists()
    call_command("reconcile_counts")


@pytest.mark.django_db(transaction=True)
def test_comments_written_while_it_runs_are_in_one_account():
    gone, kept, admin = MemberFactory(), MemberFactory(), AdminFactory()
    post = PostFactory()
    merge = merge_members(gone=gone, kept=kept, by=admin, reason="같은 분")

    def write() -> None:
        for number in range(3):
            publish_comment(post=post, author=kept, text=f"안녕 {number}")

    at_once(lambda: finished(merge) and None, write)
    assert Comment.objects.filter(author=kept).count() == 3
