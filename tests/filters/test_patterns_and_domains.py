"""Patterns have a limit to their time; domains are known in whatever spelling."""

import pytest
from django.core.exceptions import ValidationError

from boards.filters.compiled import CompiledFilters
from boards.filters.entries import check_entries, domain_of
from boards.filters.kinds import FilterKind, FilterOutcome
from boards.filters.matching.domains import Domains, addresses_in
from boards.filters.matching.patterns import Pattern, TooSlow, compiled_pattern, finds_of, readable
from boards.filters.models import Filter

IN_TEXT = [
    "go spam.com now", "www.spam.com", "https://WWW.SPAM.COM/a", "spam。com", "spam[.]com",
    "spam (dot) com", "spam.com입니다", "여기spam.com에서", "spam.com.", "ＳＰＡＭ．ＣＯＭ",
    "①spam.com", "❷spam.com", "⑴spam.com", "⒈spam.com", "1️⃣spam.com", "➡spam.com", "★spam.com★",
    "…spam.com", "지금…spam.com", "buy…spam.com", "buy...spam.com", "spam.com…", "spam.com②",
    ".spam.com", "-spam.com", "@spam.com", "_spam.com", "spam.com_", "spam.com-", "__spam.com__",
    "--spam.com--", "@@spam.com", ".-_@spam.com", "접속-spam.com", "접속_spam.com_입니다",
    "카톡@spam.com", "spam.com@", "문의.spam.com", "spam.com-에서", "™spam.com", "№spam.com",
    "spam .com", "spam . com", "www.spam .com", "spam dot com", "spam DOT com", "spam-dot-com",
    "spam닷컴", "spam 닷컴", "spam닷 컴", "spam점com", "spam 점 com", "spam쩜컴", "spam점컴에서",
    "www점spam점com", "spam닷com", "spam·com", "spam{dot}com", "spam<dot>com",
]  # fmt: skip
NOT_IN_TEXT = [
    "notspam.com",
    "spam.com.evil.org",
    "spam.community",
    "me@spam.com",
    "spam com",
    "a.b",
    "I like spam. Come in",
    "I like spam. Com is a word",
    "spam.\ncom",
    "first.last@spam.com",
    "me+you@spam.com",
    "my-spam.com",
    "my_spam.com",
    "spam.com-pany.org",
    "spam.company",
    "spam dot community",
    "spam점 하나",
    "이건 spam 점심",
    "spam 점comic",
    "spam.co",
    "spam..com",
    "spam…com",
]
AT = [
    "https://spam.com", "//spam.com/x", "http://good@spam.com/", "https://sp%61m.com/",
    "http:\\\\spam.com", "https://spam.com:8080/", "https://spam.com./", "https://a.b.spam.com",
    "HTTPS://SPAM.COM",
]  # fmt: skip
NOT_AT = [
    "https://spam.com@good.org/",
    "https://spam.com.good.org",
    "/spam.com",
    "https://[bad",
    "",
]


@pytest.fixture
def domains() -> Domains:
    return Domains([(1, domain_of("spam.com"), []), (2, domain_of("한국.kr"), ["허용.한국.kr"])])


def numbers(finds) -> set[int]:
    return {find.number for find in finds}


@pytest.mark.parametrize("text", IN_TEXT)
def test_a_domain_is_found_in_a_text(domains: Domains, text: str) -> None:
    assert numbers(domains.found_in(text)) == {1}


@pytest.mark.parametrize("text", NOT_IN_TEXT)
def test_another_domain_passes(domains: Domains, text: str) -> None:
    assert numbers(domains.found_in(text)) == set()


@pytest.mark.parametrize("text", IN_TEXT)
def test_a_domain_is_found_in_ordinary_forms(domains: Domains, text: str) -> None:
    assert numbers(domains.found_in(readable(f"안녕 {text} 하세요")[0])) == {1}


@pytest.mark.parametrize("text", NOT_IN_TEXT)
def test_another_domain_passes_in_ordinary_forms(domains: Domains, text: str) -> None:
    assert numbers(domains.found_in(readable(f"안녕 {text} 하세요")[0])) == set()


@pytest.mark.parametrize(
    "text", ["go spam.com now", "여기…@spam.com_에서", "①spam.com②", "www.spam.com입니다."]
)
def test_a_domain_is_shown_where_it_stands(domains: Domains, text: str) -> None:
    plain, places = readable(text)
    (find,) = domains.found_in(plain)
    assert text[places[find.start] : places[find.end]].removeprefix("www.") == "spam.com"


@pytest.mark.parametrize("address", AT)
def test_a_link_to_a_domain_is_found(domains: Domains, address: str) -> None:
    assert numbers(domains.found_at([address])) == {1}


@pytest.mark.parametrize("address", NOT_AT)
def test_a_link_elsewhere_passes(domains: Domains, address: str) -> None:
    assert numbers(domains.found_at([address])) == set()


@pytest.mark.parametrize("text", ["한국.kr", "xn--3e0b707e.kr", "여기 한국.kr에서", "www.한국.kr"])
def test_a_korean_domain_has_two_spellings(domains: Domains, text: str) -> None:
    assert numbers(domains.found_in(text)) == {2}


def test_the_links_of_a_text_are_those_that_lead_elsewhere() -> None:
    markup = '<p><a href="https://a.kr/?b=1&amp;c=2">x</a> <a href="/posts/1/">y</a></p>'
    assert addresses_in(markup) == ["https://a.kr/?b=1&c=2"]


@pytest.mark.parametrize("entry", ["https://www.spam.com/x?y", "*.www.spam.com", "WWW.spam.com."])
def test_an_address_that_was_copied_whole_is_its_domain(entry: str) -> None:
    assert domain_of(entry) == "www.spam.com"


@pytest.mark.parametrize(
    ("kind", "entries"),
    [
        (FilterKind.PATTERN, "("), (FilterKind.PATTERN, "[a"), (FilterKind.PATTERN, "좋은 말\n*"),
        (FilterKind.PATTERN, ".*"),
        (FilterKind.PATTERN, "a{99999999999}"), (FilterKind.PATTERN, "(?P<n>"),
        (FilterKind.PATTERN, "x" * 400),
        (FilterKind.DOMAIN, "spam"), (FilterKind.DOMAIN, "spam com"), (FilterKind.DOMAIN, "..."),
        (FilterKind.WORD, "놈"), (FilterKind.WORD, "..."), (FilterKind.WORD, "가" * 61),
        (FilterKind.WORD, "\n".join(f"낱말{n}" for n in range(600))),
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_looked_for_is_refused_with_a_sentence(kind, entries) -> None:
    with pytest.raises(ValidationError) as refused:
        check_entries(kind, entries)
    (sentence,) = refused.value.message_dict["entries"]
    assert sentence


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        (r"\d{3}-\d{4}-\d{4}", "전화 010-1234-5678로", "010-1234-5678"),
        (r"\d{3}-\d{4}-\d{4}", "전화 ０１０-1234-5678", "０１０-1234-5678"),
        (r"카톡\s*\w+", "연락은 카\u200b톡 abc1", "카\u200b톡 abc1"),
        (r"BUY now", "please buy NOW", "buy NOW"),
    ],
)
def test_a_pattern_finds_what_it_says_in_ordinary_forms(pattern, text, found) -> None:
    plain, places = readable(text)
    (find,) = finds_of(Pattern(3, compiled_pattern(pattern)), plain, places)
    assert text[find.start : find.end] == found


@pytest.mark.parametrize(
    ("pattern", "text"), [("(?:a|aa|b?a)+$", "a" * 60 + "!"), ("(x+x+)+y", "x" * 5000)]
)
def test_a_catastrophic_pattern_is_given_up(pattern: str, text: str) -> None:
    with pytest.raises(TooSlow) as slow:
        list(finds_of(Pattern(3, compiled_pattern(pattern)), text, range(len(text) + 1)))
    assert slow.value.number == 3


def test_an_exception_of_a_pattern_is_a_text_around_the_find() -> None:
    text = "010-0000-0000 and 010-1111-2222"
    pattern = Pattern(3, compiled_pattern(r"\d{3}-\d{4}-\d{4}"), ["010-0000-0000"])
    (find,) = finds_of(pattern, text, range(len(text) + 1))
    assert find.start == 18


# Anchors, what stands around, whole words, classes of all but some, choices, and across lines.
PATTERNS = [
    "^대출", "대출$", r"\A대출", r"대출\Z", r"\b대출\b", "(?<!무)대출", "대출(?!금)", "대출(?=\\s)",
    "대출[^가-힣]", "[^가-힣]대출", "대출.*상담", "(?>대?)출", "대?+출", "대출|상담",
    "(?:당일)대출", "(?i)LOAN", "(?:loan){e<=1}", r"대출\s+상담", r"대출\n상담",
    r"(대출).*\1", "대출{1,2}",
]  # fmt: skip
TEXTS = [
    "대출", "상담\n대출", "대출\n상담", "무대출", "대출금", "대출 상담", "급한 대출\n빠른 상담",
    "대출\0상담", "상담\0대출", "대출대출", "당일\n대출", "lOan", "loa\nn", "출", "대\n출",
    "\n\0\n", "당일대출 상담\0대출\n\n대출", "", "없음\0없다\n없네", "대출~", "~대출\0",
    "lo\0an", "대출\n대출",
]  # fmt: skip


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_pattern_finds_in_a_whole_text_what_it_finds_in_its_parts(pattern: str) -> None:
    row = Filter(pk=3, name="", kind=FilterKind.PATTERN, entries=pattern, outcome=FilterOutcome.TAG)
    filters = CompiledFilters([row])
    asked = Pattern(3, compiled_pattern(pattern))
    for text in TEXTS:
        fields = text.split("\0")
        parts = fields if asked.crosses_lines else "\n".join(fields).split("\n")
        expected = [match for part in parts for match in compiled_pattern(pattern).findall(part)]
        found = filters.search(text, (), board_id=None).finds
        assert len(found) == len([match for match in expected if match]), text
