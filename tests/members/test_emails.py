"""Every e-mail of the account, in both languages and in the site's own words."""

import re
from pathlib import Path
from types import SimpleNamespace

import allauth
import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.translation import override

pytestmark = pytest.mark.django_db

TEMPLATES = Path(allauth.__file__).parent / "templates"
# Codes instead of links are not switched on.
KINDS = sorted(
    str(path.relative_to(TEMPLATES)).removesuffix("_subject.txt")
    for path in TEMPLATES.glob("*/email/*_subject.txt")
    if not path.name.endswith("_code_subject.txt")
)
VALUES = {
    "email": "hong@example.com", "from_email": "hong@example.com", "to_email": "kim@example.com",
    "deleted_email": "hong@example.com", "username": "홍길동",
    "provider": SimpleNamespace(name="Kakao"),
    "activate_url": "https://example.com/a", "password_reset_url": "https://example.com/r",
    "signup_url": "https://example.com/s", "ip": "203.0.113.7", "user_agent": "Firefox",
}  # fmt: skip
NOT_OUR_WORDS = re.compile(r"security key|third-party|two-factor|\bemail\b|username", re.I)


def written(kind: str, language: str) -> tuple[str, str]:
    """Return the subject and the text of an e-mail."""
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    with override(language):
        subject, text = (
            render_to_string(f"{kind}_{part}.txt", VALUES, request)
            for part in ("subject", "message")
        )
    return subject.strip(), text.strip()


@pytest.mark.parametrize("kind", KINDS)
class TestEachEmail:
    @pytest.mark.parametrize("language", ["ko", "en"])
    def test_has_one_short_line_as_subject_and_is_signed_by_the_site(self, kind, language):
        subject, text = written(kind, language)
        assert 0 < len(subject) <= 60
        assert "\n" not in subject
        assert not subject.endswith(".")
        assert text.endswith(f"-- \n{settings.SITE_NAME}\nhttp://testserver/")

    @pytest.mark.parametrize("language", ["ko", "en"])
    def test_keeps_no_ip_address(self, kind, language):
        assert VALUES["ip"] not in "".join(written(kind, language))

    def test_is_all_korean_to_a_korean(self, kind):
        for line in "\n".join(written(kind, "ko")).splitlines():
            said = re.sub(r"\S+@\S+|https?://\S+|--", "", line)
            assert not re.search("[A-Za-z]", said), line

    def test_uses_the_words_of_the_site_in_english(self, kind):
        assert NOT_OUR_WORDS.findall("\n".join(written(kind, "en"))) == []
