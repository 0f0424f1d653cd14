"""A limit is written in one place: pages, scripts and sentences take it from there."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import override

from boards.imports.forms import UploadForm
from boards.imports.reading import MAX_MEGABYTES
from boards.members.characters import MaxCharactersValidator
from boards.posts.comments.forms import TextForm
from boards.posts.comments.texts import MAX_COMMENT_LENGTH
from boards.posts.models import Revision
from boards.posts.moderation.forms import HideForm
from boards.posts.text.lengths import MAX_REASON_LENGTH
from boards.posts.uploads.refusals import MAX_BYTES
from boards.posts.writing.forms import MAX_TAGS, WriteForm
from tests.factories import BoardFactory, MemberFactory

TEMPLATES = list(Path(settings.BASE_DIR / "templates").rglob("*.html"))
WRITTEN = re.compile(r'(?:maxlength|data-\w+)="\d{2,}"|\d+ ?MB\b|\b(?:seven|\d{2,}) days')
CATALOGUE = Path(settings.BASE_DIR / "locale/ko/LC_MESSAGES/django.po")


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_writes_a_limit(path):
    assert WRITTEN.findall(path.read_text()) == []


def test_no_sentence_is_translated_with_its_limit():
    sentences = re.findall(r'^msgid "(.*)"$', CATALOGUE.read_text(), re.MULTILINE)
    number = re.compile(r"\d+ ?MB\b|(?:Up to|more than|longer than) [\d,]+\b")
    assert [sentence for sentence in sentences if number.search(sentence)] == []


@pytest.mark.django_db
def test_a_writing_page_tells_the_limits_that_hold(client):
    client.force_login(MemberFactory())
    page = client.get(f"/boards/{BoardFactory().slug}/write/").content.decode()
    assert f'data-largest="{MAX_BYTES}"' in page
    assert page.count(f"{MAX_BYTES // 1024**2} MB") == 2
    assert f"Up to {MAX_TAGS} tags" in page


def test_a_reason_is_as_long_in_the_form_as_in_the_table():
    (validator,) = (
        each
        for each in HideForm().fields["reason"].validators
        if isinstance(each, MaxCharactersValidator)
    )
    assert validator.limit_value == MAX_REASON_LENGTH
    assert Revision._meta.get_field("reason").characters == MAX_REASON_LENGTH


@pytest.mark.parametrize(
    ("language", "sentence"), [("en", "Up to {} characters"), ("ko", "{}자까지")]
)
def test_forms_tell_their_limits_in_both_languages(language, sentence):
    with override(language):
        assert sentence.format(MAX_COMMENT_LENGTH) in str(TextForm().fields["text"].help_text)
        assert f"{MAX_MEGABYTES}" in str(UploadForm().fields["page"].help_text)
        help_of_tags = WriteForm(board=None, is_edit=False).fields["tags"].help_text
        assert str(MAX_TAGS) in str(help_of_tags)
