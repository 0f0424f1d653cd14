"""Plain text as HTML and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boards.posts.text.plain_markup import markup_of, text_of
from boards.posts.text.sanitising import sanitise

REL = 'rel="nofollow ugc noopener"'


def link(address: str) -> str:
    return f'<a href="{address}" {REL}>{address}</a>'


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("", ""),
        (" \n \n", ""),
        ("한 줄", "<p>한 줄</p>"),
        ("첫 줄\r\n둘째 줄\r\n \r\n셋째", "<p>첫 줄<br>둘째 줄</p><p>셋째</p>"),
        ("<script>x</script> & 'y'", "<p>&lt;script&gt;x&lt;/script&gt; &amp; 'y'</p>"),
        ("- 하나\n- 둘", "<ul><li>하나</li><li>둘</li></ul>"),
        ("- 하나\n둘", "<p>- 하나<br>둘</p>"),
        ("-5도", "<p>-5도</p>"),
    ],
)
def test_blocks(text, markup):
    assert markup_of(text) == markup


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("https://example.com에서", f"{link('https://example.com')}에서"),
        ("https://example.com/a를 보세요", f"{link('https://example.com/a')}를 보세요"),
        (
            "https://ko.wikipedia.org/wiki/한국 참고",
            f"{link('https://ko.wikipedia.org/wiki/한국')} 참고",
        ),
        ("(http://a.b/c).", f"({link('http://a.b/c')})."),
        ("http://a.b/c_(d)", link("http://a.b/c_(d)")),
        ("http:// 그리고 javascript:x", "http:// 그리고 javascript:x"),
        ("https://a.b/?x=1&y=2", link("https://a.b/?x=1&amp;y=2")),
    ],
)
def test_links_end_where_a_reader_ends_them(text, inside):
    assert markup_of(text) == f"<p>{inside}</p>"


@given(st.text())
def test_is_safe_whatever_is_typed(text):
    assert sanitise(markup_of(text)) == markup_of(text)


@given(st.text(alphabet=st.sampled_from("가나 a-*\n<>&'\"./:hpst")))
def test_comes_back_as_the_same_html_or_not_at_all(text):
    back = text_of(markup_of(text))
    assert back is None or markup_of(back) == markup_of(text)


@pytest.mark.parametrize("text", ["한 줄", "첫 줄\n둘째\n\n셋째", "- 하나\n- 둘\n\nhttps://a.b/c"])
def test_what_was_typed_comes_back(text):
    assert text_of(markup_of(text)) == text


@pytest.mark.parametrize(
    "markup", ["<h2>제목</h2>", "<p><strong>굵게</strong></p>", "<ol><li>1</li></ol>"]
)
def test_what_plain_text_cannot_say_does_not_become_plain_text(markup):
    assert text_of(markup) is None
