"""Writing, editing and deleting posts through their pages."""

import re
import uuid
from contextlib import contextmanager
from functools import partial

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse

from boards.access import Access
from boards.posts.models import AnonymousNumber, Draft, Notice, Post, Revision, Upload
from boards.posts.signals import post_deleted, post_edited, post_published
from boards.posts.states import State
from boards.posts.writing.actions.edit_post import version_of
from tests.concurrency import at_once
from tests.factories import (
    AdminFactory,
    BoardFactory,
    MemberFactory,
    NoticeFactory,
    PostFactory,
    UploadFactory,
)
from tests.posts.uploads.samples import encoded, picture, sent

pytestmark = pytest.mark.django_db

TYPED = {
    "title": "구인",
    "body": "첫 줄\n둘째 줄\n\nhttps://example.com/a 를 보세요",
    "tags": "세금, #Visa",
    "markup": "text",
    "comments_open": "on",
}


@pytest.fixture
def board():
    return BoardFactory(slug="talk")


@pytest.fixture
def member():
    return MemberFactory()


@pytest.fixture
def browser(client, member):
    """A client that has signed in."""
    client.force_login(member)
    return client


def sending(**fields):
    """Return the fields of a form, sent for the first time."""
    return {**TYPED, "submission_key": str(uuid.uuid4()), **fields}


def write_path(board) -> str:
    return reverse("posts:write", args=[board.slug])


def edit_path(post) -> str:
    return reverse("posts:edit", args=[post.pk])


@contextmanager
def heard_by(listener, signal):
    """Let the listener hear a signal, and not the tests after this one."""
    signal.connect(listener)
    try:
        yield
    finally:
        signal.disconnect(listener)


def hidden_value(response, name: str) -> str:
    """Return the value of a hidden field of the page."""
    field = re.search(rf'<input type="\w+" name="{name}"[^>]*>', response.content.decode())
    value = re.search(r'value="([^"]*)"', field[0])
    return value[1] if value else ""


class TestWriting:
    def test_plain_text_becomes_paragraphs_and_links(self, browser, board, member):
        response = browser.post(write_path(board), sending())
        post = Post.objects.get()
        assert response.status_code == 302
        assert response["Location"] == post.get_absolute_url()
        assert (post.title, post.author, post.board) == ("구인", member, board)
        assert post.body.startswith('<p>첫 줄<br>둘째 줄</p><p><a href="https://example.com/a"')
        assert set(post.tags.names()) == {"세금", "Visa"}

    def test_html_of_the_editor_is_made_safe(self, browser, board):
        body = '<h2>제목</h2><p onclick="x()">굵은 <strong>글</strong><script>x()</script></p>'
        browser.post(write_path(board), sending(body=body, markup="html"))
        assert Post.objects.get().body == "<h2>제목</h2><p>굵은 <strong>글</strong></p>"

    def test_html_in_plain_text_is_shown_as_typed(self, browser, board):
        browser.post(write_path(board), sending(body="<b>1 < 2</b>"))
        assert Post.objects.get().body == "<p>&lt;b&gt;1 &lt; 2&lt;/b&gt;</p>"

    @pytest.mark.parametrize(
        ("fields", "message"),
        [
            ({"title": ""}, "Give your post a title."),
            ({"title": "구"}, "2 characters at least"),
            ({"title": "가" * 101}, "100 characters at most"),
            ({"body": " \n "}, "Write something."),
            ({"body": "가 " * 60_000}, "100000 characters at most"),
            ({"tags": ", ".join(f"tag{n}" for n in range(9))}, "8 tags at most"),
            ({"tags": "가" * 101}, "100 characters at most"),
            ({"link": "javascript:alert(1)"}, "valid URL"),
        ],
    )
    def test_gives_back_what_was_typed_with_a_message(self, browser, board, fields, message):
        response = browser.post(write_path(board), sending(**fields, source="한겨레"))
        page = response.content.decode()
        assert response.status_code == 422
        assert message in page
        assert "한겨레" in page
        assert not Post.objects.exists()

    def test_characters_are_counted_as_people_see_them(self, browser, board):
        family = "👨\u200d👩\u200d👧"
        assert browser.post(write_path(board), sending(title=family)).status_code == 422
        assert browser.post(write_path(board), sending(title=family * 2)).status_code == 302
        decomposed = "\u1100\u116e\u110b\u1175\u11ab"
        assert browser.post(write_path(board), sending(title=decomposed)).status_code == 302
        assert Post.objects.filter(title="구인").exists()

    def test_preview_shows_the_text_and_stores_nothing(self, browser, board):
        response = browser.post(write_path(board), sending(preview="1", body="<b>굵게</b>"))
        page = response.content.decode()
        assert response.status_code == 200
        assert "<p>&lt;b&gt;굵게&lt;/b&gt;</p>" in page
        assert 'value="구인"' in page
        assert not Post.objects.exists()

    def test_tells_who_listens(self, browser, board):
        heard = []
        listener = lambda post, **_: heard.append(post.tags.count())  # noqa: E731
        with heard_by(listener, post_published):
            browser.post(write_path(board), sending())
        assert heard == [2]


class TestFilesInTheForm:
    PNG = encoded(picture(), "PNG")

    def test_stand_below_the_text(self, browser, board):
        browser.post(write_path(board), sending(body="글", files=[sent(self.PNG, "a.png")]))
        post = Post.objects.get()
        assert post.body.startswith("<p>글</p><p><img src=")
        assert list(Upload.objects.values_list("post", flat=True)) == [post.pk]

    def test_are_not_chosen_twice_when_the_form_comes_back(self, browser, board):
        response = browser.post(write_path(board), sending(title="", files=[sent(self.PNG)]))
        assert response.status_code == 422
        upload = Upload.objects.get()
        assert f'name="uploads" value="{upload.pk}"' in response.content.decode()
        again = sending(uploads=[str(upload.pk)], **{f"alt-{upload.pk}": "초록 네모"})
        browser.post(write_path(board), again)
        assert 'alt="초록 네모"' in Post.objects.get().body

    def test_that_are_refused_keep_the_text(self, browser, board):
        response = browser.post(write_path(board), sending(files=[sent(b"no picture", "a.jpg")]))
        page = response.content.decode()
        assert response.status_code == 422
        assert "둘째 줄" in page
        assert "a.jpg: " in page
        assert not Post.objects.exists()

    def test_of_others_are_not_taken(self, browser, board):
        theirs = UploadFactory()
        response = browser.post(
            write_path(board),
            sending(body=f'<p><img src="{theirs.get_absolute_url()}" alt=""></p>', markup="html"),
        )
        assert response.status_code == 422
        assert "belongs to another post" in response.content.decode()
        assert not Post.objects.exists()


class TestOptions:
    def test_are_offered_where_the_board_allows_them(self, browser, board):
        names = {"is_secret", "is_anonymous", "comments_open"}

        def offered() -> set[str]:
            page = browser.get(write_path(board)).content.decode()
            return {name for name in names if f'name="{name}"' in page}

        assert offered() == {"comments_open"}
        board.allows_secret = board.allows_anonymous = True
        board.allows_comments = False
        board.save()
        assert offered() == {"is_secret", "is_anonymous"}

    def test_what_the_board_does_not_allow_is_not_taken(self, browser, board):
        browser.post(write_path(board), sending(is_secret="on", is_anonymous="on"))
        post = Post.objects.get()
        assert (post.is_secret, post.is_anonymous, post.comments_open) == (False, False, True)

    def test_secret_anonymous_and_closed(self, browser, member):
        board = BoardFactory(allows_secret=True, allows_anonymous=True)
        typed = sending(is_secret="on", is_anonymous="on")
        del typed["comments_open"]
        browser.post(write_path(board), typed)
        post = Post.objects.get()
        assert (post.is_secret, post.anonymous_number, post.comments_open) == (True, 0, False)
        assert list(AnonymousNumber.objects.values_list("member", "number")) == [(member.pk, 0)]


class TestSendingTwice:
    def test_a_second_sending_leads_to_the_same_post(self, browser, board):
        typed = sending()
        first, second = (browser.post(write_path(board), typed) for _ in range(2))
        assert first["Location"] == second["Location"]
        assert Post.objects.count() == 1

    def test_a_changed_text_is_given_back_and_makes_a_second_post_when_sent_again(
        self, browser, board
    ):
        typed = sending()
        browser.post(write_path(board), typed)
        response = browser.post(write_path(board), {**typed, "body": "고친 글"})
        assert response.status_code == 409
        assert "고친 글" in response.content.decode()
        key = hidden_value(response, "submission_key")
        browser.post(write_path(board), {**typed, "body": "고친 글", "submission_key": key})
        assert Post.objects.count() == 2

    @pytest.mark.django_db(transaction=True)
    def test_a_double_click_makes_one_post(self, board, member):
        def send(typed):
            browser = Client()
            browser.force_login(member)
            return browser.post(write_path(board), typed)["Location"]

        for _ in range(3):
            typed = sending()
            assert len(set(at_once(*[partial(send, typed)] * 4))) == 1
        assert Post.objects.count() == 3


class TestNothingIsLost:
    def test_a_guest_gets_the_text_back_with_a_way_to_sign_in(self, client, board):
        response = client.post(write_path(board), sending())
        page = response.content.decode()
        assert response.status_code == 403
        assert "둘째 줄" in page
        assert "no longer signed in" in page
        assert f"next={write_path(board).replace('/', '%2F')}" in page

    def test_a_changed_token_gives_a_form_that_can_be_sent(self, board, member):
        browser = Client(enforce_csrf_checks=True, headers={"origin": "http://testserver"})
        browser.force_login(member)
        browser.get(write_path(board))
        refused = browser.post(write_path(board), sending(csrfmiddlewaretoken="a" * 64))
        assert refused.status_code == 403
        assert "둘째 줄" in refused.content.decode()
        token = hidden_value(refused, "csrfmiddlewaretoken")
        accepted = browser.post(write_path(board), sending(csrfmiddlewaretoken=token))
        assert accepted.status_code == 302

    def test_a_form_of_another_site_gets_nothing_back(self, board):
        browser = Client(enforce_csrf_checks=True, headers={"origin": "https://evil.example"})
        response = browser.post(write_path(board), sending(title="남의 글"))
        assert response.status_code == 403
        assert "남의 글" not in response.content.decode()

    def test_whoever_lost_the_right_to_write_gets_the_text_back(self, browser, board):
        board.write_access = Access.MODERATORS
        board.save()
        response = browser.post(write_path(board), sending())
        assert response.status_code == 403
        assert "둘째 줄" in response.content.decode()
        assert browser.get(write_path(board)).status_code == 403


class TestFindingTheForm:
    def test_guests_are_sent_to_sign_in(self, client, board):
        for path in (write_path(board), reverse("posts:choose-board")):
            response = client.get(path)
            assert response.status_code == 302
            assert "next=" in response["Location"]

    def test_boards_to_choose_are_those_one_may_write_on(self, browser, board):
        closed = BoardFactory(write_access=Access.MODERATORS)
        page = browser.get(reverse("posts:choose-board")).content.decode()
        assert write_path(board) in page
        assert write_path(closed) not in page

    def test_lists_have_a_button(self, browser, board):
        closed = BoardFactory(write_access=Access.MODERATORS)
        assert write_path(board) in browser.get(board.get_absolute_url()).content.decode()
        assert write_path(closed) not in browser.get(closed.get_absolute_url()).content.decode()
        assert reverse("posts:choose-board") in browser.get("/").content.decode()


class TestEditing:
    @pytest.fixture
    def post(self, board, member):
        return PostFactory(board=board, author=member, title="옛 제목", body="<p>옛 글</p>")

    def test_keeps_the_earlier_version_with_the_reason(self, browser, post, member):
        browser.post(edit_path(post), {**TYPED, "version": version_of(post), "reason": "오타"})
        post.refresh_from_db()
        earlier = Revision.objects.get()
        assert post.title == "구인"
        assert (earlier.title, earlier.body) == ("옛 제목", "<p>옛 글</p>")
        assert (earlier.reason, earlier.replaced_by) == ("오타", member)
        assert post.edited_at == earlier.replaced_at

    def test_changed_tags_alone_are_no_new_version(self, browser, post):
        same = {"title": "옛 제목", "body": "옛 글", "tags": "비자", "version": version_of(post)}
        browser.post(edit_path(post), same)
        post.refresh_from_db()
        assert list(post.tags.names()) == ["비자"]
        assert post.edited_at is None
        assert not Revision.objects.exists()

    def test_plain_posts_are_edited_as_text_and_others_as_html(self, browser, post):
        assert ">\n옛 글</textarea>" in browser.get(edit_path(post)).content.decode()
        post.set_body("<h2>제목</h2>")
        post.save()
        page = browser.get(edit_path(post))
        assert "&lt;h2&gt;제목&lt;/h2&gt;</textarea>" in page.content.decode()
        assert hidden_value(page, "markup") == "html"

    def test_a_change_in_another_window_is_not_overwritten_unseen(self, browser, post):
        browser.post(edit_path(post), {**TYPED, "version": version_of(post), "body": "다른 창"})
        response = browser.post(
            edit_path(post), {**TYPED, "version": version_of(post), "body": "이 창"}
        )
        assert response.status_code == 409
        assert "이 창" in response.content.decode()
        post.refresh_from_db()
        assert post.body_text == "다른 창"
        version = hidden_value(response, "version")
        browser.post(edit_path(post), {**TYPED, "version": version, "body": "이 창"})
        post.refresh_from_db()
        assert post.body_text == "이 창"

    @pytest.mark.parametrize(("state", "status"), [(State.HIDDEN, 409), (State.DELETED, 410)])
    def test_a_post_that_is_gone_meanwhile_gives_the_text_back(self, browser, post, state, status):
        post.state = state
        post.save()
        response = browser.post(edit_path(post), {**TYPED, "version": version_of(post)})
        assert response.status_code == status
        assert "둘째 줄" in response.content.decode()
        assert not Revision.objects.exists()

    def test_is_for_the_author(self, client, post):
        for visitor in (MemberFactory(), AdminFactory()):
            client.force_login(visitor)
            assert client.get(edit_path(post)).status_code == 403
            assert (
                client.post(edit_path(post), {**TYPED, "version": version_of(post)}).status_code
                == 403
            )
        post.refresh_from_db()
        assert post.title == "옛 제목"

    def test_guests_sign_in_and_keep_their_text(self, client, post):
        assert client.get(edit_path(post)).status_code == 302
        response = client.post(edit_path(post), {**TYPED, "version": version_of(post)})
        assert response.status_code == 403
        assert "둘째 줄" in response.content.decode()
        assert post.title not in response.content.decode()

    def test_a_secret_post_stays_secret_when_its_board_stops_offering_it(self, browser, post):
        post.is_secret = True
        post.save()
        browser.post(edit_path(post), {**TYPED, "version": version_of(post)})
        post.refresh_from_db()
        assert (post.title, post.is_secret) == ("구인", True)

    def test_tells_who_listens(self, browser, post):
        heard = []
        listener = lambda post, **_: heard.append(post.title)  # noqa: E731
        with heard_by(listener, post_edited):
            browser.post(edit_path(post), {**TYPED, "version": version_of(post)})
        assert heard == ["구인"]


class TestDeleting:
    @pytest.fixture
    def post(self, board, member):
        return PostFactory(board=board, author=member)

    def test_asks_and_deletes(self, browser, post):
        NoticeFactory(post=post)
        heard = []
        listener = lambda post, **_: heard.append(post.pk)  # noqa: E731
        path = reverse("posts:delete-own", args=[post.pk])
        assert browser.get(path).status_code == 200
        with heard_by(listener, post_deleted):
            response = browser.post(path)
        post.refresh_from_db()
        assert response["Location"] == post.board.get_absolute_url()
        assert post.state == State.DELETED
        assert heard == [post.pk]
        assert not Notice.objects.exists()
        assert browser.get(path).status_code == 410
        assert browser.get(post.get_absolute_url()).status_code == 410

    def test_is_for_the_author(self, client, post):
        path = reverse("posts:delete-own", args=[post.pk])
        assert client.get(path).status_code == 302
        assert client.post(path).status_code == 403
        client.force_login(MemberFactory())
        assert client.post(path).status_code == 403
        post.refresh_from_db()
        assert post.is_published

    def test_a_hidden_post_is_the_moderators(self, browser, post):
        post.state = State.HIDDEN
        post.save()
        assert browser.post(reverse("posts:delete-own", args=[post.pk])).status_code == 404

    def test_article_has_links_for_its_author_alone(self, browser, post):
        links = [edit_path(post), reverse("posts:delete-own", args=[post.pk])]
        own = browser.get(post.get_absolute_url()).content.decode()
        browser.force_login(MemberFactory())
        other = browser.get(post.get_absolute_url()).content.decode()
        assert all(link in own and link not in other for link in links)


class TestLookingUpAnAnonymousAuthor:
    @pytest.fixture
    def moderator(self):
        return MemberFactory()

    @pytest.fixture
    def post(self, moderator):
        board = BoardFactory(allows_anonymous=True, moderators=[moderator])
        moderator.refresh_from_db()
        return PostFactory(board=board, author=MemberFactory(handle="whoami"), anonymous_number=0)

    def path(self, post) -> str:
        return reverse("posts:look-up-author", args=[post.pk])

    def test_is_answered_once_and_recorded(self, client, post, moderator):
        client.force_login(moderator)
        assert "whoami" not in client.get(post.get_absolute_url()).content.decode()
        answer = client.post(self.path(post), follow=True)
        assert "Written by whoami" in answer.content.decode()
        assert "whoami" not in client.get(post.get_absolute_url()).content.decode()
        entry = LogEntry.objects.get()
        assert entry.user == moderator
        assert entry.get_change_message() == "Looked up the anonymous author."
        assert "whoami" not in entry.change_message

    def test_is_not_for_others(self, client, post):
        assert client.post(self.path(post)).status_code == 403
        for visitor in (MemberFactory(), post.author, MemberFactory(is_staff=True)):
            client.force_login(visitor)
            assert client.post(self.path(post)).status_code == 403
        assert not LogEntry.objects.exists()

    def test_a_post_with_a_name_has_no_button(self, client, post, moderator):
        post.anonymous_number = None
        post.save()
        client.force_login(moderator)
        assert client.post(self.path(post)).status_code == 403
        assert self.path(post) not in client.get(post.get_absolute_url()).content.decode()

    def test_asks_by_post_only(self, client, post, moderator):
        client.force_login(moderator)
        assert client.get(self.path(post)).status_code == 405


def test_a_draft_goes_when_its_text_is_sent(browser, board, member):
    Draft.objects.create(member=member, form=f"new:{board.pk}", fields={"title": "초안"})
    browser.post(write_path(board), sending())
    assert Draft.objects.exists(), "a draft that was not continued is kept"
    browser.post(write_path(board), sending(draft_version="1"))
    assert not Draft.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_clicks_on_delete_the_second_finds_the_post_gone() -> None:
    author = MemberFactory()
    post = PostFactory(author=author)
    browsers = [Client(raise_request_exception=False) for _ in range(2)]
    for browser in browsers:
        browser.force_login(author)
    path = reverse("posts:delete-own", args=[post.pk])
    answers = at_once(*(partial(browser.post, path) for browser in browsers))
    assert sorted(answer.status_code for answer in answers) == [302, 410]
