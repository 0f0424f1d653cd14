"""Uploads in the admin."""

import pytest
from django.contrib.admin.models import LogEntry
from django.core.exceptions import PermissionDenied
from django.test import Client

from boards.posts.models import Upload
from boards.posts.uploads.actions.remove_upload import remove_upload
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


def test_what_a_superuser_removes_is_logged_once(admin_client: Client) -> None:
    first, second, third = UploadFactory.create_batch(3)
    admin_client.post(f"{UPLOADS}{first.pk}/delete/", {"post": "yes"})
    chosen = [str(second.pk), str(third.pk)]
    sent = {"action": "delete_selected", "_selected_action": chosen, "post": "yes"}
    admin_client.post(UPLOADS, sent)
    assert not Upload.objects.exists()
    entries = LogEntry.objects.all()
    assert {entry.object_id for entry in entries} == {str(first.pk), *chosen}
    assert {entry.get_change_message() for entry in entries} == {"Removed."}
    assert len(entries) == 3


def test_members_remove_no_uploads_of_others() -> None:
    upload = UploadFactory()
    for member in (MemberFactory(), MemberFactory(is_staff=True), upload.owner):
        with pytest.raises(PermissionDenied):
            remove_upload(upload=upload, by=member)
    assert Upload.objects.exists()
    remove_upload(upload=upload, by=None)
    remove_upload(upload=upload, by=None)
    assert not Upload.objects.exists()
