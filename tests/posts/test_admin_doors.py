"""The admin writes posts, notices, tags, comments and uploads through actions alone."""

import ast
from pathlib import Path

import pytest
from django.contrib import admin

import boards.posts
from boards import action_admin
from boards.action_admin import ActionAdmin
from boards.read_only_admin import ReadOnlyAdmin

ROOM = Path(boards.posts.__file__).parent
MODULES = [
    *sorted(ROOM.rglob("admin.py")),
    *sorted(ROOM.rglob("admin_forms.py")),
    Path(action_admin.__file__),
]
WRITES = {
    "save", "create", "update", "delete", "set", "add", "remove", "clear", "save_m2m",
    "bulk_create", "bulk_update", "get_or_create", "update_or_create",
    "asave", "acreate", "aupdate", "adelete", "log_actions",
}  # fmt: skip
DJANGOS_OWN = {"save_model", "save_related", "save_formset", "delete_model", "delete_queryset"}


def writes_in(source: str) -> list[str]:
    """Return the calls in some code that write a row past the actions."""
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    names = [
        (call.lineno, call.func.attr, ast.unparse(call.func.value))
        for call in calls
        if isinstance(call.func, ast.Attribute)
    ]
    return [
        f"{line}: {owner}.{name}()"
        for line, name, owner in names
        if name in WRITES or (name in DJANGOS_OWN and owner in ("super()", "admin.ModelAdmin"))
    ]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOM.parent)))
def test_an_admin_module_writes_nothing_itself(path: Path) -> None:
    assert not writes_in(path.read_text())


@pytest.mark.parametrize(
    "line",
    [
        "obj.save()",
        "Notice.objects.filter(pk=1).update(scope='x')",
        "post.tags.set(names)",
        "form.save_m2m()",
        "super().save_model(request, obj, form, change)",
        "queryset.delete()",
    ],
)
def test_a_write_in_an_admin_module_is_found(line: str) -> None:
    assert writes_in(line)


def test_every_model_of_posts_in_the_admin_is_written_through_actions() -> None:
    registered = {
        model._meta.model_name: made
        for model, made in admin.site._registry.items()
        if model._meta.app_label == "boards_posts"
    }
    assert {"post", "notice", "tag", "comment", "upload"} <= registered.keys()
    doors = (ActionAdmin, ReadOnlyAdmin)
    assert not [name for name, made in registered.items() if not isinstance(made, doors)]
