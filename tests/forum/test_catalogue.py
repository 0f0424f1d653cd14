"""The Korean of the site: complete, sure, and the one that is compiled."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import polib
import pytest
from django.conf import settings

from tests.forum.gettext_texts import Text, Unreadable, in_project, in_python, in_template

ROOT = Path(settings.BASE_DIR)
CATALOGUE = Path("locale/ko/LC_MESSAGES/django.po")
# As `make messages` has them.
COLLECT = (
    *("makemessages", "--locale", "ko", "--no-location", "--no-obsolete"),
    *("--ignore", ".venv", "--ignore", "tests", "--verbosity", "0"),
)
NOT_COLLECTED = {"tests", "data", "staticfiles", "docs", "node_modules", "__pycache__"}


@pytest.fixture(scope="module")
def messages() -> polib.POFile:
    return polib.pofile(str(ROOT / CATALOGUE))


def key_of(entry: polib.POEntry) -> tuple[str | None, str]:
    return entry.msgctxt, entry.msgid


def said(entry: polib.POEntry) -> tuple[Any, ...]:
    """What an entry says, without the places and the lines in which it stands."""
    plurals = tuple(entry.msgstr_plural.values())
    return entry.msgid_plural, entry.msgstr, plurals, tuple(sorted(entry.flags))


def faults_of(found: list[Text | Unreadable], messages: polib.POFile) -> list[str]:
    """Return what of the found texts no Korean can be shown for."""
    known = {key_of(entry): entry.msgid_plural or None for entry in messages}
    faults = []
    for text in found:
        if isinstance(text, Unreadable):
            faults.append(f"{text.where}: not a literal: {text.code}")
        elif (text.context, text.singular) not in known:
            faults.append(f"{text.where}: not in the catalogue: {text.singular!r}")
        elif text.plural and known[text.context, text.singular] != text.plural:
            faults.append(f"{text.where}: another plural: {text.plural!r}")
    return faults


def test_every_text_of_the_code_and_the_templates_is_in_the_catalogue(
    messages: polib.POFile,
) -> None:
    found = list(in_project(ROOT))
    assert len(found) > 500
    # What other sites are called, allauth knows; `locale/overrides` has the Korean.
    names = re.compile(
        r"templates/socialaccount/\S+ not a literal: translate \S*provider\.name as name"
    )
    assert [fault for fault in faults_of(found, messages) if not names.fullmatch(fault)] == []


def test_no_script_has_texts_of_its_own() -> None:
    # The catalogue is collected from Python and templates: scripts take theirs from the page.
    calls = re.compile(r"(?<![\w.])(?:n?p?gettext|_)\(")
    scripts = sorted((ROOT / "static" / "js").rglob("*.js"))
    assert scripts
    assert [path.name for path in scripts if calls.search(path.read_text(encoding="utf-8"))] == []


def test_collecting_the_texts_anew_changes_nothing(tmp_path: Path, messages: polib.POFile) -> None:
    copy = tmp_path / "site"
    shutil.copytree(ROOT, copy, ignore=_not_collected)
    subprocess.run(  # noqa: S603
        [sys.executable, "manage.py", *COLLECT],
        cwd=copy,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        check=True,
        timeout=300,
    )
    fresh = {key_of(entry): said(entry) for entry in polib.pofile(str(copy / CATALOGUE))}
    assert fresh == {key_of(entry): said(entry) for entry in messages}


def _not_collected(folder: str, names: list[str]) -> set[str]:
    return {name for name in names if name.startswith(".") or name in NOT_COLLECTED}


def test_every_message_is_translated_and_none_is_a_guess(messages: polib.POFile) -> None:
    assert [entry.msgid for entry in messages.untranslated_entries()] == []
    assert [entry.msgid for entry in messages.fuzzy_entries()] == []


def test_what_stands_in_for_values_is_the_same(messages: polib.POFile) -> None:
    def placeholders(text: str) -> list[str]:
        return sorted(part.split(")")[0] for part in text.split("%(")[1:])

    for entry in messages.translated_entries():
        for korean in [entry.msgstr] if entry.msgstr else entry.msgstr_plural.values():
            assert placeholders(korean) == placeholders(entry.msgid), entry.msgid


def test_the_compiled_catalogue_is_the_written_one(messages: polib.POFile) -> None:
    def korean(entry: polib.MOEntry | polib.POEntry) -> tuple[str, list[str]]:
        return entry.msgstr, list(entry.msgstr_plural.values())

    compiled = polib.mofile(str(ROOT / CATALOGUE.with_suffix(".mo")))
    assert {key_of(entry): korean(entry) for entry in compiled if entry.msgid} == {
        key_of(entry): korean(entry) for entry in messages.translated_entries()
    }


NEW = "A text that nobody has translated"
FUNCTIONS = "gettext", "gettext_lazy", "gettext_noop"


@pytest.mark.parametrize(
    "code",
    [
        *(
            f"from django.utils.translation import {each}\nx = {each}('{NEW}')"
            for each in FUNCTIONS
        ),
        f"from django.utils.translation import gettext as _\nx = f'<b>{{_(\"{NEW}\")}}</b>'",
        f"from django.utils.translation import gettext as say\nx = f'{{len(say(\"{NEW}\")):>3}}'",
        f"from django.utils import translation\nx = [translation.gettext('{NEW}')]",
        f"import django.utils.translation as t\nx = lambda: t.gettext('{NEW}')",
        f"import django.utils.translation\nx = django.utils.translation.gettext('{NEW}')",
        f"from django.utils.translation import gettext_lazy as _\nclass A:\n    label = _('{NEW}')",
        f"from django.utils.translation import ngettext\nngettext('{NEW}', '{NEW}s', 2)",
        f"from django.utils.translation import pgettext\npgettext('board', '{NEW}')",
        f"from django.utils.translation import npgettext\nnpgettext('b', '{NEW}', '{NEW}s', 2)",
        f"def f():\n    from django.utils.translation import gettext\n    return gettext('{NEW}')",
        f"from boards.somewhere import _\nx = _('{NEW}')",
    ],
)
def test_a_text_without_korean_is_found_in_code(code: str, messages: polib.POFile) -> None:
    (fault,) = faults_of(list(in_python(code, "module.py")), messages)
    assert NEW in fault


@pytest.mark.parametrize(
    "code",
    [
        "gettext(label)",
        "gettext('Post' + 's')",
        "gettext(f'{number} posts')",
        "gettext(message='Posts')",
        "gettext('%s posts' % 2)",
        "[*map(gettext, labels)]",
        "say = gettext",
    ],
)
def test_what_nobody_can_collect_is_found_in_code(code: str, messages: polib.POFile) -> None:
    source = f"from django.utils.translation import gettext\n{code}"
    (fault,) = faults_of(list(in_python(source, "module.py")), messages)
    assert "not a literal" in fault


@pytest.mark.parametrize(
    "markup",
    [
        f"{{% translate '{NEW}' %}}",
        f'{{% trans "{NEW}" as x %}}',
        f"{{% translate '{NEW}' context 'board' %}}",
        f"{{% blocktranslate %}}{NEW}{{% endblocktranslate %}}",
        f"{{% blocktrans count n=2 %}}{NEW}{{% plural %}}{NEW}s{{% endblocktrans %}}",
        f"{{% blocktranslate trimmed with a=b %}}\n  {NEW}\n  {{{{ a }}}}{{% endblocktranslate %}}",
        f"{{% include 'a.html' with label=_('{NEW}') %}}",
        f"{{{{ _('{NEW}') }}}}",
        f"{{{{ title|default:_('{NEW}') }}}}",
        f"{{% translate '{NEW}, 50% (it’s)' %}}",
    ],
)
def test_a_text_without_korean_is_found_in_templates(markup: str, messages: polib.POFile) -> None:
    faults = faults_of(list(in_template(f"{{% load i18n %}}{markup}", "page.html")), messages)
    assert [NEW in fault for fault in faults] == [True]


def test_a_tag_that_translates_a_variable_is_found(messages: polib.POFile) -> None:
    faults = faults_of(list(in_template("{% load i18n %}{% translate label %}", "p")), messages)
    assert ["not a literal" in fault for fault in faults] == [True]
