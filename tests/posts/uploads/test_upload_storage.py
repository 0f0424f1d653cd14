"""Uploads in S3: the same files, in a bucket that is open to nobody else."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from boards.background.worker import work_off
from boards.posts.models import Upload
from boards.posts.uploads.actions.receive_upload import receive_upload
from boards.posts.uploads.markup import markup_of
from boards.posts.uploads.storing import folder_of
from boards.posts.writing.actions.publish_post import publish_post
from tests.factories import BoardFactory, MemberFactory
from tests.posts.uploads.samples import PDF, encoded, picture, sent
from tests.s3_server import S3Server, uploads_in_a_bucket

pytestmark = pytest.mark.django_db


@pytest.fixture
def s3(settings: Settings) -> Iterator[S3Server]:
    """A bucket in which the site keeps its uploads."""
    with uploads_in_a_bucket(settings) as server:
        yield server


def test_files_come_and_go_in_a_private_bucket(s3: S3Server) -> None:
    author = MemberFactory()
    png = encoded(picture((600, 300)), "PNG")
    image, document = (receive_upload(owner=author, file=sent(content)) for content in (png, PDF))
    body = markup_of(image) + markup_of(document)
    publish_post(board=BoardFactory(), author=author, title="사진과 문서", body=body)
    work_off()
    assert sorted(s3.objects) == sorted(
        [
            f"{folder_of(image.pk)}/480.webp",
            f"{folder_of(image.pk)}/600.webp",
            f"{folder_of(image.pk)}/thumbnail.webp",
            f"{folder_of(document.pk)}/sent",
        ]
    )
    assert set(s3.acls.values()) == {"private"}
    for upload, beginning in ((image, b"RIFF"), (document, b"%PDF")):
        response = Client().get(Upload.objects.get(pk=upload.pk).get_absolute_url())
        assert response.status_code == 200
        assert response.getvalue().startswith(beginning)
    for upload in Upload.objects.all():
        upload.delete()
    work_off()
    assert s3.objects == {}
    assert s3.unsigned == 0


def test_a_file_that_the_bucket_lost_is_not_found(s3: S3Server) -> None:
    author = MemberFactory()
    document = receive_upload(owner=author, file=sent(PDF))
    s3.objects.clear()
    client = Client()
    client.force_login(author)
    assert client.get(document.get_absolute_url()).status_code == 404


def test_a_bucket_that_is_out_of_order_is_told_as_any_outage(s3: S3Server) -> None:
    author = MemberFactory()
    document = receive_upload(owner=author, file=sent(PDF))
    client = Client(raise_request_exception=False)
    client.force_login(author)
    s3.is_broken = True
    response = client.post(reverse("posts:receive-upload"), {"file": sent(PDF)})
    assert response.status_code == 503
    assert response.json()["error"]
    assert client.get(document.get_absolute_url()).status_code == 503
    s3.is_broken = False
    s3.hangs_up = True
    assert client.get(document.get_absolute_url()).status_code == 503
    s3.hangs_up = False
    s3.vanishing.update(s3.objects)
    assert client.get(document.get_absolute_url()).status_code == 404
