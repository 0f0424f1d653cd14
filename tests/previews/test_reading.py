"""What a page says of itself, whatever its encoding and however it is written."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boards.members.characters import characters_of
from boards.previews.failures import Failure, NotFetchedError
from boards.previews.fetching import Fetched
from boards.previews.reading import Summary, one_line, read_page


def summary_of(markup: str | bytes, *, charset: str = "", encoding: str = "utf-8") -> Summary:
    content = markup if isinstance(markup, bytes) else markup.encode(encoding)
    return read_page(Fetched("https://news.example/a", charset, content))


def test_open_graph_is_believed_first() -> None:
    summary = summary_of(
        """<html><head><title>창 제목</title>
        <meta property="og:title" content="기사 제목">
        <meta name='description' content='다른 설명'>
        <META CONTENT="설명 &amp; 더" PROPERTY=og:description />
        <meta property="og:site_name" content="동네 신문">
        <meta property="og:image" content="/a.png">
        <meta property="og:title" content="둘째 제목"></head>"""
    )
    assert summary == Summary("기사 제목", "설명 & 더", "동네 신문", "/a.png")


def test_twitter_and_the_plain_title_stand_in() -> None:
    summary = summary_of(
        '<title>\n  창\n 제목 </title><meta name="twitter:description" content="설명">'
        '<meta name="twitter:image" content="https://img.example/a.jpg?b&amp;c">'
    )
    assert summary == Summary("창 제목", "설명", "", "https://img.example/a.jpg?b&c")


@pytest.mark.parametrize(
    "markup",
    ["", "<p>no title</p>", "<title></title>", "<title>\u3164 \u200b</title>",
     "<!-- <title>x</title> -->", "<script>'<title>x</title>'</script>", "<title", "<meta"],
)  # fmt: skip
def test_a_page_without_a_title_has_no_preview(markup: str) -> None:
    with pytest.raises(NotFetchedError) as raised:
        summary_of(markup)
    assert (raised.value.failure, raised.value.passes) == (Failure.NO_TITLE, False)


def test_what_only_looks_like_a_mark_is_passed_over() -> None:
    summary = summary_of(
        """<!-- <meta property="og:title" content="comment"> -->
        <script>var a = '<meta property="og:title" content="script">'</script>
        <style><title>style</title></style><metadata property="og:title" content="no">
        <meta property="og:title" content='a > b "c"'>"""
    )
    assert summary.title == 'a > b "c"'


KOREAN = {
    "header": (b"<title>%s</title>", "EUC-KR"),
    "header in quotes": (b"<title>%s</title>", "ks_c_5601-1987"),
    "meta": (b'<meta charset="euc-kr"><title>%s</title>', ""),
    "old meta": (
        b'<meta http-equiv="Content-Type" content="text/html; charset=ks_c_5601-1987">'
        b"<title>%s</title>",
        "",
    ),
    "windows": (b"<meta charset=windows-949><title>%s</title>", ""),
    "wrong header": (b"<meta charset=euc-kr><title>%s</title>", "nonsense"),
    "nothing": (b"<title>%s</title>", ""),
}


@pytest.mark.parametrize("markup, charset", KOREAN.values(), ids=KOREAN)
def test_old_korean_pages_are_read_right(markup: bytes, charset: str) -> None:
    # 똠 and 햏 exist in Microsoft's extension alone, which pages call EUC-KR all the same.
    page = markup.replace(b"%s", "똠방각하 햏 세금".encode("cp949"))
    assert summary_of(page, charset=charset).title == "똠방각하 햏 세금"


# The labels are of https://encoding.spec.whatwg.org/#names-and-labels.
LABELS = {
    "cp949": [
        "euc-kr",
        "EUC-KR",
        " ksc5601 ",
        "csksc56011987",
        "iso-ir-149",
        "ks_c_5601-1989",
        "cseuckr",
    ],
    "cp932": ["sjis", "x-sjis", "ms_kanji", "windows-31j", "csshiftjis"],
    "gb18030": ["gb2312", "x-gbk", "chinese", "csgb2312", "gb_2312-80"],
    "big5hkscs": ["big5-hkscs", "x-x-big5", "cn-big5"],
    "euc_jp": ["x-euc-jp", "cseucpkdfmtjapanese"],
    "cp1252": ["latin1", "l1", "us-ascii", "iso8859-1", "x-cp1252", "cp819"],
    "cp1254": ["iso-8859-9", "latin5"],
    "cp1251": ["x-cp1251"],
    "mac_cyrillic": ["x-mac-cyrillic", "x-mac-ukrainian"],
    "cp874": ["tis-620", "iso-8859-11"],
    "utf-8": ["unicode-1-1-utf-8", "x-unicode20utf8", "utf8"],
    "utf-16-le": ["utf-16", "unicode", "ucs-2", "csunicode"],
    "utf-16-be": ["utf-16be", "unicodefffe"],
}
TITLES = {
    "cp932": "表示 ソ", "gb18030": "中文 镕", "big5hkscs": "中文 功", "euc_jp": "日本",
    "cp1252": "café – “a”", "cp1254": "ığş", "cp1251": "Привет",
    "mac_cyrillic": "Привет", "cp874": "ภาษา",
}  # fmt: skip


@pytest.mark.parametrize(
    ("encoding", "label"), [(name, label) for name, labels in LABELS.items() for label in labels]
)
def test_a_label_means_what_it_means_to_browsers(encoding: str, label: str) -> None:
    title = TITLES.get(encoding, "똠방각하 세금")
    page = f"<title>{title}</title>"
    assert summary_of(page, encoding=encoding, charset=label).title == title


def test_a_mark_of_utf_16_is_believed_in_either_order() -> None:
    page = b"\xfe\xff" + "<title>제목</title>".encode("utf-16-be")
    assert summary_of(page, charset="euc-kr").title == "제목"


@pytest.mark.parametrize(
    "content, charset",
    [("<title>제목</title>".encode(), ""),
     (b"\xef\xbb\xbf" + "<title>제목</title>".encode(), "euc-kr"),
     (b"\xff\xfe" + "<title>제목</title>".encode("utf-16-le"), ""),
     ("<title>제목</title>".encode("utf-16-le"), "utf-16-le"),
     ("<meta charset=utf-8><title>제목</title>".encode() + b"\xed\x95", ""),
     ("<title>제목</title>".encode() + b"\xed\x95", ""),
     ("<meta charset=utf-16><title>제목</title>".encode(), "")],
)  # fmt: skip
def test_unicode_is_read_however_it_is_told(content: bytes, charset: str) -> None:
    assert summary_of(content, charset=charset).title == "제목"


@pytest.mark.parametrize(
    "charset", ["rot13", "zlib", "punycode", "idna", "unicode_escape", "\x00", "x" * 1000, "한글"]
)
def test_encodings_that_the_web_does_not_have_are_not_used(charset: str) -> None:
    assert summary_of("<title>제목</title>", charset=charset).title == "제목"


def test_hostile_markup_is_text() -> None:
    title = summary_of("<title>&lt;script&gt;alert(1)&lt;/script&gt;<b>x</b></title>").title
    assert title == "<script>alert(1)</script><b>x</b>"


@pytest.mark.parametrize(
    "text, shown",
    [("a\x00b\x07c\x85d", "ab c d"), ("a\n\n b\t c", "a b c"), ("\u202eevil\u202c", "evil"),
     ("a\u200bb\ufeffc", "abc"), ("a\u2028b", "a b"), ("&#0;&#xD800;x", "\ufffd\ufffdx"),
     ("\u1112\u1161\u11ab", "한"), ("👩\u200d👧", "👩\u200d👧"), ("\u3164\u2800", "")],
)  # fmt: skip
def test_only_what_shows_is_kept(text: str, shown: str) -> None:
    assert one_line(text, 50) == shown


def test_texts_are_cut_as_people_count() -> None:
    family = "👩\u200d👧"
    summary = summary_of(
        f'<title>{"가" * 500}</title><meta name="description" content="{family * 400}">'
    )
    assert summary.title == "가" * 199 + "…"
    assert len(characters_of(summary.description)) == 300
    assert len(one_line("e" + "\u0301" * 100_000, 200)) <= 2000


HOSTILE = [
    "<!--", "<a ", "<meta ", "<meta a=", '<meta a="', "<meta a='b", "<title>", "<title", "<script>",
    "<script", "</", "<", "<meta property=og:title content=", "<meta " + "a" * 50, "&#x41", "= ",
    "<!---->", "<meta a = ", "<meta\n\n\n\n\n", "<style></style", "<![CDATA[", "<svg><b>",
]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_no_page_takes_long(piece: str) -> None:
    markup = "<title>제목</title>" + piece * (1024 * 1024 // len(piece))
    begun = time.process_time()
    assert summary_of(markup).title
    assert time.process_time() - begun < 3


@given(st.text(), st.sampled_from(["", "utf-8", "euc-kr", "utf-16"]), st.binary(max_size=50))
def test_no_page_breaks_the_reading(text: str, charset: str, noise: bytes) -> None:
    content = (
        b"<title>" + text.encode("utf-8", "surrogatepass") + noise + b"<meta property=" + noise
    )
    try:
        summary = summary_of(content, charset=charset)
    except NotFetchedError:
        return
    assert "\x00" not in "".join((summary.title, summary.description, summary.site_name))
    assert len(summary.title) <= 2000
