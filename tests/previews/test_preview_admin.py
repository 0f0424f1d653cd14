"""Previews in the admin."""

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django_tasks_db.models import DBTaskResult

from boards.background.worker import work_off
from boards.members.models import Member
from boards.previews.models import LinkPreview
from boards.previews.pictures import picture_file
from tests.factories import AdminFactory, BoardFactory, MemberFactory, PostFactory
from tests.previews.sharing import ready_preview, with_picture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("previews_on")]

PREVIEWS = "/admin/boards_previews/linkpreview/"


@pytest.fixture
def admin_client() -> Client:
    client = Client()
    client.force_login(AdminFactory())
    return client


@pytest.fixture
def preview() -> LinkPreview:
    return with_picture(ready_preview(PostFactory(), state="failed", failure="status"))


def test_a_superuser_finds_and_removes_a_preview(
    admin_client: Client, preview: LinkPreview
) -> None:
    assert "기사 제목" in admin_client.get(PREVIEWS, {"q": "a.example"}).content.decode()
    assert "기사 제목" not in admin_client.get(PREVIEWS, {"q": "b.example"}).content.decode()
    change = admin_client.get(f"{PREVIEWS}{preview.pk}/change/").content.decode()
    assert preview.picture_url in change
    admin_client.post(f"{PREVIEWS}{preview.pk}/delete/", {"post": "yes"})
    work_off()
    assert not LinkPreview.objects.exists()
    assert preview.picture and not default_storage.exists(picture_file(preview.picture))


def test_a_superuser_has_a_page_fetched_again(admin_client: Client, preview: LinkPreview) -> None:
    admin_client.post(PREVIEWS, {"action": "fetch_again", "_selected_action": [preview.pk]})
    task = DBTaskResult.objects.get(task_path__endswith="fetch_preview_in_background")
    assert task.args_kwargs["args"] == [preview.pk]
    preview.refresh_from_db()
    assert preview.tries == 0


def test_the_list_takes_few_queries(admin_client: Client, django_assert_max_num_queries) -> None:
    for number in range(20):
        ready_preview(PostFactory(), address=f"https://{number}.example/")
    with django_assert_max_num_queries(10):
        admin_client.get(PREVIEWS)


def test_moderators_see_none_of_them() -> None:
    client, moderator = Client(), MemberFactory()
    BoardFactory(moderators=[moderator])
    client.force_login(Member.objects.get(pk=moderator.pk))
    assert client.get(PREVIEWS).status_code == 302
