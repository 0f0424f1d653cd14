"""Text that somebody typed without an editor, as the HTML that it means."""

import re
from html import escape, unescape

from boards.posts.sanitising import sanitise, storable

# A Korean particle stands right behind an address (`https://example.com에서`), so letters beyond
# ASCII belong to it only at the start of one of its parts (`/wiki/한국`).
_ADDRESS = re.compile(r"https?://(?:[!#-;=?-~]|(?<=[/=_-])(?:(?![\x00-\x7f])\w)+)+")
_CLOSING = ".,;:!?'*"
_BLANK_LINES = re.compile(r"\n(?:[^\S\n]*\n)+")
_ITEM = re.compile(r"\s*[-*•]\s+(?=\S)")
_TAG = re.compile(r"<[^>]+>")


def markup_of(text: str) -> str:
    """Return safe HTML for plain text: paragraphs at blank lines, line breaks, lists, links.

    A block in which every line begins with `- `, `* ` or `• ` becomes a list. Whatever looks
    like HTML is shown as it was typed.
    """
    lines = "\n".join(storable(text).splitlines())
    blocks = (block.strip("\n") for block in _BLANK_LINES.split(lines))
    return sanitise("".join(_block(block) for block in blocks if block.strip()))


def text_of(markup: str) -> str | None:
    """Return the plain text that stands for some HTML; None when no plain text says it all."""
    spaced = markup.replace("<br>", "\n").replace("<li>", "- ").replace("</li>", "\n")
    spaced = spaced.replace("</p>", "\n\n").replace("</ul>", "\n\n")
    text = unescape(_TAG.sub("", _BLANK_LINES.sub("\n\n", spaced))).strip("\n")
    return text if markup_of(text) == markup else None


def _block(block: str) -> str:
    lines = block.split("\n")
    if all(_ITEM.match(line) for line in lines):
        items = (_ITEM.sub("", line, count=1) for line in lines)
        return "<ul>" + "".join(f"<li>{_with_links(item)}</li>" for item in items) + "</ul>"
    return "<p>" + "<br>".join(_with_links(line) for line in lines) + "</p>"


def _with_links(line: str) -> str:
    parts: list[str] = []
    end = 0
    for match in _ADDRESS.finditer(line):
        address = _without_closing(match.group())
        parts.append(escape(line[end : match.start()]))
        parts.append(f'<a href="{escape(address)}">{escape(address)}</a>')
        end = match.start() + len(address)
    return "".join([*parts, escape(line[end:])])


def _without_closing(address: str) -> str:
    """Return an address without the punctuation of the sentence that it stands in."""
    while address:
        unopened = address[-1] == ")" and address.count(")") > address.count("(")
        if not (unopened or address[-1] in _CLOSING):
            break
        address = address[:-1]
    return address
