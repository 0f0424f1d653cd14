"""What a text is cut into, and where its words are shown."""

import re
import unicodedata
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boards.members.characters import characters_of
from boards.search.language.query_parser import Term, read
from boards.search.ranking.evidence import Evidence
from boards.search.ranking.highlighting import beginning_of, excerpt_of, highlighted, wording_of
from boards.search.tokens import tokenizer
from boards.search.tokens.stemming import stem

# As `storable` lets them in, and as nothing ever should: half a surrogate pair, NUL.
ANY_TEXT = st.text(st.characters(codec=None), max_size=60)
NOT_OF_TOKENS = re.compile(r"[^\w.]|_")
KOREAN = st.text(
    "가각힣세금보험ㅋㅅㄱ abcXY019-.'’&(,)ＡＢ１　漢字京かなカナ\u1100\u1161", max_size=40
)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("세금", ["세금", "금"]),
        ("건강보험", ["건강", "강보", "보험", "험"]),
        ("세금 보고", ["세금", "금", "보고", "고"]),
        ("H1B비자", ["h1b", "비자", "자"]),
        ("401k", ["401k"]),
        ("401(k)", ["401k"]),
        ("I-485", ["i485"]),
        ("I\u2011485", ["i485"]),
        ("I\u2013485", ["i485"]),
        ("W-2", ["w2"]),
        ("1.5%", ["1.5"]),
        ("10,000불", ["10000", "불"]),
        ("AT&T", ["att"]),
        ("driver's license", ["driver", "licens"]),
        ("taxes filing", ["tax", "file"]),
        ("ㅋㅋ", ["ㅋㅋ", "ㅋ"]),
        ("ㅋㅋㅋㅋㅋㅋㅋㅋ", ["ㅋㅋ", "ㅋㅋ", "ㅋ"]),
        ("京都 旅行", ["京都", "都", "旅行", "行"]),
        ("さくら", ["さく", "くら", "ら"]),
        ("ＴＡＸ　２０２５", ["tax", "2025"]),
        ("Straße", ["straße"]),
        ("_all _b1", ["all", "b1"]),
        ("!?…👍", []),
        ("", []),
    ],
)
def test_text_is_cut_into_tokens(text, tokens):
    assert tokenizer.tokens_of(text) == tokens


@pytest.mark.parametrize(
    ("word", "stems_to"),
    [
        ("taxes", "tax"),
        ("tax", "tax"),
        ("filing", "file"),
        ("filed", "file"),
        ("files", "file"),
        ("running", "run"),
        ("runs", "run"),
        ("companies", "company"),
        ("mortgages", "mortgag"),
        ("mortgage", "mortgag"),
        ("boss", "boss"),
        ("status", "status"),
        ("need", "need"),
        ("ring", "ring"),
        ("bed", "bed"),
    ],
)
def test_english_words_lose_their_endings(word, stems_to):
    assert stem(word) == stems_to


def test_parts_of_joined_words_are_found_besides():
    assert tokenizer.parts_of("I-485 접수, AT&T") == ["i", "485", "at", "t"]
    assert tokenizer.parts_of("세금 tax") == []


@pytest.mark.parametrize(
    ("title", "consonants"),
    [
        ("세금 보고", "ㅅㄱㅂㄱ"),
        ("까치와 쌀", "ㄲㅊㅇㅆ"),
        ("H1B 비자", "   ㅂㅈ"),
        ("ㅋㅋ", "ㅋㅋ"),
    ],
)
def test_leading_consonants_of_a_title(title, consonants):
    assert tokenizer.leading_consonants(title) == consonants


WHOLE_CHARACTERS = [
    "🇰🇷", "🇺🇸", "👍🏽", "👨\u200d👩\u200d👧\u200d👦", "가\u11eb", "\u1112\u119e\u11ab", "क्ष",
    "e\u0316\u0301", "1\ufe0f\u20e3", "가", "\u1112\u1161\u11ab",
]  # fmt: skip


@given(ANY_TEXT)
def test_tokens_hold_letters_and_digits_only(text):
    for token in [*tokenizer.tokens_of(text), *tokenizer.parts_of(text)]:
        token.encode()
        # Unicode has not given away every sign of the blocks of Han and Hangul yet.
        strange = NOT_OF_TOKENS.findall(token)
        assert token and all(unicodedata.category(sign) == "Cn" for sign in strange)


@given(ANY_TEXT)
def test_no_text_is_refused(text):
    list(tokenizer.runs(text))
    tokenizer.characters_in(text)
    tokenizer.leading_consonants(text)
    wording = wording_of(read(text).wanted)
    highlighted(text, wording)
    excerpt_of(text, wording)
    wording.evidence_in(tokenizer.folded(text), is_title=True)


@given(KOREAN)
def test_composition_and_width_and_case_do_not_matter(text):
    tokens = tokenizer.tokens_of(unicodedata.normalize("NFC", text))
    wide = "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text)
    assert tokenizer.tokens_of(unicodedata.normalize("NFD", text)) == tokens
    assert tokenizer.tokens_of(wide) == tokens
    assert tokenizer.tokens_of(text.upper()) == tokens


@given(st.text(max_size=200))
def test_folding_keeps_every_sign_in_its_place(text):
    assert len(tokenizer.folded(text)) == len(tokenizer.composed(text))


@given(KOREAN, KOREAN)
def test_places_lie_inside_the_text_in_order_and_do_not_touch(text, query):
    text = tokenizer.composed(text)
    places = wording_of(read(query).wanted).places_in_title(text)
    edges = [edge for place in places for edge in place]
    assert edges == sorted(set(edges))
    assert all(0 <= edge <= len(text) for edge in edges)


@given(st.one_of(ANY_TEXT, KOREAN, st.text("<>&\"'세금 a;/b", max_size=40)), KOREAN)
def test_highlighted_text_says_what_the_text_said(text, query):
    terms = [*read(query).wanted, Term("세금"), Term("a")]
    html = highlighted(text, wording_of(terms))
    assert without_marks(html) == tokenizer.composed(text)


@given(st.text("<>&세금 a\n;/b", max_size=400))
def test_excerpt_is_a_piece_of_the_text(text):
    wording = wording_of([Term("세금")])
    whole = " ".join(tokenizer.composed(text).split())
    for html in (excerpt_of(text, wording), beginning_of(text)):
        if html is not None:
            assert without_marks(html).strip("…") in whole
            assert len(without_marks(html)) <= 162


@given(
    st.lists(st.sampled_from(WHOLE_CHARACTERS), max_size=40).map("".join),
    st.sampled_from("가나क1ㅎa"),
)
def test_no_mark_begins_or_ends_within_a_character(text, word):
    html = highlighted(text, wording_of([Term(word)]))
    pieces = re.split("</?mark>", html)
    assert [each for piece in pieces for each in characters_of(piece)] == characters_of(text)


@pytest.mark.parametrize("character", WHOLE_CHARACTERS)
def test_an_excerpt_begins_and_ends_between_characters(character):
    text = f"{character * 300} 세금 {character * 300}"
    for html in (excerpt_of(text, wording_of([Term("세금")])), beginning_of(text)):
        shown = without_marks(html).strip("…").replace("세금", "").replace(" ", "")
        assert set(characters_of(shown)) == {tokenizer.composed(character)}


def without_marks(html):
    """Read back what a browser shows of a highlighted text; refuse any other tag."""
    bare = re.sub("</?mark>", "", html)
    assert "<" not in bare
    return unescape(bare)


@pytest.mark.parametrize(
    ("title", "query", "html"),
    [
        ("세금을 내요", "세금", "<mark>세금</mark>을 내요"),
        ("건강 보험 문의", "건강보험", "<mark>건강 보험</mark> 문의"),
        ("Filing <taxes>", "tax", "Filing &lt;<mark>taxes</mark>&gt;"),
        ("H-1B 비자", "h1b", "<mark>H-1B</mark> 비자"),
        ("세금 신고", "ㅅㄱ", "<mark>세금</mark> <mark>신고</mark>"),
        ("웃겨 ㅋㅋㅋㅋㅋ", "ㅋㅋ", "웃겨 <mark>ㅋㅋㅋㅋㅋ</mark>"),
        ("사과", "배", "사과"),
        ("가\u11eb 나", "가", "<mark>가\u11eb</mark> 나"),
        ("क्षण", "षण", "<mark>क्षण</mark>"),
        ("1\ufe0f\u20e3 번", "1", "<mark>1\ufe0f\u20e3</mark> 번"),
    ],
)
def test_words_of_the_query_are_marked(title, query, html):
    assert highlighted(title, wording_of(read(query).wanted)) == html


@pytest.mark.parametrize(
    ("word", "text", "evidence"),
    [
        ("보험", "보험을 비교", Evidence.WHOLE),
        ("보험", "H1B보험", Evidence.WHOLE),
        ("이사", "어제 이사했어요", Evidence.WHOLE),
        ("고양", "고양이가 와요", Evidence.PART),
        ("보험", "보험료", Evidence.PART),
        ("보험", "건강보험에", Evidence.PART),
        ("보험", "무보험", Evidence.PART),
        ("보험", "건강보험료", Evidence.INSIDE),
        ("학교", "대학교", Evidence.INSIDE),
        ("사과", "인사과장", Evidence.CHANCE),
        ("비자", "소비자", Evidence.CHANCE),
        ("수도", "실수도 많다", Evidence.CHANCE),
        ("사과", "인사과장 사과", Evidence.WHOLE),
        ("건강보험", "건강 보험을", Evidence.WHOLE),
        ("돈", "돈을 벌자", Evidence.WHOLE),
        ("돈", "돈까스", Evidence.CHANCE),
        ("집", "고깃집에서", Evidence.PART),
        ("ㅅㄱ", "세금 보고", Evidence.WHOLE),
        ("ㅅㄱㅂㄱ", "세금 보고", Evidence.WHOLE),
        ("ㅅㄱ", "접촉사고", Evidence.INSIDE),
        ("ㅅㄱ", "회사가 간다", Evidence.CHANCE),
        ("tax", "My Taxes", Evidence.WHOLE),
        ("보험", "모험", None),
    ],
)
def test_a_word_is_told_from_signs_that_stand_there_by_chance(word, text, evidence):
    assert wording_of([Term(word)]).evidence_in(tokenizer.folded(text), is_title=True) is evidence


def test_long_runs_take_no_more_than_a_look_at_each_sign():
    """A pattern that tries again from each place would not come to an end here."""
    for sign in ("a", "1", "가", "ㅋ", "a-", "1,", "1(", "'", "漢", "_", " "):
        text = sign * (200_000 // len(sign))
        assert len(tokenizer.tokens_of(text)) <= len(text)
        list(tokenizer.runs(text))
        wording_of([Term(text[:300])]).places_in(text[:20_000])
