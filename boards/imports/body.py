"""Turns the lines of a saved article into HTML."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from boards.members.characters import shows_nothing
from boards.posts.text.plain_markup import with_links

LIST_MARK = "▶"
HEADING_MARK = "▲"


@dataclass
class _Block:
    tag: str
    texts: list[str] = field(default_factory=list)

    def html(self) -> str:
        if self.tag == "ul":
            items = "".join(f"<li>{with_links(text)}</li>" for text in self.texts)
            return f"<ul>{items}</ul>"
        return f"<{self.tag}>{'<br>'.join(with_links(text) for text in self.texts)}</{self.tag}>"


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
