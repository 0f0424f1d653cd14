"""Where the links in typed text begin and end, with Korean inside them and right behind them."""

import time

import pytest

from boards.posts.text.links import links_in
from boards.posts.text.plain_markup import markup_of, text_of, with_links_cut
from boards.posts.text.sanitising import sanitise


def found(text: str) -> list[str]:
    return [text[start:end] for start, end in links_in(text)]


WHOLE = [
    "https://a.kr/w/사과(과일)",
    "https://a.kr/배_(과일)",
    "https://a.kr/위키백과:대문",
    "https://a.kr/서울#역사",
    "https://a.kr/?q=세금+보고",
    "https://a.kr/?검색어=세금",
    "https://a.kr/a%20한글",
    "https://a.kr/@사용자",
    "https://a.kr/~홍길동",
    "https://a.kr/서울,부산",
    "https://a.kr/café",
    "https://a.kr/w/배",
    "https://a.kr/w/이란",
    "https://a.kr/w/라면",
    "https://a.kr/w/왕과_나",
    "https://a.kr/w/제2차%20세계대전",
    "https://a.kr/w/제2차세계대전",
    "https://a.kr/w/5·18민주화운동",
    "https://a.kr/2024년/여행.html",
    "https://a.kr/3월호.pdf",
    "https://a.kr/w/왕과%20나",
    "https://a.kr/w/너의_이름은",
    "https://a.kr/w/대한민국의_역사",
    "https://a.kr/을지로",
    "https://a.kr/서울에서",
    "https://a.kr/wiki/2024년_하계_올림픽",
    "https://a.kr/wiki/3·1_운동",
    "https://a.kr/a_(b_(c))",
    "https://a.kr/?a[]=1&b[c]=2",
    "https://a.kr/web/2020/https://example.com/a",
    "https://a.kr/문서/보고서.최종.hwp",
    "https://www.한국인터넷정보센터.한국/",
    "https://www.한국인터넷정보센터.한국",
    "https://blog.홍길동.kr/a",
    "https://www.naver홍길동.kr/",
    "https://пример.рф/",
    "http://[::1]:8000/a",
    "http://127.0.0.1:8000",
    "Https://a.kr/b",
    "HTTPS://A.KR",
]
# What may stand right behind a URL without being a part of it.
AFTER = ["", " 보세요", "^^", "~~", *",.?!”’」。，、！？）]})|`…\"'"]


@pytest.mark.parametrize("url", WHOLE)
def test_korean_inside_a_url_belongs_to_it(url):
    for after in AFTER:
        assert found(f"여기 {url}{after}") == [url], after
        text = f"{url}{after}"
        assert text_of(markup_of(text)) == text.strip("\n")


@pytest.mark.parametrize(
    "url",
    [
        "https://example.com",
        "https://example.com:8080",
        "https://한글.한국",
        "https://홍길동.kr",
        "https://a.kr/",
        "https://a.kr/b",
        "https://a.kr/b?c=1",
        "https://a.kr/b#c",
        "https://a.kr/w/사과(과일)",
        "https://youtu.be/x-_",
    ],
)
def test_a_particle_or_an_ending_behind_a_url_stays_outside(url):
    endings = (
        "에서 을 를 은 는 이 가 의 도 만 과 와 로 으로 으로는 까지 부터 에서부터 에서는 에서요 처럼"
        " 입니다 입니다만 이에요 예요 이고 인데요 이라고 라는 이죠 을(를) 은(는) (으)로"
    )
    for ending in endings.split():
        for after in ("", " 보세요", ".", "?", ","):
            assert found(f"{url}{ending}{after}") == [url], ending + after


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        ("https://a,https://b", ["https://a", "https://b"]),
        ("https://a.kr/1https://b.kr/2", ["https://a.kr/1", "https://b.kr/2"]),
        ("https://a.kr/1|https://b.kr/2", ["https://a.kr/1", "https://b.kr/2"]),
        ("[여기](https://a.kr/b)", ["https://a.kr/b"]),
        ("https://example.com(네이버)", ["https://example.com"]),
        ("https://example.com입니다.https://b.kr", ["https://example.com", "https://b.kr"]),
        ("https://a.kr/w/사과(과일", ["https://a.kr/w/사과"]),
        ("https://a.kr/b.감사합니다", ["https://a.kr/b"]),
        ("“https://a.kr/b”라고", ["https://a.kr/b"]),
        ("**https://a.kr/b**는", ["https://a.kr/b"]),
        ("https://a.kr/b😊", ["https://a.kr/b"]),
        ("https://a.kr/bㅋㅋㅋ", ["https://a.kr/b"]),
        ("https://", []),
        ("https://. http:// 그리고 https://한국", []),
    ],
)
def test_where_a_reader_would_end_it(text, urls):
    assert found(text) == urls


UNITS = ["(", "https://", "https://a/(", "https://a/(=", "https://a/=", "https://가.", "가", "(을"]
UNITS += [
    "https://a.",
    "https://a:",
    "https://a@",
    "https://a/가(",
    "https://a/~",
    "%20",
    "[",
    "·1",
]


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("before", ["", "https://", "https://a.kr/", "https://a.kr/("])
def test_hostile_text_takes_a_time_that_grows_with_its_length(unit, before):
    text = (before + unit * 100_000)[:100_000]
    begun = time.process_time()
    list(links_in(text))
    assert time.process_time() - begun < 3


def test_a_link_that_an_editor_made_too_long_is_cut():
    long = '<p><a href="https://a.kr에서">https://a.kr에서</a> 봐요</p>'
    cut = '<p><a href="https://a.kr">https://a.kr</a>에서 봐요</p>'
    assert with_links_cut(sanitise(long)) == sanitise(cut)


@pytest.mark.parametrize(
    "markup",
    [
        '<p><a href="https://a.kr에서">여기</a></p>',
        '<p><a href="https://a.kr/w/사과(과일)">https://a.kr/w/사과(과일)</a></p>',
        '<p><a href="mailto:a@a.kr">mailto:a@a.kr</a></p>',
    ],
)
def test_other_links_stay_as_they_are(markup):
    assert with_links_cut(sanitise(markup)) == sanitise(markup)
