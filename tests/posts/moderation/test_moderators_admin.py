"""What staff who are no superusers see and do in the admin, on the boards that they moderate."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from boards.counters.models import ViewTotal
from boards.members.models import Member
from boards.models import Board
from boards.posts.models import Notice, Post, Tag
from boards.posts.states import Scope, State
from tests.factories import AdminFactory, BoardFactory, MemberFactory, NoticeFactory, PostFactory

pytestmark = pytest.mark.django_db

MAY = (
    "view_board", "view_post", "change_post", "view_comment", "change_comment",
    "view_notice", "add_notice", "change_notice", "delete_notice", "view_tag", "view_viewtotal",
)  # fmt: skip
PIN = {
    "scope": "this_board",
    "position": "3",
    "starts_at_0": "2026-01-02",
    "starts_at_1": "03:04:05",
    "ends_at_0": "",
    "ends_at_1": "",
}


@pytest.fixture
def moderator(client):
    member = MemberFactory(handle="keeper", is_staff=True)
    member.user_permissions.set(Permission.objects.filter(codename__in=MAY))
    client.force_login(member)
    return member


@pytest.fixture
def own(moderator):
    """A post on the moderator's board."""
    return PostFactory(title="우리 글", board=BoardFactory(moderators=[moderator]))


@pytest.fixture
def foreign():
    """A post on a board of others."""
    return PostFactory(title="남의 글")


def address(model, page: str, *args) -> str:
    return reverse(f"admin:{model._meta.label_lower.replace('.', '_')}_{page}", args=args)


def text(response) -> str:
    return response.content.decode()


def post_form(post, **changes):
    return {
        "board": post.board_id,
        "title": post.title,
        "body": post.body,
        "tags": "",
        "source": "",
        "link": "",
        **changes,
    }


class TestSees:
    def test_only_what_belongs_to_their_boards(self, client, own, foreign):
        rows = {
            Board: (own.board, foreign.board),
            Post: (own, foreign),
            Notice: (NoticeFactory(post=own), NoticeFactory(post=foreign)),
            ViewTotal: tuple(ViewTotal.objects.create(post=post) for post in (own, foreign)),
        }
        for model, (mine, theirs) in rows.items():
            page = text(client.get(address(model, "changelist")))
            assert address(model, "change", mine.pk) in page
            assert address(model, "change", theirs.pk) not in page
            assert client.get(address(model, "change", mine.pk)).status_code == 200
            assert client.get(address(model, "change", theirs.pk)).status_code == 302
            assert "남의 글" not in page
            assert str(foreign.board) not in page

    def test_no_deleted_posts(self, client, own):
        own.state = State.DELETED
        own.save()
        assert "우리 글" not in text(client.get(address(Post, "changelist")))

    def test_tags_but_no_members(self, client, own):
        assert client.get(address(Tag, "changelist")).status_code == 200
        assert client.get(address(Member, "changelist")).status_code == 403
        query = {"app_label": "boards_posts", "model_name": "post", "field_name": "author"}
        assert client.get(reverse("admin:autocomplete"), query).status_code == 403
        assert "boards_members" not in text(client.get("/admin/"))

    def test_only_own_boards_and_posts_are_suggested(self, client, own, foreign):
        for model, field in (("post", "board"), ("notice", "post")):
            query = {"app_label": "boards_posts", "model_name": model, "field_name": field}
            answer = client.get(reverse("admin:autocomplete"), query).json()
            assert len(answer["results"]) == 1

    def test_nothing_without_a_board(self, client, moderator, own):
        own.board.moderators.clear()
        assert "우리 글" not in text(client.get(address(Post, "changelist")))
        assert client.get(address(Post, "change", own.pk)).status_code == 302


class TestMayNot:
    def test_add_or_delete_posts(self, client, own):
        assert client.get(address(Post, "add")).status_code == 403
        assert client.post(address(Post, "delete", own.pk), {"post": "yes"}).status_code == 403

    def test_move_a_post_to_a_board_of_others(self, client, own, foreign):
        form = post_form(own, board=foreign.board_id)
        response = client.post(address(Post, "change", own.pk), form)
        assert "Select a valid choice" in text(response)
        own.refresh_from_db()
        assert own.board != foreign.board

    def test_rewrite_what_somebody_wrote(self, client, own):
        form = post_form(own, title="딴말", body="<p>내가 한 말이 아니에요</p>", source="여기")
        client.post(address(Post, "change", own.pk), form)
        before = (own.title, own.body, own.source)
        own.refresh_from_db()
        assert (own.title, own.body, own.source) == before

    def test_change_where_a_post_came_from(self, client, own, moderator):
        before = (own.author, own.posted_at)
        posted = timezone.now()
        form = post_form(
            own,
            author=moderator.pk,
            masked_author="miyyxxxxx",
            posted_at_0=posted.strftime("%Y-%m-%d"),
            posted_at_1="00:00:00",
            posted_at_is_estimated="on",
            state="deleted",
        )
        assert client.post(address(Post, "change", own.pk), form).status_code == 302
        own.refresh_from_db()
        assert (own.author, own.posted_at) == before
        assert (own.masked_author, own.posted_at_is_estimated) == ("", False)
        assert own.is_published

    def test_change_a_board_or_a_tag(self, client, own):
        tag = Tag.objects.create(name="세금")
        for row in (own.board, tag):
            page = address(type(row), "change", row.pk)
            assert client.post(page, {"name": "x"}).status_code == 403
            assert client.post(address(type(row), "delete", row.pk)).status_code == 403
            assert client.get(address(type(row), "add")).status_code == 403

    def test_pin_a_post_of_others(self, client, own, foreign):
        response = client.post(address(Notice, "add"), {**PIN, "post": foreign.pk})
        assert "Select a valid choice" in text(response)
        assert not Notice.objects.exists()

    def test_pin_on_every_board(self, client, own):
        form = {**PIN, "post": own.pk, "scope": "every_board"}
        assert "Select a valid choice" in text(client.post(address(Notice, "add"), form))
        assert not Notice.objects.exists()

    def test_change_or_take_down_a_notice_of_every_board(self, client, own):
        notice = NoticeFactory(post=own, scope=Scope.EVERY_BOARD)
        page = address(Notice, "change", notice.pk)
        assert client.post(page, PIN).status_code == 403
        page = address(Notice, "delete", notice.pk)
        assert client.post(page, {"post": "yes"}).status_code == 403
        chosen = {"_selected_action": notice.pk, "action": "delete_selected", "post": "yes"}
        client.post(address(Notice, "changelist"), chosen)
        assert Notice.objects.get().scope == Scope.EVERY_BOARD

    def test_hide_posts_of_others_by_an_action(self, client, own, foreign):
        chosen = {"_selected_action": foreign.pk, "action": "hide_posts"}
        client.post(address(Post, "changelist"), chosen)
        foreign.refresh_from_db()
        assert foreign.is_published


class TestMay:
    def test_tag_a_post_and_move_it_between_own_boards(self, client, own, moderator):
        other = BoardFactory(moderators=[moderator])
        form = post_form(own, tags="세금", board=other.pk)
        assert client.post(address(Post, "change", own.pk), form).status_code == 302
        own.refresh_from_db()
        assert own.board == other
        assert [tag.name for tag in own.tags.all()] == ["세금"]

    def test_pin_change_and_take_down_a_notice(self, client, own, moderator):
        client.post(address(Notice, "add"), {**PIN, "post": own.pk})
        notice = Notice.objects.get()
        assert (notice.pinned_by, notice.position) == (moderator, 3)
        client.post(address(Notice, "change", notice.pk), {**PIN, "position": 1})
        notice.refresh_from_db()
        assert notice.position == 1
        client.post(address(Notice, "delete", notice.pk), {"post": "yes"})
        assert not Notice.objects.exists()

    def test_hide_posts(self, client, own):
        chosen = {"_selected_action": own.pk, "action": "hide_posts"}
        client.post(address(Post, "changelist"), chosen)
        own.refresh_from_db()
        assert own.state == State.HIDDEN

    def test_pin_on_every_board_once_granted(self, client, own, moderator):
        moderator.user_permissions.add(Permission.objects.get(codename="pin_everywhere"))
        client.post(address(Notice, "add"), {**PIN, "post": own.pk, "scope": "every_board"})
        assert Notice.objects.get().scope == Scope.EVERY_BOARD


def test_the_author_of_an_anonymous_post_is_nowhere_in_the_admin(client, moderator, own):
    hidden = PostFactory(
        board=own.board,
        author=MemberFactory(handle="whisperer"),
        anonymous_number=0,
        title="익명 글",
    )
    superuser = AdminFactory()
    for viewer in (moderator, superuser):
        client.force_login(viewer)
        listed = client.get(address(Post, "changelist"))
        assert "익명 글" in text(listed)
        assert "whisperer" not in text(listed)
        assert "whisperer" not in text(client.get(address(Post, "change", hidden.pk)))
        found = client.get(address(Post, "changelist"), {"q": "whisperer"})
        assert "익명 글" not in text(found)


def test_posts_are_found_by_the_handle_of_their_author(client, moderator, own):
    found = client.get(address(Post, "changelist"), {"q": own.author.handle})
    assert "우리 글" in text(found)
