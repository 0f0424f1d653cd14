"""The one list of HTML that a post may hold, and how text is made safe when it is written."""

import html
import re
import unicodedata

import nh3

TAGS = {
    "a", "b", "blockquote", "br", "code", "em", "figcaption", "figure", "h2", "h3", "h4", "hr",
    "i", "img", "li", "ol", "p", "pre", "s", "strong", "sub", "sup", "table", "tbody", "td",
    "th", "thead", "tr", "u", "ul",
}  # fmt: skip
ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
URL_SCHEMES = {"http", "https", "mailto"}
LINK_REL = "nofollow ugc noopener"
# Removed with everything inside them: their text is not meant to be read.
DROPPED_WITH_CONTENT = {
    "script",
    "style",
    "template",
    "noscript",
    "iframe",
    "object",
    "svg",
    "math",
}

_BLOCK_END = re.compile(r"</(?:p|h[2-4]|li|blockquote|pre|tr|figcaption)>|<(?:br|hr)>")
_CELL_END = re.compile(r"</t[dh]>")
# NUL cannot be stored by PostgreSQL; lone surrogates can be encoded by nobody.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def storable(text: str) -> str:
    """Return text in Unicode NFC without the characters that no database can store."""
    return unicodedata.normalize("NFC", _UNSTORABLE.sub("", text))


def sanitise(markup: str) -> str:
    """Return the part of some HTML that a post may hold; the result is safe to print as it is."""
    return nh3.clean(
        storable(markup),
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=URL_SCHEMES,
        link_rel=LINK_REL,
        clean_content_tags=DROPPED_WITH_CONTENT,
    ).strip()


def plain_text(safe_markup: str) -> str:
    """Return what a reader sees of sanitised HTML, one line a block, without markup."""
    spaced = _CELL_END.sub("\t", _BLOCK_END.sub("\n", safe_markup))
    text = html.unescape(nh3.clean(spaced, tags=set()))
    lines = (re.sub(r"[^\S\n]+", " ", line).strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line)
