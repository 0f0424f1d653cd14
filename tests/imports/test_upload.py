"""The admin's form for saved pages, and the history of imports."""

from datetime import date

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from boards.imports.models import ImportedPage
from boards.imports.reading import MAX_BYTES
from boards.moments import site_time
from boards.posts.models import Post
from tests.factories import AdminFactory, BoardFactory, MemberFactory
from tests.imports.pages import saved_page

pytestmark = pytest.mark.django_db

UPLOAD = "/admin/boards_imports/importedpage/add/"
HISTORY = "/admin/boards_imports/importedpage/"


def upload(content: str | bytes | None = None) -> SimpleUploadedFile:
    data = saved_page() if content is None else content
    return SimpleUploadedFile("page.txt", data.encode() if isinstance(data, str) else data)


def test_an_uploaded_page_is_imported_and_reported(admin_site: Client) -> None:
    response = admin_site.post(UPLOAD, {"page": upload()}, follow=True)
    assert response.redirect_chain == [(HISTORY, 302)]
    assert "The article is new." in response.content.decode()
    assert Post.objects.exclude(body="").count() == 1
    assert ImportedPage.objects.get().imported_by.handle == "boss"


def test_an_error_names_its_line_and_typed_values_survive(admin_site: Client) -> None:
    board = BoardFactory()
    wrong = upload(saved_page(heading=""))
    response = admin_site.post(UPLOAD, {"page": wrong, "board": board.pk, "dry_run": "on"})
    page = response.content.decode()
    assert response.status_code == 422
    assert "line 53: " in page
    assert f'<option value="{board.pk}" selected>' in page
    assert "checked" in page
    assert not Post.objects.exists()


def test_a_trial_reports_and_keeps_nothing(admin_site: Client) -> None:
    response = admin_site.post(UPLOAD, {"page": upload(), "dry_run": "on"})
    assert "This was a trial: nothing was kept." in response.content.decode()
    assert not Post.objects.exists()


def test_the_order_of_dates_can_be_chosen_and_is_told_when_it_was_not(admin_site: Client) -> None:
    told = admin_site.post(UPLOAD, {"page": upload(), "dry_run": "on"}).content.decode()
    assert "Dates such as “09/03/2024” were read with the month first" in told
    chosen = {"page": upload(), "dates": "day-first"}
    assert "were read with" not in admin_site.post(UPLOAD, chosen, follow=True).content.decode()
    notice = Post.objects.get(title="처음 오신 분은 '인사' 먼저")
    assert site_time.day_of(notice.posted_at) == date(2024, 3, 9)


def test_a_chosen_order_of_dates_survives_an_error(admin_site: Client) -> None:
    response = admin_site.post(UPLOAD, {"page": upload(b""), "dates": "day-first"})
    assert '<option value="day-first" selected>' in response.content.decode()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "line 1: The file is empty."),
        (b"\xff\xfe\0", "line 1: The file is not a text in UTF-8. UTF-16 and EUC-KR"),
        (b"a" * (MAX_BYTES + 1), "line 1: The file is larger than 5 MB."),
    ],
    ids=["empty", "binary", "large"],
)
def test_what_is_no_page_is_refused(admin_site: Client, content: bytes, message: str) -> None:
    response = admin_site.post(UPLOAD, {"page": upload(content)})
    assert response.status_code == 422
    assert message in response.content.decode()


def test_a_form_without_a_file_says_so(admin_site: Client) -> None:
    response = admin_site.post(UPLOAD, {"dry_run": "on"})
    assert response.status_code == 422
    assert "This field is required." in response.content.decode()


def test_a_member_of_staff_who_may_add_posts_may_import() -> None:
    client = Client()
    staff = MemberFactory(is_staff=True)
    client.force_login(staff)
    assert client.get(UPLOAD).status_code == 403
    assert client.post(UPLOAD, {"page": upload()}).status_code == 403
    assert client.get(HISTORY).status_code == 403
    staff.user_permissions.add(Permission.objects.get(codename="add_post"))
    assert client.get(UPLOAD).status_code == 200
    assert client.post(UPLOAD, {"page": upload()}).status_code == 302
    assert client.get(HISTORY).status_code == 200


def test_guests_are_sent_to_the_sign_in_page() -> None:
    response = Client().post(UPLOAD, {"page": upload()})
    assert response.status_code == 302
    assert "/login/" in response["Location"]
    assert not Post.objects.exists()


def test_a_form_of_another_site_is_refused() -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(AdminFactory())
    assert client.post(UPLOAD, {"page": upload()}).status_code == 403


def test_the_front_page_of_the_admin_links_to_the_form(admin_site: Client) -> None:
    assert f'href="{UPLOAD}"' in admin_site.get(reverse("admin:index")).content.decode()


def test_the_history_names_article_and_importer_and_is_not_rewritten(
    admin_site: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    admin_site.post(UPLOAD, {"page": upload()})
    admin_site.post(UPLOAD, {"page": upload(saved_page(title="둘째 글"))})
    with django_assert_max_num_queries(10):
        page = admin_site.get(HISTORY).content.decode()
    assert "둘째 글" in page
    assert f'<a href="{UPLOAD}" class="addlink">Import a saved page</a>' in page
    assert "boss" in page
    entry = ImportedPage.objects.latest("pk")
    assert admin_site.get(f"{HISTORY}{entry.pk}/change/").status_code == 200
    assert admin_site.post(f"{HISTORY}{entry.pk}/change/", {}).status_code == 403
    assert admin_site.post(f"{HISTORY}{entry.pk}/delete/").status_code == 403


@pytest.fixture
def admin_site() -> Client:
    """A browser in which an admin is signed in."""
    client = Client()
    client.force_login(AdminFactory(handle="boss"))
    return client
