"""The picture of a post that has none: its title, in Hangul, on a card."""

import io

import pytest
from django.urls import reverse
from PIL import Image

from boards.access import Access
from boards.discovery import card_drawing, card_texts
from boards.discovery.card_drawing import lines_of
from boards.posts.states import State
from tests.factories import BoardFactory, MemberFactory, PostFactory

FITS_ON_FOUR_LINES = "세금 신고를 처음 하는 사람이 알아야 할 것"


def card(post):
    return reverse("discovery:card", args=[post.pk])


def picture(content):
    return Image.open(io.BytesIO(content)).convert("RGB")


def texts(**changed):
    given = {"title": "제목", "board": "세금", "author": "vuxxxxx", "site": "모두의 게시판"}
    return card_texts.CardTexts(**{**given, **changed})


class TestDrawing:
    def test_hangul_is_drawn_and_not_a_box_for_each_syllable(self):
        drawn = {
            card_drawing.png_of(texts(title=title))
            for title in ("가", "각", "갛", "똠", "ㅋ", "漢")
        }
        assert len(drawn) == 6

    def test_every_text_changes_the_picture(self):
        plain = card_drawing.png_of(texts())
        for name in ("title", "board", "author", "site"):
            assert card_drawing.png_of(texts(**{name: "다른 말"})) != plain

    def test_lines_break_between_words_and_lose_nothing_that_fits(self):
        lines = card_drawing.lines_of(FITS_ON_FOUR_LINES)
        assert 1 < len(lines) <= 4
        assert " ".join(lines) == FITS_ON_FOUR_LINES

    def test_a_word_without_end_is_broken_anywhere(self):
        lines = card_drawing.lines_of("a " + "가" * 40)
        assert "".join(lines) == "a" + "가" * 40

    @pytest.mark.parametrize("title", ["가" * 200, "a" * 200, "세금 신고 " * 33, "W" * 200])
    def test_what_has_no_room_ends_in_an_ellipsis(self, title):
        lines = card_drawing.lines_of(title)
        assert len(lines) == 4
        assert lines[-1].endswith("…")

    def test_what_the_font_lacks_is_left_out(self):
        assert card_drawing.lines_of("😀 ★필독★ 👨‍👩‍👧") == ["★필독★"]
        assert card_drawing.lines_of("😀") == []
        card_drawing.png_of(texts(title="😀", board="", author=""))

    def test_the_size_is_what_other_sites_ask_for_and_the_file_is_small(self):
        content = card_drawing.png_of(texts(title="세금 신고 " * 33))
        assert picture(content).size == (1200, 630)
        assert len(content) < 60_000


@pytest.mark.django_db
class TestAnswers:
    def test_a_guest_gets_a_png_that_caches_may_keep(self, client):
        response = client.get(card(PostFactory()))
        assert response["Content-Type"] == "image/png"
        assert response["Cache-Control"] == "public, max-age=86400"
        assert "Cookie" not in response.get("Vary", "")
        assert picture(response.content).size == (1200, 630)

    def test_who_has_it_already_is_told_so(self, client):
        post = PostFactory()
        etag = client.get(card(post))["ETag"]
        response = client.get(card(post), headers={"if-none-match": etag})
        assert response.status_code == 304
        assert response["ETag"] == etag

    def test_an_edit_makes_another_one(self, client):
        post = PostFactory()
        before = client.get(card(post))
        post.set_title("고친 제목")
        post.save()
        after = client.get(card(post))
        assert before["ETag"] != after["ETag"]
        assert before.content != after.content

    def test_the_board_is_named_in_the_language_of_the_address(self, client):
        post = PostFactory(board=BoardFactory(name_ko="세금", name_en="Tax"))
        korean, english = (client.get(card(post), {"lang": code}) for code in ("ko", "en"))
        assert korean.content != english.content

    def test_the_author_is_masked(self):
        post = PostFactory(author=MemberFactory(handle="vubui"))
        assert card_texts.of(post).author == "vuxxxxx"

    @pytest.mark.parametrize("reason", ["secret", "hidden", "deleted", "closed", "missing"])
    def test_there_is_none_of_what_not_everybody_reads(self, client, reason):
        post = PostFactory(
            is_secret=reason == "secret",
            state=reason if reason in State else State.PUBLISHED,
            board=BoardFactory(
                read_access=Access.MEMBERS if reason == "closed" else Access.EVERYONE
            ),
        )
        client.force_login(post.author)
        path = "/posts/999999/card.png" if reason == "missing" else card(post)
        assert client.get(path).status_code == 404

    def test_cards_are_for_reading_only(self, client):
        assert client.post(card(PostFactory())).status_code == 405


FAMILY = "👨\u200d👩\u200d👧\u200d👦"


def test_characters_are_drawn_whole_or_not_at_all():
    assert lines_of(f"세금{FAMILY} 1\ufe0f\u20e3 🇰🇷 각") == ["세금 1 각"]
    for line in lines_of("\u1112\u119e\u11ab" * 80):
        assert not line.startswith(("\u119e", "\u11ab"))
