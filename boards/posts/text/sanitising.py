"""The one list of HTML that a post may hold, and how text is made safe when it is written."""

import html
import re

import nh3
from django.conf import settings

from boards.members.composing import composed
from boards.posts.text.nesting import with_bounded_depth

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

_CLEANER = nh3.Cleaner(  # made once: to make one takes longer than to clean a comment
    tags=TAGS,
    attributes=ATTRIBUTES,
    url_schemes=URL_SCHEMES,
    link_rel=LINK_REL,
    clean_content_tags=DROPPED_WITH_CONTENT,
)
# A parser moves what stands wrongly in a table, and only the next one finds it settled.
MAX_CLEANINGS = 8
_BLOCK_END = re.compile(r"</(?:p|h[2-4]|li|blockquote|pre|tr|figcaption)>|<(?:br|hr)>")
_CELL_END = re.compile(r"</t[dh]>")
# As nh3 writes it: every value is in double quotes, and none of them holds one.
IMAGE = re.compile(r'<img((?: [a-z]+="[^"]*")*)>')
# Pictures of drawings and of other programs, which no post may hold.
_EMBEDDED = re.compile(r"<(?:image|object|embed)\b[^<>]*\b(?:href|data|src)\s*=")
_ATTRIBUTE = re.compile(r' ([a-z]+)="([^"]*)"')
# Browsers drop line ends and tabs of an address, and take a backslash for a slash.
_OWN_PATH = re.compile(r"/(?!/)[^\s\\]*")
# NUL cannot be stored by PostgreSQL; lone surrogates can be encoded by nobody.
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def storable(text: str) -> str:
    """Return text in Unicode NFC without the characters that no database can store."""
    return composed(UNSTORABLE.sub("", text))


def sanitise(markup: str) -> str:
    """Return the part of some HTML that a post may hold; the result is safe to print as it is.

    Images of other sites become links to them: no page loads anything from elsewhere. Cleaning the
    result again changes nothing.
    """
    safe = _safe(with_bounded_depth(UNSTORABLE.sub("", markup)))
    # Nothing moves in a text without a tag, however many signs it has to escape.
    for _again in range(MAX_CLEANINGS if "<" in safe else 0):
        cleaned = _safe(safe)
        if cleaned == safe:
            break
        safe = cleaned
    return safe


def _safe(markup: str) -> str:
    cleaned = _clean(markup)
    with_links = IMAGE.sub(_own_image_or_link, cleaned)
    # A link that now stands inside another link is taken apart.
    return cleaned if with_links == cleaned else _clean(with_links)


def pictures_of_others(markup: str) -> int:
    """Return how many pictures of some HTML no post shows, since they are not on this site."""
    lower = markup.lower()
    embedded = len(_EMBEDDED.findall(lower))
    if "<img" not in lower:
        return embedded
    sources = (
        attributes_of(image).get("src", "")
        for image in IMAGE.finditer(_clean(with_bounded_depth(markup)))
    )
    return embedded + sum(_own_path(source) is None for source in sources)


def attributes_of(image: re.Match[str]) -> dict[str, str]:
    """Return the attributes of a match of IMAGE; the values are escaped."""
    return dict(_ATTRIBUTE.findall(image[1]))


def _own_image_or_link(image: re.Match[str]) -> str:
    attributes = attributes_of(image)
    source = attributes.get("src", "")
    own = _own_path(source)
    if own is not None:
        return image[0].replace(f'src="{source}"', f'src="{own}"')
    if not source:
        return attributes.get("alt", "")
    return f'<a href="{source}">{attributes.get("alt") or source}</a>'


def _own_path(source: str) -> str | None:
    own = source.removeprefix(settings.SITE_URL)
    return own if _OWN_PATH.fullmatch(own) else None


def _clean(markup: str) -> str:
    """Clean, then compose: an entity may name a part of a letter, which is one by then alone.

    Cleaning twice so changes nothing. The end of a tag composes with nothing behind it: `>` and
    U+0338 would be one sign, and the tag none.
    """
    cleaned = _CLEANER.clean(markup).strip()
    return ">".join(storable(part) for part in cleaned.split(">"))


def plain_text(safe_markup: str) -> str:
    """Return what a reader sees of sanitised HTML, one line a block, without markup."""
    spaced = _CELL_END.sub("\t", _BLOCK_END.sub("\n", safe_markup))
    text = html.unescape(nh3.clean(spaced, tags=set()))
    lines = (re.sub(r"[^\S\n]+", " ", line).strip() for line in text.splitlines())
    return storable("\n".join(line for line in lines if line))
