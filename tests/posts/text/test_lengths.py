"""Every limit counts characters as people see them, and what fits is stored by every database."""

import unicodedata
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from boards.models import Board
from boards.posts.models import Comment, Draft, Post, Revision, Scrap
from boards.posts.moderation.actions.hide_post import hide_post
from boards.posts.text.diffing import word_diff
from boards.posts.text.lengths import validate_title
from boards.posts.uploads.names import clean_stem
from tests.factories import AdminFactory, BoardFactory, PostFactory

pytestmark = pytest.mark.django_db

KISS = "👩🏽\u200d❤\ufe0f\u200d💋\u200d👨🏿"
CHARACTERS = [
    "가", unicodedata.normalize("NFD", "값"), "🇰🇷", "👍🏽", "1\ufe0f\u20e3", KISS,
    "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", "न्दी", "q\u0301",
]  # fmt: skip


@pytest.fixture
def browser(client):
    client.force_login(AdminFactory())
    return client


def write(browser, **fields):
    board = BoardFactory()
    form = {"markup": "text", "submission_key": str(uuid.uuid4()), "title": "세금", "body": "글"}
    return browser.post(reverse("posts:write", args=[board.slug]), {**form, **fields})


@pytest.mark.parametrize("character", CHARACTERS)
class TestOfEveryCharacter:
    def test_a_post_takes_as_many_as_it_says(self, browser, character):
        stored = unicodedata.normalize("NFC", character)
        answer = write(browser, title=character * 100, source=character * 200, tags=character * 100)
        assert answer.status_code == 302
        post = Post.objects.get()
        assert (post.title, post.source) == (stored * 100, stored * 200)
        assert list(post.tags.names()) == [stored * 100]
        assert post.body_text == "글"
        page = browser.get(post.get_absolute_url()).content.decode()
        assert stored * 100 in page
        hide_post(post=post, by=None)

    @pytest.mark.parametrize(("field", "limit"), [("title", 100), ("source", 200), ("tags", 100)])
    def test_one_more_comes_back_with_the_form(self, browser, character, field, limit):
        answer = write(browser, **{field: character * (limit + 1)})
        assert answer.status_code == 422
        assert f"{limit} characters" in answer.content.decode()
        assert character * (limit + 1) in answer.content.decode()

    def test_an_edit_says_why(self, browser, character):
        post = PostFactory(author=AdminFactory())
        browser.force_login(post.author)
        path = reverse("posts:edit", args=[post.pk])
        version = browser.get(path).context["form"]["version"].value()
        form = {"markup": "text", "title": "세금 보고", "body": "글", "version": version}
        refused = browser.post(path, {**form, "reason": character * 201})
        assert (refused.status_code, Revision.objects.count()) == (422, 0)
        assert browser.post(path, {**form, "reason": character * 200}).status_code == 302
        stored = unicodedata.normalize("NFC", character)
        assert Revision.objects.get().reason == stored * 200

    def test_a_comment_takes_three_thousand(self, browser, character):
        post = PostFactory()
        path = reverse("posts:comments", args=[post.pk])
        assert browser.post(path, {"text": character * 3001}).status_code == 422
        assert browser.post(path, {"text": character * 3000}).status_code == 302
        assert Comment.objects.get().text == unicodedata.normalize("NFC", character) * 3000

    def test_a_scrap_has_its_folder_and_note(self, browser, character):
        path = reverse("posts:scrap-file", args=[PostFactory().pk])
        long = {"new_folder": character * 41, "note": character * 301}
        assert browser.post(path, long).status_code == 422
        fits = {"new_folder": character * 40, "note": character * 300}
        assert browser.post(path, fits).status_code == 302
        scrap = Scrap.objects.get()
        stored = unicodedata.normalize("NFC", character)
        assert (scrap.folder.name, scrap.note) == (stored * 40, stored * 300)

    def test_a_board_is_described(self, character):
        board = Board(name_ko="가", name_en="a", description_ko=character * 300)
        board.full_clean()
        board.save()
        board.description_ko += character
        with pytest.raises(ValidationError, match="300 characters"):
            board.full_clean()

    def test_a_file_keeps_whole_characters_in_its_name(self, character):
        stem = clean_stem(character * 300 + ".pdf")
        stored = unicodedata.normalize("NFC", character)
        assert 0 < len(stem) <= 150
        assert stem == stored * (len(stem) // len(stored))

    def test_a_draft_keeps_what_the_form_takes(self, browser, character):
        board = BoardFactory()
        path = reverse("posts:draft", args=[f"new:{board.pk}"])
        fields = {"title": character * 100, "source": character * 200, "tags": character * 100}
        browser.post(path, {**fields, "body": "", "markup": "text"})
        kept = Draft.objects.get().fields
        assert {name: kept[name] for name in fields} == fields


def test_a_body_of_emoji_is_as_long_as_one_of_hangul(browser):
    body = KISS * 20_000
    assert write(browser, body=body).status_code == 302
    assert Post.objects.get().body_text == body


def test_marks_beyond_all_reason_are_refused_and_never_a_failure(browser):
    monster = "a" + "\u0301" * 9_000
    for field in ("title", "source", "tags"):
        assert write(browser, **{field: monster}).status_code == 422
    path = reverse("posts:scrap-file", args=[PostFactory().pk])
    assert browser.post(path, {"new_folder": monster, "note": "𝅘𝅥𝅮" * 299}).status_code == 422


def test_signs_that_grow_when_they_are_composed_fit_too(browser):
    grows = "\U0001d160"  # one code point, and three in NFC
    path = reverse("posts:scrap-file", args=[PostFactory().pk])
    assert browser.post(path, {"new_folder": grows * 40, "note": grows * 300}).status_code == 302
    assert write(browser, title=grows * 100, source=grows * 200).status_code == 302


@pytest.mark.parametrize("title", ["구", "구\u200b", "🇰🇷", KISS, "구\u3164\u3164", "e\u0301"])
def test_one_character_is_no_title(title):
    with pytest.raises(ValidationError, match="at least"):
        validate_title(title)


@pytest.mark.parametrize("field", ["id_reason", "id_source", "id_title", "id_tags"])
def test_no_browser_cuts_what_is_typed(browser, field):
    post = PostFactory()
    pages = [post.get_absolute_url(), reverse("posts:write", args=[post.board.slug])]
    for page in pages:
        for tag in browser.get(page).content.decode().split("<"):
            assert f'id="{field}"' not in tag or "maxlength" not in tag


def test_a_comparison_of_versions_cuts_no_character():
    before, after = f"잘했어요 {KISS} 끝", f"잘했어요 {KISS[:-1]}🏻 끝"
    pieces = [piece.text for piece in word_diff(before, after)]
    assert f"{KISS} " in pieces
    assert "🏻 " not in pieces
