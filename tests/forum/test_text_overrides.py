"""Texts of Django and allauth, said in the site's own words (locale/overrides)."""

from pathlib import Path

import polib
import pytest
from django.utils.translation import gettext, override

from tests.forum.catalogues import (
    ALLAUTH,
    OVERRIDES,
    OWN,
    WITHOUT_KOREAN,
    entries,
    installed,
    key_of,
    placeholders,
    texts_in_code,
    translations,
)

CATALOGUES = sorted(OVERRIDES.glob("*/LC_MESSAGES/*.po"))
# What of allauth is not installed here: being a sign-in for others, and most other sites.
NOT_SHOWN = ("headless/", "idp/", "socialaccount/providers/", "templates/idp/", "templates/openid/")


def is_shown(entry: polib.POEntry) -> bool:
    return any(not path.startswith(NOT_SHOWN) for path, _line in entry.occurrences)


@pytest.mark.parametrize("path", CATALOGUES, ids=str)
class TestEachCatalogue:
    def test_has_only_texts_that_the_installed_versions_still_have(self, path: Path) -> None:
        known = {key_of(entry) for entry in installed(path.stem)}
        known |= {(*text, "") for folder in WITHOUT_KOREAN for text in texts_in_code(folder)}
        assert [entry.msgid for entry in entries(path) if key_of(entry) not in known] == []

    def test_says_something_for_each_and_guesses_nothing(self, path: Path) -> None:
        assert [e.msgid for e in entries(path) if e.fuzzy or not all(translations(e))] == []

    def test_has_what_stands_in_for_values(self, path: Path) -> None:
        for entry in entries(path):
            for text in translations(entry):
                assert placeholders(text) == placeholders(entry.msgid), entry.msgid

    def test_is_compiled_as_it_is_written(self, path: Path) -> None:
        compiled = polib.mofile(str(path.with_suffix(".mo")))
        assert {key_of(entry): translations(entry) for entry in compiled} == {
            key_of(entry): translations(entry) for entry in entries(path)
        }


def test_no_text_is_said_in_both_catalogues() -> None:
    ours = {key_of(entry) for entry in entries(OWN)}
    theirs = {key_of(entry) for entry in entries(OVERRIDES / "ko/LC_MESSAGES/django.po")}
    assert ours & theirs == set()


def test_every_text_of_allauth_that_can_be_shown_is_ours() -> None:
    said = {(e.msgctxt, e.msgid) for e in entries(OWN)}
    said |= {(e.msgctxt, e.msgid) for e in entries(OVERRIDES / "ko/LC_MESSAGES/django.po")}
    texts = entries(ALLAUTH / "locale/ko/LC_MESSAGES/django.po")
    assert [e.msgid for e in texts if is_shown(e) and (e.msgctxt, e.msgid) not in said] == []


def test_the_sites_words_win() -> None:
    with override("ko"):
        assert gettext("Sign Up") == "가입하기"  # allauth
        assert gettext("This password is too common.") == "너무 흔한 비밀번호입니다."  # Django


def test_every_text_in_the_code_has_its_korean() -> None:
    """A text inside an f-string has none: the collection does not find it there."""
    catalogues = (OWN, OVERRIDES / "ko/LC_MESSAGES/django.po")
    said = {(entry.msgctxt, entry.msgid) for path in catalogues for entry in entries(path)}
    in_code = {text for room in ("boards", "forum") for text in texts_in_code(Path(room))}
    assert sorted(in_code - said) == []
