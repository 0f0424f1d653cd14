"""Reads what a page says of itself: its title, a description, its site and a picture.

`html.parser` takes minutes over some pages of a few kilobytes, and a parser that builds a tree can
be made to fill the memory. What is looked for here stands in a few elements, so this goes through
the text once, from mark to mark, whatever it is.
"""

import html
import re
from dataclasses import dataclass

from boards.members.characters import beginning_of, shows_nothing
from boards.members.folding import without_invisible_signs
from boards.posts.text.sanitising import storable
from boards.previews.encodings import decode_page
from boards.previews.failures import Failure, NotFetchedError
from boards.previews.fetching import Fetched

# Characters as people see them.
MAX_TITLE_LENGTH, MAX_DESCRIPTION_LENGTH, MAX_SITE_NAME_LENGTH = 200, 300, 60

_MAX_VALUE_LENGTH = 10_000  # code points of an attribute that is looked at
_MARK = re.compile(
    r"<(?:(!--)|(script|style|textarea|xmp|iframe|noframes|title|meta)(?=[\s/>]))", re.I
)
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
_ATTRIBUTE = re.compile(
    r"""[\s/]*([^\s/>=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']*)))?""",
)
# In the order in which they are believed.
_TITLES = ("og:title", "twitter:title")
_DESCRIPTIONS = ("og:description", "twitter:description", "description")
_SITE_NAMES = ("og:site_name", "application-name")
_PICTURES = (
    "og:image:secure_url",
    "og:image",
    "og:image:url",
    "twitter:image",
    "twitter:image:src",
)
_READ = {*_TITLES, *_DESCRIPTIONS, *_SITE_NAMES, *_PICTURES}


@dataclass(frozen=True)
class Summary:
    """What a page says of itself; all but the title may be empty, and none of it is markup.

    Attributes:
        picture: an address as the page writes it, perhaps a relative one.
    """

    title: str
    description: str
    site_name: str
    picture: str


def read_page(page: Fetched) -> Summary:
    """Return what the page says of itself; raise NotFetchedError when it has no title."""
    found = _elements(decode_page(page.content, charset=page.charset))
    title = _first(found, (*_TITLES, "title"), MAX_TITLE_LENGTH)
    if not title:
        raise NotFetchedError(Failure.NO_TITLE)
    return Summary(
        title=title,
        description=_first(found, _DESCRIPTIONS, MAX_DESCRIPTION_LENGTH),
        site_name=_first(found, _SITE_NAMES, MAX_SITE_NAME_LENGTH),
        picture=next(
            (html.unescape(found[name]).strip() for name in _PICTURES if name in found), ""
        ),
    )


def one_line(text: str, longest: int) -> str:
    """Return a text of somebody else as one line without invisible signs, and not too long."""
    text = storable(html.unescape(text[:_MAX_VALUE_LENGTH]))
    text = without_invisible_signs(_CONTROL.sub(" ", text))
    return "" if shows_nothing(text) else beginning_of(text, longest, counts_ellipsis=True)


def _first(found: dict[str, str], names: tuple[str, ...], longest: int) -> str:
    lines = (one_line(found[name], longest) for name in names if name in found)
    return next((line for line in lines if line), "")


def _elements(text: str) -> dict[str, str]:
    """Return the first value of each kind of `meta` that is read, and of `title`."""
    found: dict[str, str] = {}
    position = 0
    while mark := _MARK.search(text, position):
        comment, element = mark[1], (mark[2] or "").lower()
        if element == "meta":
            position = _take_meta(text, mark.end(), found)
            continue
        position = _end_of(text, mark.end(), "-->" if comment else f"</{element}")
        if element == "title" and "title" not in found:
            found["title"] = text[mark.end() : position].partition(">")[2][:_MAX_VALUE_LENGTH]
    return found


def _end_of(text: str, start: int, end: str) -> int:
    """Return where the next `end` begins, in either case; where the text ends without one."""
    match = re.compile(re.escape(end), re.I).search(text, start)
    return match.start() if match else len(text)


def _take_meta(text: str, position: int, found: dict[str, str]) -> int:
    """Note a `meta` whose attributes begin at a position; return where they end."""
    attributes: dict[str, str] = {}
    while match := _ATTRIBUTE.match(text, position):
        position = match.end()
        value = match[2] or match[3] or match[4] or ""
        attributes.setdefault(match[1].lower(), value[:_MAX_VALUE_LENGTH])
    names = (attributes.get(key, "").strip().lower() for key in ("property", "name"))
    for name in names:
        if name in _READ and attributes.get("content"):
            found.setdefault(name, attributes["content"])
    return position
