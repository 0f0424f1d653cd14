"""How much of a handle others see."""

import unicodedata

import pytest
from django.contrib.auth.models import AnonymousUser

from boards.members.characters import shows_nothing
from boards.members.masking import mask_name
from boards.members.viewers import name_for
from tests.factories import AdminFactory, MemberFactory, PostFactory


@pytest.mark.parametrize(
    ("handle", "masked"),
    [
        ("vubui", "vuxxxxx"),
        ("kim", "kixxxxx"),
        ("ab", "abxxxxx"),
        ("a", "axxxxx"),
        ("홍길동", "홍길xxxxx"),
        ("홍", "홍xxxxx"),
        (unicodedata.normalize("NFD", "홍길동"), "홍길xxxxx"),
        ("김x9", "김xxxxxx"),
        ("  vubui ", "vuxxxxx"),
        ("", "xxxxx"),
        ("e\u0301mile", "émxxxxx"),
        ("q\u0301q\u0301q\u0301", "q\u0301q\u0301xxxxx"),
        ("हिन्दी", "हिन्दीxxxxx"),
        ("👨\u200d👩\u200d👧🙂🙂", "👨\u200d👩\u200d👧🙂xxxxx"),
        ("❤\ufe0f❤\ufe0f❤\ufe0f", "❤\ufe0f❤\ufe0fxxxxx"),
    ],
)
def test_shows_the_first_two_characters_as_people_count_them(handle, masked):
    assert mask_name(handle) == masked


def test_length_of_the_mask_says_nothing_about_the_handle():
    assert len(mask_name("abcdefghij")) == len(mask_name("abc"))


@pytest.mark.django_db
class TestWhoSeesTheWholeHandle:
    def test_staff_and_the_member_do(self):
        member = MemberFactory(handle="vubui")
        assert name_for(member, member) == "vubui"
        assert name_for(AdminFactory(), member) == "vubui"
        assert name_for(MemberFactory(is_staff=True), member) == "vubui"

    def test_guests_other_members_and_inactive_staff_do_not(self):
        member = MemberFactory(handle="vubui")
        for viewer in (
            None,
            AnonymousUser(),
            MemberFactory(),
            MemberFactory(is_staff=True, is_active=False),
        ):
            assert name_for(viewer, member) == "vuxxxxx"

    def test_str_is_masked(self):
        assert str(MemberFactory(handle="vubui")) == "vuxxxxx"

    @pytest.mark.parametrize("masked", ["vuxxxxx", "홍길xxxxx", "axxxxx"])
    def test_a_name_that_came_masked_stays_as_it_came(self, masked):
        post = PostFactory(author=None, masked_author=masked)
        assert post.author_name_for(None) == masked
        assert post.author_name_for(AdminFactory()) == masked


@pytest.mark.parametrize("text", ["", " \n", "\u200b\u200b", "\u3164", "\u2800", "\u0301"])
def test_text_that_no_reader_sees_shows_nothing(text):
    assert shows_nothing(text)


@pytest.mark.parametrize("text", ["구", "ㅋ", ".", "🙂", "\U0001fae8"])
def test_any_sign_shows_something_the_newest_emoji_too(text):
    assert not shows_nothing(text)
