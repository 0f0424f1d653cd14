"""Pictures that come inside a text become uploads, or their writer is told why not."""

import uuid
from base64 import b64encode, urlsafe_b64encode
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from boards.members.models import Member
from boards.models import Board
from boards.posts.models import Draft, Post, Upload
from boards.posts.uploads import data_urls
from boards.posts.uploads.data_urls import content_of, data_pictures
from boards.posts.uploads.refusals import MAX_BYTES, MAX_PICTURES_OF_TEXT, MAX_UNUSED
from boards.posts.writing.actions.edit_post import version_of
from tests.factories import AdminFactory, BoardFactory, MemberFactory, PostFactory, UploadFactory
from tests.posts.uploads.samples import PDF, encoded, picture, png_of

pytestmark = pytest.mark.django_db

PNG = encoded(picture(), "PNG")


def data_url(content: bytes = PNG, kind: str = "image/png") -> str:
    return f"data:{kind};base64,{b64encode(content).decode()}"


def shown(url: str, **more: str) -> str:
    others = "".join(f' {name}="{value}"' for name, value in more.items())
    return f'<p>앞</p><p><img src="{url}"{others}></p><p>뒤</p>'


@pytest.fixture
def board() -> Board:
    return BoardFactory(slug="talk")


@pytest.fixture
def member(client: Client) -> Member:
    signed_in = MemberFactory()
    client.force_login(signed_in)
    return signed_in


def form(body: str, **more: Any) -> dict[str, Any]:
    key = str(uuid.uuid4())
    return {
        "title": "붙여 넣은 사진",
        "body": body,
        "markup": "html",
        "submission_key": key,
        **more,
    }


def write(client: Client, board: Board, body: str, **more: Any) -> Any:
    return client.post(reverse("posts:write", args=[board.slug]), form(body, **more), follow=True)


def test_a_pasted_picture_is_an_upload_of_the_post(
    client: Client, board: Board, member: Member
) -> None:
    response = write(client, board, shown(data_url(), alt="바다"))
    post, upload = Post.objects.get(), Upload.objects.get()
    assert response.status_code == 200
    assert (upload.owner, upload.post, upload.kind) == (member, post, "picture")
    assert f'src="{upload.get_absolute_url()}" alt="바다"' in post.body
    assert post.body.index("앞") < post.body.index("<img") < post.body.index("뒤")
    assert post.has_image
    assert "data:" not in post.body


WRITTEN = {
    "letters of any size": f'<IMG SRC="{data_url().replace("data:image", "DATA:Image")}">',
    "single quotes": f"<img src='{data_url()}'>",
    "line ends": f'<img src="{data_url()[:60]}\n{data_url()[60:]}">',
    "blanks around it": f'<img src=" {data_url()} ">',
    "letters as numbers": f'<img src="dat&#97;:{data_url()[5:]}">',
    "signs of addresses": f'<img src="{data_url().replace("+", "%2B").replace("=", "%3D")}">',
    "blanks before base64": f'<img src="{data_url().replace(";base64", "; Base64 ")}">',
    "base64 of addresses": (f'<img src="data:image/png;base64,{urlsafe_b64encode(PNG).decode()}">'),
    "without its end": f'<img src="{data_url().rstrip("=")}">',
    "with a name": f'<img src="{data_url(kind="image/png;name=a.png")}">',
    "without a type": f'<img src="data:;base64,{b64encode(PNG).decode()}">',
    "another type": f'<img src="{data_url(kind="image/jpeg")}">',
    "in a figure": f'<figure><img src="{data_url()}"><figcaption>바다</figcaption></figure>',
}


@pytest.mark.parametrize("way", WRITTEN)
def test_every_way_of_writing_it_is_understood(
    client: Client, board: Board, member: Member, way: str
) -> None:
    write(client, board, WRITTEN[way])
    assert Upload.objects.get().get_absolute_url() in Post.objects.get().body


def test_the_same_picture_twice_is_one_upload(client: Client, board: Board, member: Member) -> None:
    write(client, board, shown(data_url()) * 2)
    assert Upload.objects.count() == 1
    assert Post.objects.get().body.count("<img ") == 2


def test_an_edit_takes_them_too(client: Client, member: Member) -> None:
    post = PostFactory(author=member)
    path = reverse("posts:edit", args=[post.pk])
    client.post(path, form(shown(data_url()), version=str(version_of(post))))
    post.refresh_from_db()
    assert Upload.objects.get().post == post
    assert "<img " in post.body


REFUSED = {
    "broken letters": ("data:image/png;base64,@@@@", "damaged"),
    "letters of another script": ("data:image/png;base64,가나다라", "damaged"),
    "without a comma": ("data:image/png;base64", "damaged"),
    "cut": (data_url(PNG[:-40]), "damaged"),
    "nothing": ("data:image/png;base64,", "This file is empty."),
    "bomb": (data_url(png_of(50_000, 50_000)), "40 megapixels"),
    "drawing": (data_url(b"<svg onload='alert(1)'/>", "image/svg+xml"), "cannot be sent"),
    "drawing in letters": (
        "data:image/svg+xml;utf8,%3Csvg onload='alert(1)'/%3E",
        "cannot be sent",
    ),
    "page": (data_url(b"<script>alert(1)</script>", "text/html"), "cannot be sent"),
    "document": (data_url(PDF, "application/pdf"), "cannot be sent"),
    "document that is cut": (data_url(PDF[:20], "application/pdf"), "cannot be sent"),
    "too large": ("data:image/png;base64," + "A" * (MAX_BYTES * 4 // 3 + 8), "larger than 20 MB"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_a_refused_picture_is_told_and_the_text_survives(
    client: Client, board: Board, member: Member, kind: str
) -> None:
    url, sentence = REFUSED[kind]
    response = write(client, board, shown(url))
    page = response.content.decode()
    assert response.status_code == 422
    assert "Picture 1 in the text: " in page
    assert sentence in page
    assert 'value="붙여 넣은 사진"' in page
    assert "앞" in page and "뒤" in page
    assert not Post.objects.exists() and not Upload.objects.exists()


def test_what_was_taken_before_another_was_refused_is_kept(
    client: Client, board: Board, member: Member
) -> None:
    response = write(client, board, shown(data_url()) + shown("data:image/png;base64,@@@@"))
    page = response.content.decode()
    assert "Picture 2 in the text: " in page
    assert Upload.objects.get().get_absolute_url() in response.context["form"]["body"].value()
    again = write(client, board, response.context["form"]["body"].value())
    assert again.status_code == 200
    assert Upload.objects.get().post == Post.objects.get()


def test_a_picture_that_is_too_large_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data_urls, "b64decode", None)
    with pytest.raises(ValidationError) as refused:
        content_of("data:image/png;base64," + "A" * (MAX_BYTES * 4 // 3 + 8))
    assert refused.value.code == "too_large"


def test_a_text_brings_a_number_of_pictures_at_once(
    client: Client, board: Board, member: Member
) -> None:
    broken = "".join(shown(f"data:image/png;base64,@{n}") for n in range(500))
    page = write(client, board, broken).content.decode()
    assert page.count("damaged") == MAX_PICTURES_OF_TEXT
    assert "A text can bring 20 pictures at once." in page


def test_the_limits_of_uploads_hold(client: Client, board: Board, member: Member) -> None:
    UploadFactory.create_batch(MAX_UNUSED, owner=member)
    page = write(client, board, shown(data_url())).content.decode()
    assert "You have 50 files waiting for a post." in page


def test_who_may_not_write_stores_nothing_and_gets_the_text_back(client: Client) -> None:
    board = BoardFactory(write_access="moderators")
    for signed_in in (False, True):
        if signed_in:
            client.force_login(MemberFactory())
        response = write(client, board, shown(data_url()))
        assert response.status_code == 403
        assert "붙여 넣은 사진" in response.content.decode()
        assert data_url() in response.content.decode()
    assert not Upload.objects.exists()


def test_words_about_data_are_left_alone(client: Client, board: Board, member: Member) -> None:
    body = "<p>data:image/png;base64,AAAA 라고 씁니다</p>"
    write(client, board, body)
    assert Post.objects.get().body == body
    plain = f'<img src="{data_url()}">'
    write(client, board, plain, markup="text")
    assert "&lt;img" in Post.objects.latest("pk").body
    assert not Upload.objects.exists()


def test_links_to_data_stay_forbidden(client: Client, board: Board, member: Member) -> None:
    write(client, board, f'<a href="data:text/html,x">글</a>{shown(data_url())}')
    assert "data:" not in Post.objects.get().body


def test_a_preview_shows_the_picture(client: Client, board: Board, member: Member) -> None:
    response = write(client, board, shown(data_url()), preview="1")
    upload = Upload.objects.get()
    assert f'<img src="{upload.get_absolute_url()}"' in response.content.decode()
    assert upload.post is None


# -- drafts ------------------------------------------------------------------------------------


def test_a_draft_takes_a_picture_once_however_often_it_is_saved(
    client: Client, board: Board, member: Member
) -> None:
    path = reverse("posts:draft", args=[f"new:{board.pk}"])
    version = 0
    for _ in range(3):
        answer = client.post(path, form(shown(data_url()), draft_version=str(version))).json()
        version = answer["version"]
        assert answer["errors"] == []
    upload = Upload.objects.get()
    assert upload.get_absolute_url() in Draft.objects.get().fields["body"]
    write(client, board, shown(data_url()), draft_version=str(version))
    assert Upload.objects.get().post == Post.objects.get()
    assert not Draft.objects.exists()


def test_a_picture_of_another_post_is_stored_anew(
    client: Client, board: Board, member: Member
) -> None:
    write(client, board, shown(data_url()))
    write(client, board, shown(data_url()))
    assert Upload.objects.count() == Post.objects.count() == 2


def test_others_pictures_are_not_used(client: Client, board: Board, member: Member) -> None:
    write(client, board, shown(data_url()), preview="1")
    other = Client()
    other.force_login(MemberFactory())
    other.post(reverse("posts:write", args=[board.slug]), form(shown(data_url())))
    assert Upload.objects.filter(owner=member, post__isnull=True).count() == 1
    assert Upload.objects.get(post__isnull=False).owner != member


def test_a_large_picture_leaves_the_words_of_a_draft(
    client: Client, board: Board, member: Member
) -> None:
    noise = encoded(picture((900, 900)).effect_spread(400), "PNG")
    path = reverse("posts:draft", args=[f"new:{board.pk}"])
    client.post(path, form(shown(data_url(noise + b"\0" * 600_000)), draft_version="0"))
    assert "뒤" in Draft.objects.get().fields["body"]


def test_a_draft_tells_of_a_refused_picture(client: Client, board: Board, member: Member) -> None:
    path = reverse("posts:draft", args=[f"new:{board.pk}"])
    body = shown("data:image/png;base64,@@@@")
    answer = client.post(path, form(body, draft_version="0")).json()
    assert "damaged" in answer["errors"][0]
    assert "뒤" in Draft.objects.get().fields["body"]


# -- pictures of other sites -------------------------------------------------------------------

OTHERS = {
    "http": "http://other.site/x.png",
    "https": "https://other.site/x.png?a=1&amp;b=2",
    "no scheme": "//other.site/x.png",
    "a file of the writer's": "file:///C:/Users/kim/x.png",
    "a picture of a mail": "cid:ii_123",
    "a picture of another tab": "blob:https://other.site/123",
}


@pytest.mark.parametrize("where", OTHERS)
def test_the_writer_is_told_of_pictures_that_are_not_shown(
    client: Client, board: Board, member: Member, where: str
) -> None:
    response = write(client, board, shown(OTHERS[where]) + shown(OTHERS[where]))
    assert "2 pictures are on another site or device" in response.content.decode()
    assert "<img " not in Post.objects.get().body
    assert "뒤" in Post.objects.get().body_text


def test_a_preview_tells_of_them_before_the_post_is_published(
    client: Client, board: Board, member: Member
) -> None:
    page = write(client, board, shown(OTHERS["http"]), preview="1").content.decode()
    assert "1 picture is on another site or device" in page


def test_own_pictures_need_no_word(client: Client, board: Board, member: Member) -> None:
    response = write(client, board, shown(data_url()))
    assert "on another site or device" not in response.content.decode()


def test_the_admin_says_that_it_takes_no_pictures_in_texts(client: Client) -> None:
    client.force_login(AdminFactory())
    post = PostFactory()
    path = reverse("admin:boards_posts_post_change", args=[post.pk])
    sent = {"board": post.board_id, "title": post.title, "author": post.author_id}
    times = {"posted_at_0": "2026-07-01", "posted_at_1": "12:00:00"}
    refused = client.post(path, {**sent, **times, "body": shown(data_url())})
    assert "cannot be taken here" in refused.content.decode()
    told = client.post(path, {**sent, **times, "body": shown(OTHERS["http"])}, follow=True)
    assert "1 picture is on another site or device" in told.content.decode()


# -- what nobody can break ---------------------------------------------------------------------


@given(st.text(max_size=200))
def test_any_data_url_is_read_or_refused(text: str) -> None:
    try:
        assert isinstance(content_of(f"data:{text}"), bytes)
    except ValidationError as error:
        assert error.code in ("damaged", "too_large")


@given(st.binary(max_size=300))
def test_any_bytes_come_out_as_they_went_in(content: bytes) -> None:
    (url,) = data_pictures(f'<img src="{data_url(content)}">')
    assert content_of(url) == content


def test_what_is_too_large_for_any_form_gets_a_page_that_says_so(
    client: Client, board: Board, member: Member
) -> None:
    response = write(client, board, "<p>" + "a" * 31 * 1024 * 1024)
    assert response.status_code == 413
    assert "your text is still there" in response.content.decode()
