"""Comments in the admin."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.db.models.signals import post_save
from django.urls import reverse

from boards.posts.models import Comment
from boards.posts.states import State
from tests.factories import AdminFactory, BoardFactory, CommentFactory, MemberFactory, PostFactory
from tests.posts.comments.talking import count_of

pytestmark = pytest.mark.django_db

LIST = reverse("admin:boards_posts_comment_changelist")


def act(client, action, *comments):
    """Choose comments in the list and run an action on them."""
    form = {"action": action, "_selected_action": [comment.pk for comment in comments]}
    return client.post(LIST, form, follow=True)


def test_the_list_costs_the_same_for_many(client, django_assert_max_num_queries):
    client.force_login(AdminFactory())
    post = PostFactory()
    for _ in range(120):
        CommentFactory(post=post)
    client.get(LIST)
    with django_assert_max_num_queries(10):
        assert "댓글" in client.get(LIST).content.decode()


def test_staff_hide_and_show_those_of_the_boards_that_they_moderate(client):
    moderator = MemberFactory(is_staff=True)
    may = Permission.objects.filter(codename__in=("view_comment", "change_comment"))
    moderator.user_permissions.set(may)
    own = CommentFactory(post=PostFactory(board=BoardFactory(moderators=[moderator])))
    other = CommentFactory(text="남의 게시판의 댓글")
    client.force_login(moderator)
    assert "남의 게시판의 댓글" not in client.get(LIST).content.decode()
    act(client, "hide_comments", own, other)
    own.refresh_from_db()
    other.refresh_from_db()
    assert (own.state, other.state) == (State.HIDDEN, State.PUBLISHED)
    assert count_of(own.post) == 0
    assert LogEntry.objects.filter(user=moderator).exists()
    act(client, "unhide_comments", own)
    assert count_of(own.post) == 1


def test_the_anonymous_have_a_number_until_somebody_looks_them_up_on_record(client):
    chief = AdminFactory()
    client.force_login(chief)
    board = BoardFactory(allows_anonymous=True)
    comment = CommentFactory(
        post=PostFactory(board=board), author=MemberFactory(handle="shyperson"), is_anonymous=True
    )
    detail = reverse("admin:boards_posts_comment_change", args=[comment.pk])
    for page in (LIST, detail):
        assert "shyperson" not in client.get(page).content.decode()
    assert "shyperson" in act(client, "look_up_authors", comment).content.decode()
    assert LogEntry.objects.get().user == chief


def test_nothing_is_written_or_deleted_here(client):
    client.force_login(AdminFactory())
    comment = CommentFactory(text="그대로")
    assert client.get(reverse("admin:boards_posts_comment_add")).status_code == 403
    url = reverse("admin:boards_posts_comment_delete", args=[comment.pk])
    assert client.post(url, {"post": "yes"}).status_code == 403
    client.post(reverse("admin:boards_posts_comment_change", args=[comment.pk]), {"text": "바꿈"})
    assert Comment.objects.get().text == "그대로"


def test_a_form_that_is_saved_writes_nothing(client):
    comment = CommentFactory()
    client.force_login(AdminFactory())
    page = f"/admin/boards_posts/comment/{comment.pk}/change/"
    stored = []

    def note(**kwargs):
        stored.append(kwargs)

    post_save.connect(note, sender=Comment)
    assert client.post(page, {"text": "딴말"}).status_code == 302
    post_save.disconnect(note, sender=Comment)
    assert not stored
    assert not LogEntry.objects.exists()
