"""The admin of every room: what its lists cost, and what superusers can do in it."""

import json
import re
from functools import partial

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from boards.counters.models import ViewTotal
from boards.filters.models import Approval, Filter
from boards.members.models import Member
from boards.models import Board
from boards.posts.models import Notice, Post, Tag
from boards.posts.moderation.actions.hide_post import hide_post
from boards.posts.states import State
from tests.concurrency import at_once
from tests.factories import AdminFactory, BoardFactory, MemberFactory, NoticeFactory, PostFactory

pytestmark = pytest.mark.django_db

MANY = 200
MODELS = [Board, Member, Post, Notice, Tag, ViewTotal]


def address(model, page: str, *args) -> str:
    return reverse(f"admin:{model._meta.label_lower.replace('.', '_')}_{page}", args=args)


def text(response) -> str:
    return response.content.decode()


@pytest.fixture
def superuser(client):
    member = AdminFactory(handle="chief")
    client.force_login(member)
    return member


@pytest.fixture
def many_rows():
    """As many rows of everything as two pages of a change list hold."""
    boards = [BoardFactory(position=n) for n in range(MANY)]
    for n, board in enumerate(boards):
        post = PostFactory(board=board)
        NoticeFactory(post=post, pinned_by=MemberFactory())
        ViewTotal.objects.create(post=post, total=n)
        Tag.objects.create(name=f"tag {n}")


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("query", ["", "?q=tag", "?all="])
def test_a_change_list_takes_at_most_ten_queries(
    client, superuser, many_rows, django_assert_max_num_queries, model, query
):
    client.get(address(model, "changelist"))
    with django_assert_max_num_queries(10):
        assert client.get(address(model, "changelist") + query).status_code == 200


@pytest.mark.parametrize("model", [Post, Notice, Board, ViewTotal, Tag])
def test_the_change_list_of_staff_takes_at_most_ten_queries(
    client, many_rows, django_assert_max_num_queries, model
):
    moderator = MemberFactory(is_staff=True)
    name = f"view_{model._meta.model_name}"
    moderator.user_permissions.set(Permission.objects.filter(codename=name))
    moderator.moderated_boards.set(Board.objects.all())
    client.force_login(moderator)
    client.get(address(model, "changelist"))
    with django_assert_max_num_queries(10):
        assert client.get(address(model, "changelist")).status_code == 200


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("model", MODELS)
def test_nothing_in_a_page_is_inline(client, superuser, model, language):
    post = PostFactory()
    rows = {
        Board: post.board,
        Member: post.author,
        Post: post,
        Notice: NoticeFactory(post=post),
        Tag: Tag.objects.create(name="세금"),
        ViewTotal: ViewTotal.objects.create(post=post),
    }
    pages = [address(model, "changelist"), address(model, "change", rows[model].pk)]
    if model is not ViewTotal:
        pages.append(address(model, "add"))
    for page in pages:
        response = client.get(page, headers={"accept-language": language})
        assert response.status_code == 200
        assert not re.search(r"<style|\sstyle=|\son\w+=|<script>|javascript:", text(response))


def test_shows_each_kind_of_row_once(client, superuser):
    labels = {model._meta.label for model in admin.site._registry}
    assert {model._meta.label for model in MODELS} <= labels
    assert "taggit.Tag" not in labels


class TestPosts:
    def form(self, post, **changes):
        """Return what the browser sends from a post's form."""
        posted = timezone.localtime(post.posted_at)
        return {
            "board": post.board_id,
            "title": post.title,
            "body": post.body,
            "tags": "",
            "source": "",
            "link": "",
            "author": post.author_id or "",
            "masked_author": post.masked_author,
            "posted_at_0": posted.strftime("%Y-%m-%d"),
            "posted_at_1": posted.strftime("%H:%M:%S"),
            **changes,
        }

    def save(self, client, post, **changes):
        return client.post(address(Post, "change", post.pk), self.form(post, **changes))

    def test_a_new_body_is_sanitised_and_noted_as_an_edit(self, client, superuser):
        post = PostFactory()
        body = '<p>새 글</p><script>alert(1)</script><img src="/a.png" alt="">'
        assert self.save(client, post, body=body, title="새\u00a0 제목").status_code == 302
        post.refresh_from_db()
        assert "script" not in post.body
        assert post.body_text == "새 글"
        assert post.has_image
        assert post.title == "새 제목"
        assert post.edited_at is not None

    def test_what_readers_do_not_read_is_no_edit(self, client, superuser):
        post = PostFactory()
        assert self.save(client, post, tags="세금, Visa").status_code == 302
        post.refresh_from_db()
        assert post.edited_at is None
        assert set(post.tags.names()) == {"세금", "Visa"}

    def test_tags_are_changed_taken_away_and_shown_again(self, client, superuser):
        post = PostFactory()
        Tag.objects.create(name="Visa")
        self.save(client, post, tags="visa, 그린 카드")
        assert set(post.tags.names()) == {"Visa", "그린 카드"}
        self.save(client, post, tags='"그린 카드"')
        assert list(post.tags.names()) == ["그린 카드"]
        assert "그린 카드" in text(client.get(address(Post, "change", post.pk)))
        self.save(client, post, tags="")
        assert not post.tags.exists()

    def test_says_what_is_wrong_beside_the_field(self, client, superuser):
        post = PostFactory()
        response = self.save(client, post, tags="가" * 101)
        assert "100 characters" in text(response)
        response = self.save(client, post, masked_author="vuxxxxx")
        assert "Give either the author or the masked name." in text(response)
        response = self.save(client, post, posted_at_0="9999-12-31")
        assert "Give a year" in text(response)

    def test_a_post_is_added(self, client, superuser):
        draft = PostFactory.build(board=BoardFactory(), author=MemberFactory())
        response = client.post(address(Post, "add"), self.form(draft, body="<p>본문</p>"))
        assert response.status_code == 302
        post = Post.objects.get()
        assert (post.state, post.body_text, post.edited_at) == (State.PUBLISHED, "본문", None)

    def test_rows_without_a_body_are_marked_and_filtered(self, client, superuser):
        PostFactory(title="본문 있음")
        PostFactory(title="본문 없음", body="")
        page = text(client.get(address(Post, "changelist")))
        assert page.count('<td class="field-has_body"') == 2
        assert len(re.findall(r'field-has_body"><img [^>]*icon-no', page)) == 1
        page = text(client.get(address(Post, "changelist") + "?body=no"))
        assert "본문 없음" in page
        assert "본문 있음" not in page
        assert "본문 없음" not in text(client.get(address(Post, "changelist") + "?body=yes"))

    def test_names_authors_in_full_and_imported_ones_as_they_came(self, client, superuser):
        PostFactory(author=MemberFactory(handle="vubui"))
        PostFactory(author=None, masked_author="miyyxxxxx")
        page = text(client.get(address(Post, "changelist")))
        assert ">vubui</td>" in page
        assert ">miyyxxxxx</td>" in page

    @pytest.mark.parametrize(("words", "found"), [("세금", 1), ("VUBUI", 1), ("miyy", 1), ("?", 0)])
    def test_are_found_by_title_and_name(self, client, superuser, words, found):
        PostFactory(title="세금 신고", author=MemberFactory())
        PostFactory(title="하나", author=MemberFactory(handle="vubui"))
        PostFactory(title="둘", author=None, masked_author="miyyxxxxx")
        page = text(client.get(address(Post, "changelist"), {"q": words}))
        assert page.count('class="field-title"') == found

    @pytest.mark.django_db(transaction=True)
    def test_a_post_that_is_hidden_while_it_is_saved_stays_hidden(self, client, superuser):
        for n in range(10):
            post = PostFactory()
            at_once(
                partial(self.save, client, post, title=f"제목 {n}"),
                partial(hide_post, post=post, by=superuser),
            )
            post.refresh_from_db()
            assert (post.title, post.state) == (f"제목 {n}", State.HIDDEN)

    def test_many_are_hidden_and_shown_again_with_a_log(self, client, superuser):
        posts = [PostFactory(), PostFactory()]
        deleted = PostFactory(state=State.DELETED)
        chosen = {"_selected_action": [post.pk for post in (*posts, deleted)]}
        response = client.post(
            address(Post, "changelist"), {**chosen, "action": "hide_posts"}, follow=True
        )
        assert "2 posts hidden." in text(response)
        assert "This post was deleted." in text(response)
        assert Post.objects.filter(state=State.HIDDEN).count() == 2
        client.post(address(Post, "changelist"), {**chosen, "action": "show_posts"})
        assert Post.objects.published().count() == 2
        messages = [entry.get_change_message() for entry in LogEntry.objects.all()]
        assert sorted(messages) == ["Hidden.", "Hidden.", "Shown again.", "Shown again."]

    def test_rows_are_never_deleted(self, client, superuser):
        post = PostFactory()
        assert client.post(address(Post, "delete", post.pk), {"post": "yes"}).status_code == 403
        assert "delete_selected" not in text(client.get(address(Post, "changelist")))


class TestNotices:
    FORM = {
        "scope": "every_board",
        "position": "3",
        "starts_at_0": "2026-01-02",
        "starts_at_1": "03:04:05",
        "ends_at_0": "",
        "ends_at_1": "",
    }

    def test_note_who_pinned_them(self, client, superuser):
        post = PostFactory()
        client.post(address(Notice, "add"), {**self.FORM, "post": post.pk})
        notice = Notice.objects.get()
        assert (notice.post, notice.pinned_by, notice.scope) == (post, superuser, "every_board")
        assert "chief" in text(client.get(address(Notice, "changelist")))

    def test_a_change_keeps_the_name_and_the_post(self, client, superuser):
        notice = NoticeFactory(pinned_by=MemberFactory())
        other = PostFactory()
        form = {**self.FORM, "post": other.pk}
        assert client.post(address(Notice, "change", notice.pk), form).status_code == 302
        changed = Notice.objects.get()
        assert changed.position == 3
        assert (changed.post, changed.pinned_by) == (notice.post, notice.pinned_by)

    @pytest.mark.parametrize(
        ("state", "message"), [(State.HIDDEN, "post is hidden"), (State.DELETED, "was deleted")]
    )
    def test_only_published_posts_are_pinned(self, client, superuser, state, message):
        form = {**self.FORM, "post": PostFactory(state=state).pk}
        assert message in text(client.post(address(Notice, "add"), form))
        assert not Notice.objects.exists()

    def test_a_post_is_pinned_once(self, client, superuser):
        form = {**self.FORM, "post": NoticeFactory().post_id}
        assert "already exists" in text(client.post(address(Notice, "add"), form))

    def test_an_end_before_the_start_is_told_beside_it(self, client, superuser):
        form = {**self.FORM, "ends_at_0": "2026-01-01", "ends_at_1": "00:00"}
        notice = NoticeFactory()
        response = client.post(address(Notice, "change", notice.pk), form)
        assert "The end must be later than the start." in text(response)


class TestMembers:
    def test_are_added_with_a_password(self, client, superuser):
        form = {
            "handle": " 홍길동 ",
            "email": "hong@example.com",
            "usable_password": "true",
            "password1": "correct horse battery",
            "password2": "correct horse battery",
        }
        assert client.post(address(Member, "add"), form).status_code == 302
        member = Member.objects.get(handle="홍길동")
        assert member.check_password("correct horse battery")

    def test_a_taken_handle_is_refused_whatever_its_case(self, client, superuser):
        form = {"handle": "CHIEF", "usable_password": "false"}
        assert "This handle is taken." in text(client.post(address(Member, "add"), form))

    def test_get_a_new_password(self, client, superuser):
        member = MemberFactory()
        page = reverse("admin:auth_user_password_change", args=[member.pk])
        new = "another horse battery"
        form = {"usable_password": "true", "password1": new, "password2": new}
        assert client.post(page, {**form, "set-password": "1"}).status_code == 302
        member.refresh_from_db()
        assert member.check_password(new)

    @pytest.mark.parametrize("words", ["vubui", "VUB", "vu@example"])
    def test_are_found_by_handle_and_address(self, client, superuser, words):
        MemberFactory(handle="vubui", email="vu@example.com")
        page = text(client.get(address(Member, "changelist"), {"q": words}))
        assert page.count('class="field-handle"') == 1

    def test_are_suggested_by_their_whole_handle(self, client, superuser):
        MemberFactory(handle="vubui")
        query = {
            "app_label": "boards_posts",
            "model_name": "post",
            "field_name": "author",
            "term": "vub",
        }
        answer = json.loads(client.get(reverse("admin:autocomplete"), query).content)
        assert [result["text"] for result in answer["results"]] == ["vubui"]

    def test_are_shown_in_forms_by_their_whole_handle(self, client, superuser):
        post = PostFactory(author=MemberFactory(handle="vubui"))
        post.board.moderators.add(MemberFactory(handle="moderating-kim"))
        assert ">vubui</option>" in text(client.get(address(Post, "change", post.pk)))
        page = text(client.get(address(Board, "change", post.board.pk)))
        assert ">moderating-kim</option>" in page


class TestBoards:
    def test_are_put_in_order_in_their_list(self, client, superuser):
        first, second = BoardFactory(position=1), BoardFactory(position=2)
        form = {
            "form-TOTAL_FORMS": 2,
            "form-INITIAL_FORMS": 2,
            "form-0-id": first.pk,
            "form-0-position": 20,
            "form-1-id": second.pk,
            "form-1-position": 10,
            "_save": "Save",
        }
        assert client.post(address(Board, "changelist"), form).status_code == 302
        assert list(Board.objects.all()) == [second, first]

    def test_get_their_moderators(self, client, superuser):
        member = MemberFactory()
        form = {
            "name_ko": "세금",
            "name_en": "Tax & Salary",
            "position": 1,
            "read_access": "everyone",
            "write_access": "members",
            "moderations-TOTAL_FORMS": 1,
            "moderations-INITIAL_FORMS": 0,
            "moderations-0-member": member.pk,
            "moderations-0-content": "on",
            "categories-TOTAL_FORMS": 0,
            "categories-INITIAL_FORMS": 0,
        }
        assert client.post(address(Board, "add"), form).status_code == 302
        board = Board.objects.get()
        assert board.slug == "tax-salary"
        assert list(board.moderators.all()) == [member]
        row = board.moderations.get()
        assert (row.content, row.notices, row.sanctions) == (True, False, False)
        member.refresh_from_db()
        assert not member.is_staff

    def test_with_posts_are_not_deleted(self, client, superuser):
        board = PostFactory().board
        response = client.post(address(Board, "delete", board.pk), {"post": "yes"})
        assert response.status_code in (200, 403)
        assert Board.objects.filter(pk=board.pk).exists()


class TestTags:
    def test_get_their_address_from_their_name(self, client, superuser):
        client.post(address(Tag, "add"), {"name": " 그린  카드 ", "slug": ""})
        tag = Tag.objects.get()
        assert (tag.name, tag.slug) == ("그린 카드", "그린-카드")

    def test_another_case_is_the_same_tag(self, client, superuser):
        Tag.objects.create(name="Visa")
        response = client.post(address(Tag, "add"), {"name": "VISA", "slug": ""})
        assert response.status_code == 200
        assert Tag.objects.count() == 1

    def test_are_deleted_and_their_posts_stay(self, client, superuser):
        post = PostFactory()
        post.tags.add("세금")
        client.post(address(Tag, "delete", Tag.objects.get().pk), {"post": "yes"})
        assert not Tag.objects.exists()
        assert Post.objects.exists()


class TestViewTotals:
    def test_are_read_only(self, client, superuser):
        total = ViewTotal.objects.create(post=PostFactory(title="많이 본 글"), total=9)
        assert "많이 본 글" in text(client.get(address(ViewTotal, "changelist")))
        assert client.get(address(ViewTotal, "add")).status_code == 403
        page = address(ViewTotal, "change", total.pk)
        assert client.post(page, {"total": 1}).status_code == 403
        assert client.post(address(ViewTotal, "delete", total.pk)).status_code == 403
        total.refresh_from_db()
        assert total.total == 9


@pytest.mark.parametrize("model", [Post, Filter, Approval])
def test_a_board_is_chosen_without_a_script(client, superuser, model):
    board = BoardFactory(name_en="Tax", name_ko="세금")
    page = text(client.get(address(model, "add")))
    assert f'<option value="{board.pk}">{board}</option>' in page
