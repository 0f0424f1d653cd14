"""Posts in the admin are changed by actions: with a version, a log and the rules of the site."""

from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from boards.members.models import Member
from boards.posts.models import Post, Revision, Upload
from boards.posts.moderation.actions.delete_post import delete_post
from boards.posts.moderation.actions.move_post import move_post
from boards.posts.moderation.actions.tag_post import tag_post
from boards.posts.signals import post_corrected, post_published
from boards.posts.states import State
from boards.posts.writing.actions.add_post import add_post
from boards.posts.writing.actions.correct_origin import correct_origin
from boards.posts.writing.actions.correct_post import correct_post
from boards.posts.writing.actions.edit_post import edit_post, version_of
from boards.search.querying.finding import find
from tests.concurrency import at_once
from tests.factories import AdminFactory, BoardFactory, MemberFactory, PostFactory, UploadFactory
from tests.moments.sending import sent_back

pytestmark = pytest.mark.django_db

ADD = "/admin/boards_posts/post/add/"
FORM = "//form[@id='post_form']"


@pytest.fixture
def chief(client: Client) -> Member:
    member = AdminFactory(handle="chief-kim")
    client.force_login(member)
    return member


def change(post: Post) -> str:
    return reverse("admin:boards_posts_post_change", args=[post.pk])


def opened(client: Client, post: Post) -> Any:
    return sent_back(client.get(change(post)).content.decode(), form=FORM)


def save(client: Client, post: Post, **changes: Any) -> Any:
    return client.post(change(post), {**opened(client, post), **changes})


def logged(post: Post) -> list[str]:
    with translation.override("en"):
        entries = LogEntry.objects.filter(object_id=str(post.pk), content_type__model="post")
        return [entry.get_change_message() for entry in entries.order_by("pk")]


def errors_of(response: Any) -> list[str]:
    assert response.status_code == 200
    return list(response.context["adminform"].form.errors)


@pytest.fixture
def heard() -> Any:
    """The posts of which listeners were told, by the signal."""
    told: list[tuple[str, int]] = []

    def corrected(*, post: Post, **kwargs: Any) -> None:
        told.append(("corrected", post.pk))

    def published(*, post: Post, **kwargs: Any) -> None:
        told.append(("published", post.pk))

    post_corrected.connect(corrected)
    post_published.connect(published)
    yield told
    post_corrected.disconnect(corrected)
    post_published.disconnect(published)


class TestTexts:
    @pytest.mark.parametrize(
        "changes", [{"title": "새 제목"}, {"body": "<p>새 글</p>"}], ids=["title", "body"]
    )
    def test_a_text_that_changes_leaves_its_version_behind(
        self, client: Client, chief: Member, heard: Any, changes: dict[str, str]
    ) -> None:
        post = PostFactory(title="옛 제목", body="<p>옛 글</p>")
        assert save(client, post, **changes).status_code == 302
        revision = Revision.objects.get()
        assert (revision.post, revision.title, revision.body, revision.replaced_by) == (
            post, "옛 제목", "<p>옛 글</p>", chief,
        )  # fmt: skip
        post.refresh_from_db()
        assert post.edited_at == revision.replaced_at
        assert heard == [("corrected", post.pk)]

    def test_the_history_shows_who_did_it(self, client: Client, chief: Member) -> None:
        post = PostFactory(body="<p>옛 글</p>")
        save(client, post, body="<p>새 글</p>")
        page = client.get(reverse("posts:history", args=[post.pk])).content.decode()
        assert "By chief-kim" in page
        assert "<del>옛 </del><ins>새 </ins>글" in page

    def test_a_correction_is_logged_once_with_what_was_changed(
        self, client: Client, chief: Member
    ) -> None:
        post = PostFactory(title="옛 제목")
        save(client, post, title="새 제목", source="신문")
        assert logged(post) == ["Corrected: title, source"]
        assert LogEntry.objects.count() == 1
        assert LogEntry.objects.get().user == chief

    def test_what_readers_do_not_read_leaves_no_version(
        self, client: Client, chief: Member
    ) -> None:
        post = PostFactory()
        assert save(client, post, source="신문", tags="세금").status_code == 302
        assert not Revision.objects.exists()
        assert logged(post) == ["Corrected: source", "Changed the tags."]

    def test_a_form_that_changes_nothing_is_not_logged(
        self, client: Client, chief: Member, heard: Any
    ) -> None:
        post = PostFactory(body="<p>한 줄</p>\n<pre>두\n줄</pre>")
        assert save(client, post).status_code == 302
        assert not LogEntry.objects.exists()
        assert not heard

    def test_a_body_is_made_as_on_the_site(self, client: Client, chief: Member) -> None:
        post = PostFactory()
        upload = UploadFactory(owner=post.author)
        address = upload.get_absolute_url()
        save(client, post, body=f'<p>글</p><p><img src="{address}" alt=""></p>')
        post.refresh_from_db()
        upload.refresh_from_db()
        assert "srcset=" in post.body
        assert upload.post == post

    @pytest.mark.parametrize("kind", ["other post", "gone", "empty", "long"])
    def test_what_the_site_refuses_is_told_beside_the_body_and_stays_typed(
        self, client: Client, chief: Member, kind: str
    ) -> None:
        post = PostFactory(body="<p>옛 글</p>", title="옛 제목")
        upload = UploadFactory(post=PostFactory()) if kind == "other post" else UploadFactory()
        picture = f'<p>글 <img src="{upload.get_absolute_url()}" alt=""></p>'
        if kind == "gone":
            Upload.objects.all().delete()
        body = {"empty": "<p> </p>", "long": f"<p>{'가' * 100_001}</p>"}.get(kind, picture)
        response = save(client, post, body=body, title="새 제목")
        assert errors_of(response) == ["body"]
        again = sent_back(response.content.decode(), form=FORM)
        assert (again["body"].strip(), again["title"]) == (body, "새 제목")
        post.refresh_from_db()
        assert (post.title, post.body) == ("옛 제목", "<p>옛 글</p>")
        assert not Revision.objects.exists()
        assert not LogEntry.objects.exists()

    def test_a_post_that_came_without_a_body_gets_another_title(
        self, client: Client, chief: Member
    ) -> None:
        post = PostFactory(body="", title="옛 제목")
        assert save(client, post, title="새 제목").status_code == 302
        post.refresh_from_db()
        assert (post.title, post.body) == ("새 제목", "")
        assert Revision.objects.get().title == "옛 제목"

    def test_a_post_that_was_deleted_meanwhile_is_told(self, client: Client, chief: Member) -> None:
        post = PostFactory(title="옛 제목")
        form = opened(client, post)
        delete_post(post=post, by=None)
        response = client.post(change(post), {**form, "title": "새 제목"})
        assert "This post was deleted." in response.content.decode()
        assert sent_back(response.content.decode(), form=FORM)["title"] == "새 제목"
        post.refresh_from_db()
        assert post.title == "옛 제목"

    def test_an_author_s_edit_is_a_version_of_its_own(self, client: Client, chief: Member) -> None:
        post = PostFactory(title="하나")
        edit_post(post=post, by=post.author, version=version_of(post), title="둘", body=post.body)
        save(client, post, title="셋")
        assert list(post.revisions.values_list("title", "replaced_by__handle")) == [
            ("둘", "chief-kim"),
            ("하나", post.author.handle),
        ]

    @pytest.mark.django_db(transaction=True)
    def test_of_two_corrections_at_once_each_is_a_version_or_is_told(
        self, client: Client, chief: Member
    ) -> None:
        for n in range(3):
            post = PostFactory(title="처음")
            form = opened(client, post)
            calls = [
                partial(client.post, change(post), {**form, "title": f"제목 {n} {who}"})
                for who in "가나"
            ]
            statuses = sorted(response.status_code for response in at_once(*calls))
            assert statuses == [200, 302]
            assert [each.title for each in post.revisions.all()] == ["처음"]


class TestOrigin:
    def test_author_and_times_are_logged_and_told(
        self, client: Client, chief: Member, heard: Any
    ) -> None:
        post, other = PostFactory(), MemberFactory()
        sent = {"author": other.pk, "posted_at_0": "2024-09-05", "posted_at_is_estimated": "on"}
        assert save(client, post, **sent).status_code == 302
        post.refresh_from_db()
        assert (post.author, post.posted_at_is_estimated) == (other, True)
        assert post.edited_at is None
        assert logged(post) == ["Corrected: author, posted, time is estimated"]
        assert heard == [("corrected", post.pk)]

    def test_a_new_author_comes_with_their_pictures(self, client: Client, chief: Member) -> None:
        post, upload = PostFactory(), UploadFactory()
        body = f'<p>글 <img src="{upload.get_absolute_url()}" alt=""></p>'
        assert save(client, post, author=upload.owner_id, body=body).status_code == 302
        upload.refresh_from_db()
        assert upload.post == post
        assert logged(post) == ["Corrected: author", "Corrected: body"]

    def test_an_author_beside_a_masked_name_is_told(self, client: Client, chief: Member) -> None:
        post = PostFactory()
        response = save(client, post, masked_author="vuxxxxx", title="새 제목")
        assert "Give either the author or the masked name." in response.content.decode()
        assert not Revision.objects.exists()

    def test_the_author_of_an_anonymous_post_stays(self, client: Client, chief: Member) -> None:
        author = MemberFactory()
        post = PostFactory(author=author, anonymous_number=0)
        assert save(client, post, posted_at_is_estimated="on").status_code == 302
        post.refresh_from_db()
        assert (post.author, post.anonymous_number) == (author, 0)
        other = MemberFactory()
        with pytest.raises(PermissionDenied):
            correct_origin(post=post, by=chief, **{**origin_of(post), "author": other})

    def test_the_time_that_was_shown_first_can_be_put_back(
        self, client: Client, chief: Member
    ) -> None:
        first, meanwhile = datetime(2025, 3, 1, 12, tzinfo=UTC), datetime(2025, 3, 2, tzinfo=UTC)
        post = PostFactory(posted_at=first)
        form = opened(client, post)
        Post.objects.filter(pk=post.pk).update(posted_at=meanwhile)
        typed = {**form, "posted_at_0": "2025-03-05"}
        told = client.post(change(post), typed)
        assert told.status_code == 200
        again = sent_back(told.content.decode(), form=FORM)
        back = {name: form[name] for name in ("posted_at_0", "posted_at_1")}
        assert client.post(change(post), {**again, **back}).status_code == 302
        post.refresh_from_db()
        assert post.posted_at == first


class TestBoardAndTags:
    def test_a_move_is_logged_with_both_boards(
        self, client: Client, chief: Member, heard: Any
    ) -> None:
        old, new = BoardFactory(name_ko="광장", name_en="Plaza"), BoardFactory(name_en="Tax")
        post = PostFactory(board=old)
        assert save(client, post, board=new.pk).status_code == 302
        post.refresh_from_db()
        assert post.board == new
        [message] = logged(post)
        assert message.startswith("Moved from ")
        assert heard == [("corrected", post.pk)]

    def test_the_search_knows_new_tags_and_texts(self, client: Client, chief: Member) -> None:
        post = PostFactory(title="옛 제목")
        save(client, post, title="비자 인터뷰", tags="세금")
        assert find(None, "인터뷰").found == 1
        assert find(None, "tag:세금").found == 1

    def test_a_moderator_s_move_and_tags_are_logged(self, client: Client) -> None:
        moderator = MemberFactory(is_staff=True)
        names = ("view_post", "change_post", "view_board")
        moderator.user_permissions.set(Permission.objects.filter(codename__in=names))
        client.force_login(moderator)
        post = PostFactory(board=BoardFactory(moderators=[moderator]))
        other = BoardFactory(moderators=[moderator])
        assert save(client, post, board=other.pk, tags="세금").status_code == 302
        first, second = logged(post)
        assert first.startswith("Moved from ")
        assert second == "Changed the tags."

    def test_tags_with_quotes_stay_when_something_else_is_changed(
        self, client: Client, chief: Member
    ) -> None:
        post = PostFactory()
        names = {'"갑질" 문화', 'C"', "세금"}
        post.tags.set(names)
        assert save(client, post, board=str(BoardFactory().pk)).status_code == 302
        assert set(post.tags.names()) == names


class TestAdding:
    def sent(self, client: Client, **changes: Any) -> Any:
        form = sent_back(client.get(ADD).content.decode(), form=FORM)
        board = BoardFactory()
        author = MemberFactory()
        given = {"board": board.pk, "title": "새 글", "body": "<p>본문</p>", "author": author.pk}
        return {**form, **given, **changes}

    def test_a_post_is_published_as_on_the_site(
        self, client: Client, chief: Member, heard: Any
    ) -> None:
        assert client.post(ADD, self.sent(client, tags="세금, 비자")).status_code == 302
        post = Post.objects.get()
        assert set(post.tags.names()) == {"세금", "비자"}
        assert heard == [("published", post.pk)]
        assert logged(post) == ["Added."]
        assert LogEntry.objects.count() == 1
        assert find(None, "tag:비자").found == 1

    def test_what_the_site_refuses_is_told_beside_its_field(
        self, client: Client, chief: Member
    ) -> None:
        picture = f'<p>글 <img src="{UploadFactory().get_absolute_url()}" alt=""></p>'
        for body in ("<p> </p>", picture):
            response = client.post(ADD, self.sent(client, body=body))
            assert errors_of(response) == ["body"]
            assert sent_back(response.content.decode(), form=FORM)["title"] == "새 글"
        assert not Post.objects.exists()

    def test_staff_who_may_not_write_for_others_get_no_form(self, client: Client) -> None:
        member = MemberFactory(is_staff=True)
        names = ("add_post", "change_post", "view_post")
        member.user_permissions.set(Permission.objects.filter(codename__in=names))
        member.moderated_boards.set([BoardFactory()])
        client.force_login(member)
        assert client.get(ADD).status_code == 403
        assert client.post(ADD, {"board": 1}).status_code == 403


def origin_of(post: Post) -> dict[str, Any]:
    names = (
        "author", "masked_author", "posted_at", "posted_at_is_estimated", "posted_at_is_day_only",
    )  # fmt: skip
    return {name: getattr(post, name) for name in names}


class TestWhoMay:
    def test_only_superusers_correct_and_add(self) -> None:
        moderator = MemberFactory()
        post = PostFactory(board=BoardFactory(moderators=[moderator]))
        texts = {"title": "딴말", "body": "<p>딴말</p>", "source": "", "link": ""}
        new = {**texts, **origin_of(post), "board": post.board, "tags": ()}
        for member in (moderator, post.author, MemberFactory(is_staff=True)):
            with pytest.raises(PermissionDenied):
                correct_post(post=post, by=member, **texts)
            with pytest.raises(PermissionDenied):
                correct_origin(post=post, by=member, **origin_of(post))
            with pytest.raises(PermissionDenied):
                add_post(by=member, **new)
        assert Post.objects.count() == 1
        assert not Revision.objects.exists()

    def test_moderators_move_among_their_boards_and_tag_there(self) -> None:
        moderator, stranger = MemberFactory(), MemberFactory()
        own, also_own = (BoardFactory(moderators=[moderator]) for _ in range(2))
        foreign = BoardFactory()
        post = PostFactory(board=own)
        with pytest.raises(PermissionDenied):
            move_post(post=post, by=moderator, board=foreign)
        for member in (stranger, post.author):
            with pytest.raises(PermissionDenied):
                move_post(post=post, by=member, board=also_own)
            with pytest.raises(PermissionDenied):
                tag_post(post=post, by=member, tags=["세금"])
        assert move_post(post=post, by=moderator, board=also_own).board == also_own
        assert list(tag_post(post=post, by=moderator, tags=["세금"]).tags.names()) == ["세금"]

    def test_the_system_may_all_of_it_and_is_not_logged(self) -> None:
        post, board = PostFactory(), BoardFactory()
        move_post(post=post, by=None, board=board)
        tag_post(post=post, by=None, tags=["세금"])
        correct_post(post=post, by=None, title="새 제목", body=post.body, source="", link="")
        correct_origin(post=post, by=None, **{**origin_of(post), "posted_at": timezone.now()})
        assert Revision.objects.get().replaced_by is None
        assert not LogEntry.objects.exists()

    def test_nothing_is_done_to_a_deleted_post(self) -> None:
        post, chief = PostFactory(state=State.DELETED), AdminFactory()
        calls = [
            partial(move_post, board=BoardFactory()),
            partial(tag_post, tags=["세금"]),
            partial(correct_post, title="새 제목", body=post.body, source="", link=""),
            partial(correct_origin, **origin_of(post)),
        ]
        for call in calls:
            with pytest.raises(ValidationError, match="deleted"):
                call(post=post, by=chief)
