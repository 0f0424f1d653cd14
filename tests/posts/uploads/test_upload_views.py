"""Sending files, and fetching them: who may, and what caches may keep."""

import re
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from boards.access import Access
from boards.background.worker import work_off
from boards.posts.models import Post, Upload
from boards.posts.states import State
from boards.posts.uploads.actions.attach_uploads import attach_uploads
from boards.posts.uploads.actions.receive_upload import receive_upload
from boards.posts.uploads.markup import markup_of
from boards.posts.writing.actions.publish_post import publish_post
from tests.factories import AdminFactory, BoardFactory, MemberFactory, PostFactory
from tests.posts.uploads.samples import PDF, encoded, picture, png_of, sent

pytestmark = pytest.mark.django_db

SEND = "/uploads/"
PNG = encoded(picture((1000, 500)), "PNG")


class Answer:
    """What came back from an address, read to its end, which closes the file behind it."""

    def __init__(self, client: Client, path: str, **headers: str) -> None:
        response = client.get(path, headers=headers)
        self.status = response.status_code
        self.headers = response.headers
        self.content = response.getvalue()


def signed_in(member: Any) -> Client:
    client = Client()
    client.force_login(member)
    return client


def shown_upload(content: bytes = PNG, name: str = "사진.png", **post: Any) -> Upload:
    """A finished upload that a post shows."""
    shown_on: Post = PostFactory(**post)
    upload = receive_upload(owner=shown_on.author, file=sent(content, name))
    work_off()
    upload.refresh_from_db()
    shown_on.set_body(markup_of(upload))
    shown_on.save()
    attach_uploads(post=shown_on, body=shown_on.body)
    upload.refresh_from_db()
    return upload


# -- sending ----------------------------------------------------------------------------------


def test_a_picture_can_be_used_at_once_and_is_finished_later() -> None:
    client = signed_in(MemberFactory())
    response = client.post(SEND, {"file": sent(PNG, "photo.png")})
    described = response.json()
    assert response.status_code == 201
    assert described["url"] == f"/uploads/{described['id']}/960.webp"
    assert (described["kind"], described["width"], described["height"]) == ("picture", 960, 480)
    assert described["progress"] == "waiting"
    early = Answer(client, described["url"])
    assert (early.status, early.headers["Cache-Control"]) == (200, "private, no-store")
    work_off()
    assert client.get(described["progress_url"]).json()["progress"] == "ready"
    assert len(Answer(client, described["url"]).content) > len(early.content)


@pytest.mark.parametrize(
    ("content", "status", "sentence"),
    [
        (b"", 400, "This file is empty."),
        (PNG[:-50], 400, "This file is damaged or incomplete."),
        (b"<svg></svg>", 415, "This kind of file cannot be sent."),
        (PNG + b"\0" * 20 * 1024 * 1024, 413, "This file is larger than 20 MB."),
        (png_of(50_000, 50_000), 413, "This picture has more than 40 megapixels."),
    ],
    ids=["empty", "damaged", "wrong kind", "large", "bomb"],
)
def test_a_refused_file_gets_a_status_and_a_sentence(
    content: bytes, status: int, sentence: str
) -> None:
    response = signed_in(MemberFactory()).post(SEND, {"file": sent(content)})
    assert response.status_code == status
    assert response.json()["error"].startswith(sentence)
    assert not Upload.objects.exists()


def test_sentences_are_in_the_sender_s_language() -> None:
    response = signed_in(MemberFactory()).post(
        SEND, {"file": sent(b"")}, headers={"accept-language": "en"}
    )
    assert response.json()["error"] == "This file is empty."


def test_a_request_that_is_too_large_is_answered_before_it_is_read() -> None:
    response = signed_in(MemberFactory()).generic(
        "POST", SEND, b"", content_type="multipart/form-data; boundary=x", CONTENT_LENGTH=10**10
    )
    assert response.status_code == 413


def test_a_form_without_its_file_is_told_so() -> None:
    response = signed_in(MemberFactory()).post(SEND, {"upload": "1"})
    assert response.status_code == 400
    assert response.json()["code"] == "incomplete"


def test_a_body_that_breaks_off_stores_nothing() -> None:
    beginning = (
        b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n'
        b"Content-Type: image/png\r\n\r\n" + PNG[:500]
    )
    response = signed_in(MemberFactory()).generic(
        "POST", SEND, beginning, content_type="multipart/form-data; boundary=x"
    )
    assert response.status_code == 400
    assert not Upload.objects.exists()


def test_guests_send_nothing() -> None:
    response = Client().post(SEND, {"file": sent(PNG)})
    assert (response.status_code, Upload.objects.count()) == (403, 0)


def test_sending_needs_the_token_of_a_form() -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(MemberFactory())
    assert client.post(SEND, {"file": sent(PNG)}).status_code == 403
    assert signed_in(MemberFactory()).get(SEND).status_code == 405


# -- one's own uploads -------------------------------------------------------------------------


def test_what_no_post_shows_is_its_sender_s_alone() -> None:
    member = MemberFactory()
    upload = receive_upload(owner=member, file=sent(PNG))
    for path in (upload.get_absolute_url(), f"/uploads/{upload.pk}/"):
        assert Answer(signed_in(member), path).status == 200
        assert Answer(signed_in(AdminFactory()), path).status == 404
        assert Answer(Client(), path).status in (403, 404)


def test_a_sender_can_take_a_file_back_until_a_post_shows_it() -> None:
    member = MemberFactory()
    upload = receive_upload(owner=member, file=sent(PDF, "a.pdf"))
    path = f"/uploads/{upload.pk}/discard/"
    assert signed_in(MemberFactory()).post(path).status_code == 404
    assert signed_in(member).post(path).status_code == 200
    assert not Upload.objects.exists()
    shown = shown_upload()
    response = signed_in(shown.owner).post(f"/uploads/{shown.pk}/discard/")
    assert (response.status_code, Upload.objects.count()) == (409, 1)


# -- fetching ----------------------------------------------------------------------------------


def test_everybody_s_pictures_are_kept_by_caches_for_good() -> None:
    path = shown_upload().get_absolute_url()
    answer = Answer(Client(), path)
    assert (answer.status, answer.headers["Content-Type"]) == (200, "image/webp")
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert Answer(signed_in(MemberFactory()), path).headers["Cache-Control"].startswith("public")


def test_who_has_a_picture_already_is_told_so() -> None:
    path = shown_upload().get_absolute_url()
    first = Answer(Client(), path)
    for header, value in (("if-none-match", "ETag"), ("if-modified-since", "Last-Modified")):
        again = Answer(Client(), path, **{header: first.headers[value]})
        assert (again.status, again.content) == (304, b"")
        assert "immutable" in again.headers["Cache-Control"]


def test_the_page_offers_every_width_and_loads_late() -> None:
    author = MemberFactory()
    upload = receive_upload(owner=author, file=sent(PNG))
    post = publish_post(
        board=BoardFactory(), author=author, title="사진", body=markup_of(upload, alt='"바다"')
    )
    assert post.has_image
    page = Client().get(post.get_absolute_url()).content.decode()
    image = re.search(r"<img [^>]*uploads[^>]*>", page)
    assert image is not None
    base = f"/uploads/{upload.pk}"
    for part in (
        f'src="{base}/960.webp"', 'width="1000"', 'height="500"', 'loading="lazy"',
        f'srcset="{base}/480.webp 480w, {base}/960.webp 960w, {base}/1000.webp 1000w"',
        'alt="&quot;바다&quot;"',
    ):  # fmt: skip
        assert part in image[0]


@pytest.mark.parametrize(
    ("post", "readers"),
    [
        ({}, {"guest", "stranger", "author", "moderator"}),
        ({"is_secret": True}, {"author", "moderator"}),
        ({"state": State.HIDDEN}, {"moderator"}),
        ({"board__read_access": Access.MEMBERS}, {"stranger", "author", "moderator"}),
        ({"board__read_access": Access.MODERATORS}, {"moderator"}),
    ],
    ids=["open", "secret", "hidden", "members' board", "moderators' board"],
)
@pytest.mark.parametrize("content", [PNG, PDF], ids=["picture", "attachment"])
def test_files_are_for_those_who_may_read_the_post(
    post: dict[str, Any], readers: set[str], content: bytes
) -> None:
    upload = shown_upload(content, **post)
    assert upload.post is not None
    moderator = MemberFactory()
    upload.post.board.moderators.add(moderator)
    clients = {
        "guest": Client(),
        "stranger": signed_in(MemberFactory()),
        "author": signed_in(upload.owner),
        "moderator": signed_in(moderator),
    }
    for name, client in clients.items():
        answer = Answer(client, upload.get_absolute_url())
        assert answer.status == (200 if name in readers else 404), name
        if answer.status == 200:
            kept = "no-store" not in answer.headers["Cache-Control"]
            assert kept is (post == {})


def test_a_picture_that_an_edit_took_out_is_the_author_s_and_the_moderators() -> None:
    upload = shown_upload()
    assert upload.post is not None
    upload.post.set_body("<p>다른 글</p>")
    upload.post.save()
    path = upload.get_absolute_url()
    assert Answer(Client(), path).status == 404
    assert Answer(signed_in(MemberFactory()), path).status == 404
    assert Answer(signed_in(upload.owner), path).status == 200
    assert Answer(signed_in(AdminFactory()), path).status == 200


def test_attachments_are_downloaded_and_never_shown() -> None:
    upload = shown_upload(PDF, "연말 정산.pdf")
    answer = Answer(Client(), upload.get_absolute_url())
    assert answer.content == PDF
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"] == (
        f"attachment; filename*=utf-8''{quote('연말 정산.pdf')}"
    )
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"].split("; ")


def test_addresses_and_stored_names_do_not_say_who_sent_the_file() -> None:
    member = MemberFactory(handle="telltale")
    upload = shown_upload(PDF, "report.pdf", author=member)
    for text in (upload.get_absolute_url(), upload.file.name):
        assert "telltale" not in text
    assert "telltale" not in str(Answer(Client(), upload.get_absolute_url()).headers)


@pytest.mark.parametrize("path", ["961.webp", "0.webp", "file/a.pdf", "99999999999999999999.webp"])
def test_what_does_not_exist_is_not_found(path: str) -> None:
    upload = shown_upload()
    assert Client().get(f"/uploads/{upload.pk}/{path}").status_code == 404


def test_a_file_that_the_storage_lost_is_not_found() -> None:
    upload = shown_upload(PDF, "a.pdf")
    upload.file.storage.delete(upload.file.name)
    assert Client().get(upload.get_absolute_url()).status_code == 404
