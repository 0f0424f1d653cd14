"""The editor and the list of safe HTML agree."""

from django_prose_editor.config import allowlist_from_extensions

from boards.posts.text.sanitising import ATTRIBUTES, LINK_REL, TAGS, URL_SCHEMES, sanitise
from boards.posts.writing.editor import EXTENSIONS

# What the library may write and we do not keep, since our own style and links do without.
NOT_KEPT = {
    "a": {"rel"},  # set by the sanitiser
    "figure": {"class"},
    "img": {"data-file"},
    "ol": {"type", "data-type"},
}


def test_the_sanitiser_keeps_all_that_the_editor_makes():
    made = allowlist_from_extensions(EXTENSIONS)
    assert made["tags"] <= TAGS
    for tag, attributes in made["attributes"].items():
        assert attributes - NOT_KEPT.get(tag, set()) <= set(ATTRIBUTES.get(tag, ())), tag
    assert made["url_schemes"] == URL_SCHEMES


def test_a_text_of_the_editor_is_kept_as_it_is():
    rel = f'rel="{LINK_REL}"'
    text = (
        "<h2>제목</h2><p><strong>굵게</strong> <em>기울게</em> <code>x</code>"
        f' <a href="https://example.com" {rel}>링크</a></p>'
        "<ul><li><p>하나</p></li></ul><ol><li><p>둘</p></li></ol>"
        "<blockquote><p>인용</p></blockquote><pre><code>y</code></pre>"
        '<table><tbody><tr><th colspan="1" rowspan="1"><p>머리</p></th></tr></tbody></table>'
    )
    assert sanitise(text) == text
