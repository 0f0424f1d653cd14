"""Everything that the admin calls by a name has one in Korean."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.admin.utils import label_for_field
from django.contrib.admin.views.main import ChangeList
from django.contrib.auth.models import Permission
from django.db.models import Model
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone, translation
from django_tasks_db.models import DBTaskResult

from forum.permission_labels import label_of
from tests.factories import AdminFactory

pytestmark = pytest.mark.django_db

LATIN = re.compile(r"[A-Za-z]")
HANGUL = re.compile(r"[가-힣]")
# What Korean writes as English does.
KNOWN = {"HTML", "ID", "IP", "RSS", "SQL", "UID", "URL", "id"}
REGISTERED = sorted(admin.site._registry, key=lambda model: model._meta.label)


def is_foreign(label: Any) -> bool:
    text = str(label)
    return bool(LATIN.search(text)) and not HANGUL.search(text) and text.strip() not in KNOWN


def labels(model: type[Model], request: Any) -> Iterator[tuple[str, Any]]:
    """Give each name by which the admin calls something of this model."""
    made = admin.site._registry[model]
    options = model._meta
    yield "model", options.verbose_name
    yield "models", options.verbose_name_plural
    yield "app", options.app_config.verbose_name
    form = made.get_form(request)
    for name in {*made.get_list_display(request), *made.get_readonly_fields(request)}:
        yield f"field {name}", label_for_field(name, model, made)
    for name, field in form.base_fields.items():
        yield f"label {name}", field.label or ""
        yield f"help {name}", field.help_text
    for field in options.get_fields():
        for _value, label in getattr(field, "flatchoices", None) or ():
            yield f"choice of {field.name}", label
    for title, _part in made.get_fieldsets(request):
        yield "fieldset", title or ""
    for _name, (_function, _key, description) in made.get_actions(request).items():
        yield "action", description
    page: ChangeList = made.get_changelist_instance(request)
    for each in page.filter_specs:
        yield "filter", each.title
    for inline in made.get_inline_instances(request):
        yield "inline", inline.verbose_name_plural


@pytest.mark.parametrize("model", REGISTERED, ids=lambda model: model._meta.label)
def test_no_label_is_english_on_the_korean_admin(model: type[Model]) -> None:
    request = RequestFactory().get("/admin/")
    request.user = AdminFactory()
    with translation.override("ko"):
        foreign = [(kind, str(text)) for kind, text in labels(model, request) if is_foreign(text)]
    assert not foreign


def test_a_task_has_a_korean_heading(client: Client) -> None:
    client.force_login(AdminFactory(language="ko"))
    task = DBTaskResult.objects.create(
        task_path="boards.letters.tasks.send_letter",
        args_kwargs={"args": [], "kwargs": {}},
        backend_name="default",
        run_after=timezone.now(),
        exception_class_path="",
        traceback="",
    )
    url = reverse("admin:django_tasks_database_dbtaskresult_change", args=[task.pk])
    page = client.get(url).content.decode()
    assert "<h2>작업 send_letter: 대기 중</h2>" in page
    assert "DBTaskResult object" not in page


def test_no_row_of_the_admin_is_called_an_object() -> None:
    assert not [model for model in REGISTERED if model.__str__ is Model.__str__]


def test_permissions_are_named_in_korean() -> None:
    names = {model._meta.label_lower for model in REGISTERED}
    with translation.override("ko"):
        shown = {
            label_of(permission)
            for permission in Permission.objects.select_related("content_type")
            if ".".join(permission.content_type.natural_key()) in names
        }
        parts = {part for label in shown for part in label.split(" | ")}
    assert not {part for part in parts if is_foreign(part)}
    assert len(shown) > 40


@pytest.mark.parametrize("path", ["auth/group/add/", "boards_members/member/{pk}/change/"])
def test_forms_offer_no_permission_by_its_english_name(client: Client, path: str) -> None:
    chief = AdminFactory()
    client.force_login(chief)
    client.cookies["django_language"] = "ko"
    page = client.get(f"/admin/{path.format(pk=chief.pk)}").content.decode()
    assert "볼 수 있음" in page
    assert not re.search(r"\| Can ", page)
