"""One Korean word for one thing, in every text that the site can show."""

import re
from collections.abc import Iterator

import polib
import pytest
from django.utils.translation import trans_real

from tests.forum.catalogues import OVERRIDES, OWN, entries, translations

# The word, and what stands for the same thing elsewhere.
WORDS = {
    "비밀번호": "암호|패스워드|비번",
    "로그인": "접속|로그온|사인인",
    "패스키": "패스 키|보안 ?키",
    "아이디": "사용자 ?이름|사용자명|핸들|닉네임",
    "회원": "사용자|유저|이용자|멤버|귀하|당신",
    "운영자": "모더레이터|부운영자|매니저",
    "글쓴이": "작성자|저자|게시자",
    "게시판": "보드(?!게임)",
    "글": "게시글|게시물|포스트|포스팅",
    "댓글": "덧글|코멘트|리플",
    "답글": "대댓글|답변",
    "공지": "공지 ?사항",
    "추천": "좋아요",
    "스크랩": "북마크|즐겨찾기",
    "말머리": "카테고리",
    "이메일 주소": "이메일(?! 주소)|e메일|전자 ?우편",
    "고치기": "수정(?!됨)|편집(?!기)",
    "지우기": "삭제|제거",
    "내려받기": "다운로드",
    "올리기": "업로드",
    "버튼": "단추",
}
PARTICLE_FOR_BOTH = re.compile(
    r"[을를은는이가와과]\([을를은는이가와과]\)|\((?:으|이)\)|[을를은는이가와과]/[을를은는이가와과]"
)
# A particle that is right after some values and wrong after others.
PARTICLE_AFTER_A_VALUE = re.compile(
    r"(?:%\(\w+\)[sdr]|%[sd]|\{\w*\})(?:</\w+>|[”\"’'])*"
    r"(?:은|는|이|가|을|를|과|와|으로|로|이나|나|이며|며|이고|이어야|여야)(?![가-힣])"
)
SPACING = re.compile(r"[가-힣]주(?:세요|십시오|시기)|(?:로그인|로그아웃|설정|추가|확인|활성화) 되")


def every_text() -> Iterator[str]:
    """Give what a Korean page can say: the site's texts, and those of every installed app."""
    said: dict[object, object] = {}
    for catalogue in reversed(trans_real.translation("ko")._catalog._catalogs):
        said |= catalogue
    yield from (text for text in said.values() if isinstance(text, str))


def own_texts() -> Iterator[tuple[polib.POEntry, str]]:
    for path in (OWN, *sorted(OVERRIDES.glob("ko/LC_MESSAGES/*.po"))):
        for entry in entries(path):
            for text in translations(entry):
                yield entry, text


@pytest.mark.parametrize("word", WORDS)
def test_a_thing_has_one_word(word: str) -> None:
    other = re.compile(WORDS[word])
    assert [text for text in every_text() if other.search(text)] == []


def test_no_text_leaves_the_choice_of_a_particle_to_the_reader() -> None:
    assert [text for text in every_text() if PARTICLE_FOR_BOTH.search(text)] == []


def test_a_particle_is_right_after_every_value() -> None:
    wrong = [text for _entry, text in own_texts() if PARTICLE_AFTER_A_VALUE.search(text)]
    assert wrong == []


def test_words_are_spaced_as_they_should_be() -> None:
    assert [text for _entry, text in own_texts() if SPACING.search(text)] == []


def test_no_text_begins_or_ends_with_a_blank_that_the_english_has_not() -> None:
    def blanks(text: str) -> tuple[str, str]:
        return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]

    wrong = [text for entry, text in own_texts() if blanks(text) != blanks(entry.msgid)]
    assert wrong == []
