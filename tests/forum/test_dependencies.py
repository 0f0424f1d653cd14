"""What the code imports is declared, not merely there because something else wants it."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from forum import environment, storages

PROJECT = Path(environment.__file__).resolve().parent.parent
OURS = {"boards", "forum", "deploy"}
# Of an extra that is declared, and of the tools of development.
ELSEWHERE = {"psycopg-pool", "django-debug-toolbar"}


def normalised(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def declared(*extras: str) -> set[str]:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text())["project"]
    wanted = list(project["dependencies"])
    for extra in extras:
        wanted += project["optional-dependencies"][extra]
    return {normalised(re.match(r"[\w.-]+", each)[0]) for each in wanted}


def imported() -> set[str]:
    modules: set[str] = set()
    for file in [PROJECT / "manage.py", *(f for o in OURS for f in (PROJECT / o).rglob("*.py"))]:
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Import):
                modules |= {name.name.partition(".")[0] for name in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                modules.add(node.module.partition(".")[0])
    packages = packages_distributions()
    foreign = modules - OURS - set(sys.stdlib_module_names)
    return {normalised(packages[module][0]) for module in foreign}


def test_every_package_that_is_imported_is_declared() -> None:
    assert imported() - declared() - ELSEWHERE == set()


@pytest.mark.parametrize(
    ("lock", "extras"),
    [
        ("requirements.lock", ()),
        ("requirements-s3.lock", ("s3",)),
        ("requirements-dev.lock", ("s3",)),
    ],
)
def test_the_locks_hold_what_is_declared(lock: str, extras: tuple[str, ...]) -> None:
    pinned = set(re.findall(r"^([\w.-]+)==", (PROJECT / lock).read_text(), re.MULTILINE))
    assert declared(*extras) - {normalised(name) for name in pinned} == set()


def test_the_client_of_s3_is_only_for_who_asks_for_it() -> None:
    assert "boto3==" not in (PROJECT / "requirements.lock").read_text()


def test_a_bucket_without_its_client_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storages, "find_spec", lambda module: None)
    options = dict.fromkeys(("endpoint_url", "region", "access_key_id", "secret_access_key"), "")
    with pytest.raises(ImproperlyConfigured, match="requirements-s3.lock"):
        storages.upload_storage(bucket="uploads", **options)
    assert "FileSystemStorage" in storages.upload_storage(bucket="", **options)["BACKEND"]
