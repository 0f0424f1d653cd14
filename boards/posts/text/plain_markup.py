"""Text that somebody typed without an editor, as the HTML that it means."""

import re
from html import escape, unescape

from boards.posts.text.links import links_in
from boards.posts.text.sanitising import sanitise, storable

_BLANK_LINES = re.compile(r"\n(?:[^\S\n]*\n)+")
_ITEM = re.compile(r"\s*[-*•]\s+(?=\S)")
_TAG = re.compile(r"<[^>]+>")
# As nh3 writes it: every value is in double quotes, and none of them holds one.
_LINK = re.compile(r'<a href="(?P<url>[^"]*)"(?P<more>(?: [a-z]+="[^"]*")*)>(?P<text>[^<]*)</a>')


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
        return "<ul>" + "".join(f"<li>{with_links(item)}</li>" for item in items) + "</ul>"
    return "<p>" + "<br>".join(with_links(line) for line in lines) + "</p>"


def with_links(line: str) -> str:
    """Return a line as HTML, escaped, with its URLs as links."""
    parts: list[str] = []
    last = 0
    for start, end in links_in(line):
        url = escape(line[start:end])
        parts.append(f'{escape(line[last:start])}<a href="{url}">{url}</a>')
        last = end
    return "".join([*parts, escape(line[last:])])


def with_links_cut(safe_markup: str) -> str:
    """Return HTML whose links that show nothing but their URL end where those of plain text do.

    Editors make one link of all that stands before a space: `https://a.kr에서`.
    """
    return _LINK.sub(_link_cut, safe_markup) if "<a " in safe_markup else safe_markup


def _link_cut(link: re.Match[str]) -> str:
    url = unescape(link["url"])
    start, end = next(links_in(url), (0, 0))
    if url != unescape(link["text"]) or start or not end or end == len(url):
        return link[0]
    shown = escape(url[:end])
    return f'<a href="{shown}"{link["more"]}>{shown}</a>{escape(url[end:])}'
