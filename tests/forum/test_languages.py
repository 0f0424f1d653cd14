"""A page or a letter is always in a language that somebody chose: none is switched off."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.http import HttpRequest
from django.test import RequestFactory
from django.utils import translation

from forum import error_pages

pytestmark = pytest.mark.django_db

PAGES = [
    error_pages.bad_request,
    error_pages.forbidden,
    error_pages.not_found,
    error_pages.server_error,
]


@pytest.fixture(params=["ko", "en"])
def thread_spoke(request: pytest.FixtureRequest) -> Iterator[str]:
    """The language of whoever this thread answered before."""
    with translation.override(request.param):
        yield request.param


def early(language: str) -> HttpRequest:
    """A request that fails before any middleware has looked at it."""
    return RequestFactory().get("/", headers={"accept-language": language})


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_request_that_fails_early_is_answered_in_its_browsers_language(
    page, language, thread_spoke
):
    response = page(early(language))
    assert f'<html lang="{language}">' in response.content.decode()
    assert translation.get_language() == thread_spoke


@pytest.mark.parametrize("page", PAGES)
def test_a_language_that_was_chosen_for_the_page_stays(page):
    request = early("en")
    request.LANGUAGE_CODE = "ko"
    assert '<html lang="ko">' in page(request).content.decode()


def test_translation_is_nowhere_switched_off():
    # `override(None)` and `deactivate_all()` answer in the language of the code, which is English.
    off = re.compile(r"\b(?:override|activate)\([^)\n]*\bNone\b|deactivate_all")
    root = Path(settings.BASE_DIR)
    files = [path for room in ("boards", "forum") for path in (root / room).rglob("*.py")]
    assert [path.name for path in files if off.search(path.read_text(encoding="utf-8"))] == []
