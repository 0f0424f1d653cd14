"""The Korean of the site: complete, sure, and the one that is compiled."""

from pathlib import Path

import polib
import pytest

CATALOGUE = Path("locale/ko/LC_MESSAGES/django.po")


@pytest.fixture(scope="module")
def messages() -> polib.POFile:
    return polib.pofile(str(CATALOGUE))


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
    compiled = polib.mofile(str(CATALOGUE.with_suffix(".mo")))
    assert {entry.msgid: entry.msgstr for entry in compiled if entry.msgid} == {
        entry.msgid: entry.msgstr for entry in messages.translated_entries()
    }
