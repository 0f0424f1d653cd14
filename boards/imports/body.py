"""Turns the lines of a saved article into HTML."""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from boards.members.characters import shows_nothing

LIST_MARK = "▶"
HEADING_MARK = "▲"
# ASCII only: Korean particles follow an address without a space.
_ADDRESS = re.compile(r"https?://[0-9A-Za-z][!#-&(-;=?-~]*")
_CLOSING = ".,:;!?)]}"


@dataclass
class _Block:
    tag: str
    texts: list[str] = field(default_factory=list)

    def html(self) -> str:
        if self.tag == "ul":
            items = "".join(f"<li>{_inline(text)}</li>" for text in self.texts)
            return f"<ul>{items}</ul>"
        return f"<{self.tag}>{'<br>'.join(_inline(text) for text in self.texts)}</{self.tag}>"


def to_html(lines: Iterable[str]) -> str:
    """Return the HTML of plain lines; whatever looks like markup in them is text.

    Lines with ▶ become the items of one list as long as only blank lines part them, lines with
    ▲ become headings, and others paragraphs, in which a line stays a line. Addresses become
    links.
    """
    blocks: list[_Block] = []
    after_blank = True
    for line in lines:
        if not shows_nothing(line):
            _append(blocks, *_marked(line.strip()), after_blank=after_blank)
        after_blank = shows_nothing(line)
    return "\n".join(block.html() for block in blocks)


def _marked(line: str) -> tuple[str, str]:
    for mark, tag in ((LIST_MARK, "ul"), (HEADING_MARK, "h2")):
        if line.startswith(mark):
            return tag, line.removeprefix(mark).lstrip("\ufe0e\ufe0f \u00a0\t")
    return "p", line


def _append(blocks: list[_Block], tag: str, text: str, *, after_blank: bool) -> None:
    if shows_nothing(text):
        return
    last = blocks[-1].tag if blocks else ""
    if tag != last or tag == "h2" or (tag == "p" and after_blank):
        blocks.append(_Block(tag))
    blocks[-1].texts.append(text)


def _inline(text: str) -> str:
    parts, end = [], 0
    for match in _ADDRESS.finditer(text):
        address = match.group().rstrip(_CLOSING)
        parts.append(html.escape(text[end : match.start()]))
        parts.append(f'<a href="{html.escape(address)}">{html.escape(address)}</a>')
        end = match.start() + len(address)
    return "".join([*parts, html.escape(text[end:])])
