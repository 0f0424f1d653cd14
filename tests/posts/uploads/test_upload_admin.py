"""Uploads in the admin."""

import pytest
from django.test import Client

from boards.posts.models import Upload
from tests.factories import AdminFactory, MemberFactory, PostFactory, UploadFactory

pytestmark = pytest.mark.django_db

UPLOADS = "/admin/boards_posts/upload/"


@pytest.fixture
def admin_client() -> Client:
    client = Client()
    client.force_login(AdminFactory())
    return client


def test_a_superuser_sees_and_removes_uploads(admin_client: Client) -> None:
    upload = UploadFactory(owner__handle="vubui")
    assert "vubui" in admin_client.get(UPLOADS).content.decode()
    assert admin_client.get(f"{UPLOADS}{upload.pk}/change/").status_code == 200
    admin_client.post(f"{UPLOADS}{upload.pk}/delete/", {"post": "yes"})
    assert not Upload.objects.exists()


def test_the_owner_of_an_anonymous_post_s_file_is_not_told_here(admin_client: Client) -> None:
    author = MemberFactory(handle="telltale")
    upload = UploadFactory(owner=author, post=PostFactory(author=author, anonymous_number=0))
    for path in (UPLOADS, f"{UPLOADS}{upload.pk}/change/"):
        assert "telltale" not in admin_client.get(path).content.decode()


def test_the_list_takes_few_queries(admin_client: Client, django_assert_max_num_queries) -> None:
    UploadFactory.create_batch(20)
    with django_assert_max_num_queries(10):
        admin_client.get(UPLOADS)


def test_other_staff_see_no_uploads() -> None:
    client = Client()
    client.force_login(MemberFactory(is_staff=True))
    assert client.get(UPLOADS).status_code == 403
