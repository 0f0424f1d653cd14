"""What the code imports is declared, not merely there because something else wants it."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from packaging.requirements import Requirement

from forum import environment, storages

PROJECT = Path(environment.__file__).resolve().parent.parent
OURS = {"boards", "forum", "deploy"}
# Of an extra that is declared, and of the tools of development.
ELSEWHERE = {"psycopg-pool", "django-debug-toolbar"}
# What speaks to a bucket, which only a site that has one imports; of the extra of django-storages.
BUCKET, BEHIND_STORAGES = PROJECT / "forum" / "bucket.py", {"boto3", "botocore"}


def normalised(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def requirements(*extras: str, groups: tuple[str, ...] = ()) -> list[Requirement]:
    paper = tomllib.loads((PROJECT / "pyproject.toml").read_text())
    wanted = list(paper["project"]["dependencies"])
    for extra in extras:
        wanted += paper["project"]["optional-dependencies"][extra]
    for group in groups:
        wanted += paper["dependency-groups"][group]
    return [Requirement(each) for each in wanted]


def declared(*extras: str) -> set[str]:
    return {normalised(each.name) for each in requirements(*extras)}


def own_files() -> set[Path]:
    return {PROJECT / "manage.py", *(f for o in OURS for f in (PROJECT / o).rglob("*.py"))}


def imported(files: set[Path]) -> set[str]:
    modules: set[str] = set()
    for file in files:
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Import):
                modules |= {name.name.partition(".")[0] for name in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                modules.add(node.module.partition(".")[0])
    packages = packages_distributions()
    foreign = modules - OURS - set(sys.stdlib_module_names)
    return {normalised(packages[module][0]) for module in foreign}


def test_every_package_that_is_imported_is_declared() -> None:
    assert imported(own_files() - {BUCKET}) - declared() - ELSEWHERE == set()
    assert imported({BUCKET}) - declared("s3") - BEHIND_STORAGES == set()


@pytest.mark.parametrize(
    ("lock", "extras", "groups"),
    [
        ("requirements.lock", (), ()),
        ("requirements-s3.lock", ("s3",), ()),
        ("requirements-dev.lock", ("s3",), ("dev",)),
    ],
)
def test_the_locks_pin_what_is_declared_in_a_version_that_it_allows(
    lock: str, extras: tuple[str, ...], groups: tuple[str, ...]
) -> None:
    pins = re.findall(r"^([\w.-]+)==([\w.!+]+)", (PROJECT / lock).read_text(), re.MULTILINE)
    pinned = {normalised(name): version for name, version in pins}
    refused = [
        str(each)
        for each in requirements(*extras, groups=groups)
        if not each.specifier.contains(pinned.get(normalised(each.name), "0"), prereleases=True)
        or normalised(each.name) not in pinned
    ]
    assert refused == []


def test_the_client_of_s3_is_only_for_who_asks_for_it() -> None:
    assert "boto3==" not in (PROJECT / "requirements.lock").read_text()


def test_a_bucket_without_its_client_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storages, "find_spec", lambda module: None)
    options = dict.fromkeys(("endpoint_url", "region", "access_key_id", "secret_access_key"), "")
    with pytest.raises(ImproperlyConfigured, match="requirements-s3.lock"):
        storages.upload_storage(bucket="uploads", **options)
    assert "FileSystemStorage" in storages.upload_storage(bucket="", **options)["BACKEND"]
