"""Moving the comments of one post under another, and back."""

from functools import partial

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command

from boards.filters.models import Waiting
from boards.moderation.models import ModerationEntry
from boards.posts.comments import merge_views, merging
from boards.posts.comments.actions.delete_comment import delete_comment
from boards.posts.comments.actions.merge_comments import merge_comments, undo_merge
from boards.posts.comments.actions.publish_comment import publish_comment
from boards.posts.comments.merging import go_on
from boards.posts.models import AnonymousNumber, Comment, CommentMerge, Post
from boards.posts.moderation.actions.delete_post import delete_post
from boards.posts.reactions.actions.recommend import recommend_comment
from boards.posts.states import State
from boards.search.models import SearchDocument
from tests.concurrency import at_once
from tests.due_tasks import run_due_tasks
from tests.factories import BoardFactory, CommentFactory, MemberFactory, PostFactory, UploadFactory
from tests.moderation.people import case_of, report

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator():
    return MemberFactory()


@pytest.fixture
def board(moderator):
    return BoardFactory(moderators=[moderator], allows_anonymous=True)


@pytest.fixture
def source(board):
    return PostFactory(board=board, title="두 번 올린 글")


@pytest.fixture
def target(board):
    return PostFactory(board=board, title="먼저 올린 글")


def merged(source, target, by) -> CommentMerge:
    merge = merge_comments(source=source, target=target, by=by)
    while go_on(merge.pk):
        pass
    merge.refresh_from_db()
    return merge


def undone(merge, by) -> CommentMerge:
    undo_merge(merge=merge, by=by)
    while go_on(merge.pk):
        pass
    merge.refresh_from_db()
    return merge


def state_of(row) -> str:
    row.refresh_from_db()
    return row.state


def rows_of(post) -> list[tuple]:
    """Return all that a merge could change of the comments of a post."""
    comments = Comment.objects.filter(post=post).order_by("pk")
    return list(
        comments.values_list(
            "pk", "root", "parent", "state", "anonymous_number", "recommends", "posted_at"
        )
    )


def prove() -> None:
    call_command("reconcile_counts")
    call_command("reconcile_lists")
    call_command("check_index")


def test_moves_threads_with_all_that_belongs_to_them(source, target, moderator):
    first = CommentFactory(post=source, text="첫째")
    reply = CommentFactory(post=source, parent=first)
    CommentFactory(post=target)
    upload = UploadFactory(owner=first.author, post=source, comment=first)
    recommend_comment(comment=first, by=MemberFactory())
    gone = CommentFactory(post=source)
    delete_comment(comment=gone, by=moderator)
    merged(source, target, moderator)
    reply.refresh_from_db()
    assert (reply.post, reply.parent, reply.root) == (target, first, first)
    upload.refresh_from_db()
    assert upload.post == target
    assert gone.trashed.post == target
    assert target.counts.comments == 3
    assert not Comment.objects.filter(post=source).exists()
    prove()


def test_hides_the_post_closes_it_and_leads_on(client, source, target, moderator):
    CommentFactory(post=source)
    merged(source, target, moderator)
    assert state_of(source) == State.HIDDEN
    assert not SearchDocument.objects.filter(post=source).exists()
    response = client.get(source.get_absolute_url())
    assert response.status_code == 302
    assert response.url == f"{target.get_absolute_url()}#comments"
    client.force_login(moderator)
    page = client.get(source.get_absolute_url()).content.decode()
    assert target.title in page


def test_is_undone_exactly(source, target, moderator):
    first = CommentFactory(post=source, is_anonymous=True)
    CommentFactory(post=source, parent=first, author=first.author, is_anonymous=True)
    CommentFactory(post=target, author=first.author, is_anonymous=True)
    before = rows_of(source), rows_of(target)
    undone(merged(source, target, moderator), moderator)
    assert (rows_of(source), rows_of(target)) == before
    assert state_of(source) == State.PUBLISHED
    assert not source.comments_locked
    prove()


def test_what_was_said_in_the_threads_since_goes_back_with_them(source, target, moderator):
    first = CommentFactory(post=source)
    merge = merged(source, target, moderator)
    first.refresh_from_db()
    since = CommentFactory(post=target, parent=first, is_anonymous=True)
    other = CommentFactory(post=target)
    undone(merge, moderator)
    assert list(source.comments.order_by("pk")) == [first, since]
    assert list(target.comments.all()) == [other]
    prove()


def test_nothing_tells_that_anonymous_authors_of_both_are_the_same(source, target, moderator):
    known, other = MemberFactory(), MemberFactory()
    CommentFactory(post=target, author=known, is_anonymous=True)
    moved = CommentFactory(post=source, author=known, is_anonymous=True)
    another = CommentFactory(post=source, author=other, is_anonymous=True)
    merged(source, target, moderator)
    numbers = list(target.comments.order_by("pk").values_list("anonymous_number", flat=True))
    assert len(set(numbers)) == 3
    moved.refresh_from_db()
    another.refresh_from_db()
    own = AnonymousNumber.objects.get(post=target, member=known).number
    assert moved.anonymous_number != own
    # Who is new there speaks on under the number that they have now.
    said = publish_comment(post=target, author=other, text="저예요", is_anonymous=True)
    assert said.anonymous_number == another.anonymous_number


def test_the_anonymous_author_of_a_post_is_not_told_by_the_number_0(board, moderator):
    author, writer = MemberFactory(), MemberFactory()
    source = PostFactory(board=board, author=author, anonymous_number=0)
    target = PostFactory(board=board, author=writer, anonymous_number=0)
    AnonymousNumber.objects.create(post=source, member=author, number=0)
    AnonymousNumber.objects.create(post=target, member=writer, number=0)
    by_author = CommentFactory(post=source, author=author, is_anonymous=True)
    by_writer = CommentFactory(post=source, author=writer, is_anonymous=True)
    merged(source, target, moderator)
    for comment in (by_author, by_writer):
        comment.refresh_from_db()
        assert comment.anonymous_number > 0


def test_secret_threads_stay_where_they_were_meant_to_be_read(source, target, moderator):
    secret = CommentFactory(post=source, is_secret=True)
    CommentFactory(post=source)
    merged(source, target, moderator)
    assert list(source.comments.all()) == [secret]
    prove()


def test_they_go_along_where_one_member_wrote_both_posts(source, board, moderator):
    target = PostFactory(board=board, author=source.author)
    CommentFactory(post=source, is_secret=True)
    merged(source, target, moderator)
    assert target.comments.count() == 1


def test_reports_and_waiting_comments_follow(source, moderator):
    target = PostFactory(board=BoardFactory(moderators=[moderator]))
    comment = CommentFactory(post=source)
    report(comment)
    Waiting.objects.create(post=source, comment=comment, is_held=False)
    merged(source, target, moderator)
    assert Waiting.objects.get().post == target
    assert case_of(comment).target_id == comment.pk


def test_is_logged_with_both_posts(source, target, moderator):
    CommentFactory(post=source)
    undone(merged(source, target, moderator), moderator)
    verbs = ModerationEntry.objects.order_by("pk").values_list("verb", "before", "after")
    assert [(verb, old["post"], new["post"]) for verb, old, new in verbs] == [
        ("merge_comments", source.pk, target.pk),
        ("undo_merge", target.pk, source.pk),
    ]


def test_is_for_who_moderates_both(source, moderator):
    foreign = PostFactory()
    with pytest.raises(ValidationError) as refused:
        merge_comments(source=source, target=foreign, by=moderator)
    assert "target" in refused.value.error_dict
    with pytest.raises(PermissionDenied):
        merge_comments(source=foreign, target=source, by=moderator)


@pytest.mark.parametrize("state", [State.HIDDEN, State.WAITING, State.DELETED])
def test_takes_nothing_to_where_readers_see_nothing(source, target, moderator, state):
    Post.objects.filter(pk=target.pk).update(state=state)
    with pytest.raises(ValidationError):
        merge_comments(source=source, target=target, by=moderator)


def test_the_comments_of_a_secret_post_stay_secret(source, target, moderator):
    Post.objects.filter(pk=source.pk).update(is_secret=True)
    with pytest.raises(ValidationError):
        merge_comments(source=source, target=target, by=moderator)


def test_cannot_be_undone_twice_nor_after_a_deletion(source, target, moderator):
    CommentFactory(post=source)
    merge = undone(merged(source, target, moderator), moderator)
    with pytest.raises(ValidationError) as refused:
        undo_merge(merge=merge, by=moderator)
    assert refused.value.code == "conflict"
    merge = merged(source, target, moderator)
    delete_post(post=target, by=moderator)
    with pytest.raises(ValidationError) as refused:
        undo_merge(merge=merge, by=moderator)
    assert refused.value.code == "deleted"


def test_many_comments_are_moved_in_the_background(client, source, target, moderator, monkeypatch):
    monkeypatch.setattr(merge_views, "AT_ONCE", 2)
    monkeypatch.setattr(merging, "THREADS", 2)
    for _ in range(5):
        CommentFactory(post=source)
    client.force_login(moderator)
    response = client.post(f"/posts/{source.pk}/moderation/merge/", {"target": str(target.pk)})
    page = client.get(response.url)
    assert "Moved so far: 0 of 5" in page.content.decode()
    assert page.headers["Refresh"]
    run_due_tasks()
    page = client.get(response.url)
    assert "5 comments were moved." in page.content.decode()
    assert "Refresh" not in page.headers
    prove()


@pytest.mark.parametrize(
    "wanted", ["", "0", "9" * 30, "https://example.org/x/", "글", "\0", "/posts/" + "9" * 40 + "/"]
)
def test_a_wrong_post_is_told_and_given_back(client, source, moderator, wanted):
    client.force_login(moderator)
    response = client.post(f"/posts/{source.pk}/moderation/merge/", {"target": wanted})
    assert response.status_code == 422


@pytest.mark.parametrize(
    "form", ["{path}", "http://testserver{path}", "{path}?list=all#comments", "{pk}"]
)
def test_a_post_is_named_by_its_url_or_number(client, source, target, moderator, form):
    CommentFactory(post=source)
    client.force_login(moderator)
    wanted = form.format(path=target.get_absolute_url(), pk=target.pk)
    client.post(f"/posts/{source.pk}/moderation/merge/", {"target": wanted})
    assert target.comments.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_at_once_in_both_directions_move_once(source, target, moderator):
    for post in (source, target):
        CommentFactory(post=post)

    def move(one, other):
        try:
            merged(one, other, moderator)
        except ValidationError:
            return 0
        return 1

    done = at_once(partial(move, source, target), partial(move, target, source))
    assert sum(done) == 1
    assert CommentMerge.objects.count() == 1
    prove()


@pytest.mark.django_db(transaction=True)
def test_a_comment_in_the_same_moment_is_moved_or_refused(source, target, moderator):
    member = MemberFactory()
    CommentFactory(post=source)

    def comment():
        try:
            publish_comment(post=source, author=member, text="지금")
        except ValidationError:
            return 0
        return 1

    _merge, said = at_once(partial(merged, source, target, moderator), comment)
    assert target.comments.count() == 1 + said
    prove()
