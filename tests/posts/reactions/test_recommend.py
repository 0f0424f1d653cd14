"""Recommends: one each, exact under a crowd, and never one's own."""

import threading
from collections import Counter

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connections
from django.urls import reverse

from boards.access import Access
from boards.members.models import Member
from boards.posts.models import Comment, CommentRecommendation, PostCounts, Recommendation
from boards.posts.reactions.actions.recommend import (
    recommend_comment,
    recommend_post,
    undo_recommend_comment,
    undo_recommend_post,
)
from boards.posts.states import State
from tests.concurrency import at_once
from tests.factories import BoardFactory, CommentFactory, MemberFactory, PostFactory
from tests.posts.comments.talking import ENGLISH, post_with_moderator

pytestmark = pytest.mark.django_db

CLICKS = 500
# As many at a time as the pool has connections: it turns away who waits too long for one.
SEATS = threading.BoundedSemaphore(20)


def count_of(post):
    """Return the stored count, which must be the number of rows."""
    stored = PostCounts.objects.filter(post=post).values_list("recommends", flat=True).first() or 0
    assert stored == Recommendation.objects.filter(post=post).count()
    return stored


def count_of_comment(comment):
    """Return the stored count, which must be the number of rows."""
    comment.refresh_from_db()
    assert comment.recommends == CommentRecommendation.objects.filter(comment=comment).count()
    return comment.recommends


def outcome(action, **arguments):
    """Call an action; return `done`, or the code of its refusal."""
    try:
        action(**arguments)
    except ValidationError as error:
        return error.code
    return "done"


def click(action, **arguments):
    """Do as `outcome` does, in one of many threads."""
    with SEATS:
        try:
            return outcome(action, **arguments)
        finally:
            connections.close_all()


def crowd(size):
    """Make members; nobody of them signs in."""
    return Member.objects.bulk_create(
        Member(handle=f"crowd{n}", skeleton=f"crowd{n}") for n in range(size)
    )


class TestUnderACrowd:
    @pytest.mark.django_db(transaction=True)
    def test_five_hundred_members_count_five_hundred(self):
        post, comment = PostFactory(), CommentFactory()
        members = crowd(CLICKS)
        for action, thing in [
            (recommend_post, {"post": post}),
            (recommend_comment, {"comment": comment}),
        ]:
            calls = [lambda by=by, a=action, t=thing: click(a, by=by, **t) for by in members]
            assert at_once(*calls) == ["done"] * CLICKS
        assert count_of(post) == CLICKS
        assert count_of_comment(comment) == CLICKS

    @pytest.mark.django_db(transaction=True)
    def test_five_members_who_click_a_hundred_times_each_count_five(self):
        post, comment = PostFactory(), CommentFactory()
        clicks = crowd(5) * (CLICKS // 5)
        for action, thing in [
            (recommend_post, {"post": post}),
            (recommend_comment, {"comment": comment}),
        ]:
            calls = [lambda by=by, a=action, t=thing: click(a, by=by, **t) for by in clicks]
            assert Counter(at_once(*calls)) == {"done": 5, "twice": CLICKS - 5}
        assert count_of(post) == 5
        assert count_of_comment(comment) == 5

    @pytest.mark.django_db(transaction=True)
    def test_taking_back_and_recommending_at_once_leaves_the_count_exact(self):
        post, comment = PostFactory(), CommentFactory()
        clicks = crowd(10) * 10
        calls = []
        for by in clicks:
            for action in (recommend_post, undo_recommend_post):
                calls.append(lambda by=by, a=action: click(a, by=by, post=post))
            for action in (recommend_comment, undo_recommend_comment):
                calls.append(lambda by=by, a=action: click(a, by=by, comment=comment))
        at_once(*calls)
        assert count_of(post) <= 10
        assert count_of_comment(comment) <= 10


class TestActions:
    def test_what_one_wrote_cannot_be_recommended(self):
        post, comment = PostFactory(), CommentFactory()
        assert outcome(recommend_post, post=post, by=post.author) == "own"
        assert outcome(recommend_comment, comment=comment, by=comment.author) == "own"

    def test_an_own_anonymous_comment_cannot_be_recommended_either(self):
        comment = CommentFactory(
            post=PostFactory(board=BoardFactory(allows_anonymous=True)), is_anonymous=True
        )
        assert outcome(recommend_comment, comment=comment, by=comment.author) == "own"

    def test_taking_back_leaves_no_trace(self):
        post, comment, by = PostFactory(), CommentFactory(), MemberFactory()
        for _ in range(2):
            recommend_post(post=post, by=by)
            recommend_comment(comment=comment, by=by)
            undo_recommend_post(post=post, by=by)
            undo_recommend_comment(comment=comment, by=by)
        assert (count_of(post), count_of_comment(comment)) == (0, 0)
        assert outcome(undo_recommend_post, post=post, by=by) == "twice"
        assert outcome(undo_recommend_comment, comment=comment, by=by) == "twice"

    def test_what_cannot_be_read_cannot_be_recommended(self):
        stranger = MemberFactory()
        posts = [
            PostFactory(state=State.HIDDEN),
            PostFactory(is_secret=True),
            PostFactory(board=BoardFactory(read_access=Access.MODERATORS)),
        ]
        for post in posts:
            with pytest.raises(PermissionDenied):
                recommend_post(post=post, by=stranger)
        with pytest.raises(PermissionDenied):
            recommend_comment(comment=CommentFactory(is_secret=True), by=stranger)

    def test_a_comment_that_is_gone_is_said_to_be_gone(self):
        comment, by = CommentFactory(), MemberFactory()
        Comment.objects.filter(pk=comment.pk).delete()
        assert outcome(recommend_comment, comment=comment, by=by) == "deleted"


class TestPages:
    def test_a_member_recommends_a_post_and_takes_it_back(self, client):
        post = PostFactory()
        client.force_login(MemberFactory())
        page = client.get(post.get_absolute_url()).content.decode()
        assert reverse("posts:recommend", args=[post.pk]) in page
        response = client.post(reverse("posts:recommend", args=[post.pk]), follow=True)
        page = response.content.decode()
        assert response.status_code == 200
        assert count_of(post) == 1
        undo = reverse("posts:recommend-undo", args=[post.pk])
        assert undo in page
        client.post(undo)
        assert count_of(post) == 0

    def test_twice_is_409_and_changes_nothing(self, client):
        comment = CommentFactory()
        client.force_login(MemberFactory())
        for name, pk in [("recommend", comment.post_id), ("comment-recommend", comment.pk)]:
            url = reverse(f"posts:{name}", args=[pk])
            for headers in (ENGLISH, {"HX-Request": "true", **ENGLISH}):
                client.post(url)
                response = client.post(url, headers=headers)
                assert response.status_code == 409
                assert "already" in response.content.decode()
        assert count_of(comment.post) == count_of_comment(comment) == 1

    def test_htmx_gets_the_button_that_takes_back(self, client):
        comment = CommentFactory()
        client.force_login(MemberFactory())
        headers = {"HX-Request": "true", **ENGLISH}
        for name, pk in [("recommend", comment.post_id), ("comment-recommend", comment.pk)]:
            response = client.post(reverse(f"posts:{name}", args=[pk]), headers=headers)
            page = response.content.decode()
            assert "<html" not in page
            assert reverse(f"posts:{name}-undo", args=[pk]) in page
            assert ">1</span>" in page

    def test_comments_are_recommended_without_javascript_too(self, client):
        comment = CommentFactory()
        client.force_login(MemberFactory())
        url = reverse("posts:comment-recommend", args=[comment.pk])
        assert client.post(url)["Location"] == comment.get_absolute_url()
        page = client.get(comment.post.get_absolute_url()).content.decode()
        assert reverse("posts:comment-recommend-undo", args=[comment.pk]) in page

    def test_ones_own_has_no_button_and_is_refused(self, client):
        comment = CommentFactory()
        comment.post.author, author = comment.author, comment.author
        comment.post.save()
        client.force_login(author)
        page = client.get(comment.post.get_absolute_url()).content.decode()
        for name, pk in [("recommend", comment.post_id), ("comment-recommend", comment.pk)]:
            url = reverse(f"posts:{name}", args=[pk])
            assert url not in page
            response = client.post(url, headers=ENGLISH)
            assert response.status_code == 403
            assert "cannot recommend what you wrote" in response.content.decode()

    @pytest.mark.parametrize("name", ["recommend", "recommend-undo"])
    def test_guests_are_refused(self, client, name):
        comment = CommentFactory()
        assert client.post(reverse(f"posts:{name}", args=[comment.post_id])).status_code == 403
        assert client.post(reverse(f"posts:comment-{name}", args=[comment.pk])).status_code == 403
        assert count_of(comment.post) == count_of_comment(comment) == 0

    @pytest.mark.parametrize(
        "fields, status",
        [
            ({"state": State.DELETED}, 410),
            ({"state": State.HIDDEN}, 404),
            ({"is_secret": True}, 403),
        ],
    )
    def test_answers_as_the_post_does(self, client, fields, status):
        client.force_login(MemberFactory())
        post = PostFactory(**fields)
        assert client.post(reverse("posts:recommend", args=[post.pk])).status_code == status

    def test_a_hidden_post_is_refused_to_its_moderator(self, client):
        post, moderator = post_with_moderator(state=State.HIDDEN)
        client.force_login(moderator)
        assert client.post(reverse("posts:recommend", args=[post.pk])).status_code == 403

    def test_reading_the_address_changes_nothing(self, client):
        post = PostFactory()
        client.force_login(MemberFactory())
        assert client.get(reverse("posts:recommend", args=[post.pk])).status_code == 405
