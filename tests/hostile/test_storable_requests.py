"""What a page answers to signs and numbers that no database stores."""

import pytest
from django.test import Client

from boards.posts.models import Comment, Draft, Post, ScrapFolder
from boards.posts.writing.drafts import kept_fields
from tests.factories import BoardFactory, CommentFactory, MemberFactory, PostFactory

pytestmark = pytest.mark.django_db

ENDLESS = "99999999999999999999"
NUL_IN_MULTIPART = (
    b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\n%s\r\n--x--\r\n'  # of one field
)


@pytest.fixture
def board():
    board = BoardFactory(slug="talk")
    PostFactory(board=board).tags.add("tax")
    return board


@pytest.fixture
def member(client):
    member = MemberFactory(handle="writer")
    client.force_login(member)
    return member


@pytest.mark.parametrize(
    "path",
    [
        "/boards/%00/",
        "/boards/talk%00/",
        "/boards/%00/feed.atom",
        "/boards/%00/write/",
        "/tags/%00/",
        "/tags/tax%00/feed.rss",
        "/boards/talk/?tag=%00",
        "/boards/talk/?tag=tax%00",
        "/boards/talk/?page=1%00",
        "/boards/%ED%A0%80/",
        "/tags/%FF/",
        f"/posts/{ENDLESS}/",
        f"/posts/{ENDLESS}/comments.atom",
        f"/members/{ENDLESS}/",
        f"/comments/{ENDLESS}/",
        f"/posts/{1 << 63}/",
        f"/boards/talk/?page={ENDLESS}",
        "/index.php?mid=%00",
        "/index.php?mid=talk&document_srl=1%00",
        "/bbs/board.php?bo_table=%00&wr_id=%00",
        "/talk%00/1",
        "/%00",
    ],
)
def test_an_address_with_what_cannot_be_stored_is_nowhere(client, board, path):
    assert client.get(path).status_code == 404


def test_the_last_number_of_a_row_is_an_ordinary_one(client, board):
    assert client.get(f"/posts/{(1 << 63) - 1}/").status_code == 404


def test_a_search_goes_on_without_a_nul(client, board):
    page = client.get("/search/?q=%EC%84%B8%EA%B8%88%00")
    assert page.status_code == 200
    assert 'value="세금"' in page.content.decode()


def test_a_post_goes_on_without_a_nul(client, board, member):
    form = {"title": "세\x00금", "body": "신\x00고", "markup": "text", "tags": "t\x00ax"}
    answer = client.post("/boards/talk/write/", form)
    post = Post.objects.latest("pk")
    assert answer.status_code == 302
    assert (post.title, post.body_text, list(post.tags.names())) == ("세금", "신고", ["tax"])


def test_a_draft_goes_on_without_a_nul(client, board, member):
    form = {"title": "세\x00금", "body": "\x00"}
    answer = client.post(f"/drafts/new:{board.pk}/", form)
    assert answer.json()["fields"]["title"] == "세금"
    assert Draft.objects.get().fields["body"] == ""


def test_a_draft_keeps_nothing_that_json_does_not_hold():
    assert kept_fields({"title": "세\ud800금", "body": "\x00"})["title"] == "세금"


def test_a_comment_and_its_edit_go_on_without_a_nul(client, board, member):
    post = Post.objects.get()
    client.post(f"/posts/{post.pk}/comments/", {"text": "댓\x00글"})
    comment = Comment.objects.get()
    assert comment.text == "댓글"
    client.post(f"/comments/{comment.pk}/edit/", {"text": "새 \x00댓글"})
    comment.refresh_from_db()
    assert comment.text == "새 댓글"


def test_a_scrap_goes_on_without_a_nul(client, board, member):
    client.post(f"/posts/{Post.objects.get().pk}/scrap/file/", {"new_folder": "세\x00금"})
    assert ScrapFolder.objects.get().name == "세금"


def test_signing_in_goes_on_without_a_nul(client):
    MemberFactory(handle="vubui", password="correct horse battery").vouch_for_email()
    form = {"login": "vu\x00bui", "password": "correct horse battery"}
    assert client.post("/accounts/login/", form).status_code == 302


@pytest.mark.parametrize(
    ("path", "field"),
    [("signup/", "email"), ("password/reset/", "email"), ("login/", "login")],
)
def test_what_is_nobodys_is_told_beside_its_field(client, path, field):
    assert client.post(f"/accounts/{path}", {field: "\x00"}).status_code == 422


@pytest.mark.parametrize("cookie", ["sessionid", "csrftoken", "django_language", "messages"])
def test_a_cookie_with_a_nul_is_nobodys(client, board, cookie):
    client.cookies[cookie] = "\x00" * 32
    assert client.get("/").status_code == 200
    client.cookies[cookie] = "abcd\x00efgh" * 3
    assert client.get("/settings/").status_code == 302


@pytest.mark.parametrize(
    "header", ["User-Agent", "Referer", "X-Forwarded-For", "Accept-Language", "HX-Current-URL"]
)
def test_a_header_with_a_nul_is_an_ordinary_one(client, board, header):
    MemberFactory(handle="vubui", password="correct horse battery").vouch_for_email()
    form = {"login": "vubui", "password": "correct horse battery"}
    headers = {header: "Firefox\x00\ud800"}
    assert client.post("/accounts/login/", form, headers=headers).status_code == 302
    assert client.get("/", headers=headers).status_code == 200


@pytest.mark.parametrize("charset", ["utf-7", "unicode_escape", "euc-kr"])
def test_a_form_in_another_encoding_is_refused_and_a_page_is_not(client, board, charset):
    kind = f"multipart/form-data; boundary=x; charset={charset}"
    path = f"/posts/{Post.objects.get().pk}/comments/"
    body = NUL_IN_MULTIPART % rb"\ud800 +2AA-"
    assert client.generic("POST", path, body, kind).status_code == 400
    assert client.get("/search/?q=%5Cud800+2AA-", CONTENT_TYPE=kind).status_code == 200


@pytest.mark.parametrize("charset", ["utf8", "UTF-8", "us-ascii"])
def test_a_form_in_another_name_of_our_encoding_is_taken(client, board, member, charset):
    kind = f"multipart/form-data; boundary=x; charset={charset}"
    path = f"/posts/{Post.objects.get().pk}/comments/"
    client.generic("POST", path, NUL_IN_MULTIPART % "댓\x00글".encode(), kind)
    assert Comment.objects.get().text == "댓글"


def test_a_form_of_thousands_of_fields_is_refused_as_before(client, board, member):
    form = {f"field{n}": "\x00" for n in range(1001)}
    assert client.post("/settings/", form).status_code == 400


def test_a_form_from_elsewhere_shows_its_text_without_a_nul(board):
    client = Client(enforce_csrf_checks=True)
    comment = CommentFactory()
    client.force_login(comment.author)
    answer = client.post(f"/comments/{comment.pk}/edit/", {"text": "새\x00 댓글"})
    assert answer.status_code == 403
    assert "새 댓글" in answer.content.decode()


@pytest.mark.parametrize("next_page", ["abc", "0", "posts:home", "/boards/"])
def test_any_word_may_be_the_next_page_of_a_block(client, member, next_page):
    other = MemberFactory()
    answer = client.post(f"/members/{other.pk}/block/", {"next": next_page})
    assert answer.status_code == 302


@pytest.mark.parametrize("answer", ["9" * 5000, "[" * 100_000, "[]", '"\\ud800"', '{"id": 1}', "{"])
@pytest.mark.parametrize("page", ["webauthn/login/", "webauthn/reauthenticate/", "webauthn/add/"])
def test_what_no_passkey_answers_is_refused(client, page, answer):
    member = MemberFactory(handle="vubui", password="correct horse battery")
    if page != "webauthn/login/":
        member.vouch_for_email()
        form = {"login": "vubui", "password": "correct horse battery"}
        client.post("/accounts/login/", form)
    status = client.post(f"/accounts/2fa/{page}", {"credential": answer}).status_code
    assert status in (302, 403, 422)
