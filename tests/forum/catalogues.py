"""Reads message catalogues: the site's own, and those of the packages that it shows texts of."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import allauth
import django
import django_tasks_db
import polib
import taggit

OWN = Path("locale/ko/LC_MESSAGES/django.po")
OVERRIDES = Path("locale/overrides")
ALLAUTH = Path(allauth.__file__).parent
DJANGO = Path(django.__file__).parent
PARTS_OF_DJANGO = (
    DJANGO / "conf",
    *(DJANGO / "contrib" / app for app in ("admin", "auth", "contenttypes", "sessions")),
)
# They have no Korean at all.
WITHOUT_KOREAN = (Path(taggit.__file__).parent, Path(django_tasks_db.__file__).parent)
CALLS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy"}
CALLS_WITH_CONTEXT = {"pgettext", "pgettext_lazy"}
PLACEHOLDER = re.compile(r"%\(\w+\)[sdr]|%[sd]|\{\w*\}")

Key = tuple[str | None, str, str]


def key_of(entry: polib.POEntry) -> Key:
    """Return what a text is found by: its context, its English, and its plural."""
    return entry.msgctxt, entry.msgid, entry.msgid_plural


def entries(path: Path) -> list[polib.POEntry]:
    """Return the entries of a catalogue that are in use."""
    return [entry for entry in polib.pofile(str(path)) if not entry.obsolete]


def translations(entry: polib.POEntry) -> list[str]:
    """Return the translation, one for each plural."""
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def installed(domain: str = "django") -> Iterator[polib.POEntry]:
    """Give every text of Django and allauth, in their own Korean or without."""
    for package in (ALLAUTH, *PARTS_OF_DJANGO):
        path = package / "locale" / "ko" / "LC_MESSAGES" / f"{domain}.po"
        if path.exists():
            yield from entries(path)


def texts_in_code(folder: Path) -> Iterator[tuple[str | None, str]]:
    """Give the context and the English of each text that Python code says through gettext."""
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            match node:
                case ast.Call(ast.Name(name), [ast.Constant(str(text)), *_]) if name in CALLS:
                    yield None, text
                case ast.Call(
                    ast.Name(name), [ast.Constant(str(context)), ast.Constant(str(text)), *_]
                ) if name in CALLS_WITH_CONTEXT:
                    yield context, text


def placeholders(text: str) -> list[str]:
    """Return what stands in for values, in order of the alphabet."""
    return sorted(PLACEHOLDER.findall(text))
