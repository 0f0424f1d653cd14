"""What is left of HTML that people send."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boards.posts.text.sanitising import plain_text, sanitise

DANGEROUS = re.compile(r"<script|<style|<iframe|\son\w+\s*=|javascript:|data:", re.IGNORECASE)


@pytest.mark.parametrize(
    "markup",
    [
        "<p>그대로 <strong>굵게</strong></p>",
        "<h2>제목</h2><ul><li>하나</li></ul>",
        '<p><img src="/media/a.webp" alt="사진" width="10" height="20"></p>',
        "<table><tbody><tr><th>해</th><td>2024</td></tr></tbody></table>",
        "<blockquote><p>인용</p></blockquote><pre><code>a &lt; b</code></pre>",
    ],
)
def test_ordinary_posts_stay_as_they_are(markup):
    assert sanitise(markup) == markup


@pytest.mark.parametrize(
    "markup",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        '<a href="javascript:alert(1)">a</a>',
        '<a href=" java\nscript:alert(1)">a</a>',
        "<svg><script>alert(1)</script></svg>",
        '<p style="position:fixed">a</p>',
        '<iframe src="https://example.com"></iframe>',
        "<style>*{display:none}</style>",
        '<math><mi xlink:href="data:x">a</mi></math>',
        "<img src='data:image/svg+xml;base64,AAAA'>",
        '<form action="/language/"><button>a</button></form>',
        '<p class="site-header" id="content">a</p>',
    ],
)
def test_what_could_harm_is_removed(markup):
    safe = sanitise(markup)
    assert not DANGEROUS.search(safe)
    assert not re.search(r"style=|class=|id=|<form|<button|<svg|<math", safe)


def test_links_of_people_pass_on_no_reputation():
    assert 'rel="nofollow ugc noopener"' in sanitise('<a href="https://example.com">a</a>')


@pytest.mark.parametrize(
    "address",
    [
        "https://example.com/a.png",
        "//example.com/a.png",
        "/\\example.com/a.png",
        "/\t/example.com/a",
    ],
)
def test_images_of_other_sites_become_links(address):
    safe = sanitise(f'<p><img src="{address}" alt="바다 &gt; 산"></p>')
    assert "<img" not in safe
    assert re.search(r'<a href="[^"]+" rel="[^"]+">바다 &gt; 산</a>', safe)
    assert sanitise(safe) == safe


def test_an_image_of_another_site_inside_a_link_leaves_two_links():
    safe = sanitise('<a href="https://a.example"><img src="https://b.example/c.png"></a>')
    assert re.findall('href="([^"]+)"', safe) == ["https://a.example", "https://b.example/c.png"]
    assert "</a><a" in safe


def test_an_own_image_by_its_whole_address_is_kept_as_a_path():
    safe = sanitise('<img src="http://testserver/uploads/a/480.webp" alt="">')
    assert safe == '<img src="/uploads/a/480.webp" alt="">'


def test_what_a_browser_loads_for_an_image_is_not_for_people_to_say():
    safe = sanitise(
        '<img src="/a.png" srcset="https://b.example/c 2x" sizes="9vw" loading="eager">'
    )
    assert safe == '<img src="/a.png">'


def test_plain_text_is_what_a_reader_sees():
    markup = sanitise(
        "<h2>연말 정산</h2><p>a &amp; b<br>둘째 줄</p><ul><li>하나</li><li>둘</li></ul>"
    )
    assert plain_text(markup) == "연말 정산\na & b\n둘째 줄\n하나\n둘"


def test_decomposed_hangul_is_stored_composed():
    import unicodedata

    assert sanitise(unicodedata.normalize("NFD", "<p>세금</p>")) == "<p>세금</p>"


@given(st.text())
def test_any_text_becomes_safe_and_storable(text):
    safe = sanitise(text)
    safe.encode()
    assert "\x00" not in safe
    assert sanitise(safe) == safe
    plain_text(safe).encode()
