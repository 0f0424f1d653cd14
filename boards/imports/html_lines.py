"""Turns a page of HTML into the lines that a browser shows of it.

A menu, a footer, a form and whatever shows no text are left out. A row of a table, and a block that
consists of several inline elements, is one line of several cells.
"""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from lxml import etree

from boards.imports.html_bounds import check_bounds
from boards.imports.lines import MAX_LINES, Line, clean, too_many_lines
from boards.imports.page_error import PageError

_BEGINNING = re.compile(
    r"<(?:!doctype\s+html|html|head|body|meta|main|article|div|section|table)\b", re.IGNORECASE
)
_BEFORE_IT = re.compile(r"\s*(?:<\?xml[^>]{0,200}\?>|<!--.{0,2000}?-->)", re.DOTALL)
_SPACE = re.compile(r"[ \t\n\r\f]+")
_SEPARATOR = re.compile(r"[\s|·•/,:-]*")
_LEFT_OUT = {
    "head", "script", "style", "template", "noscript", "nav", "footer", "aside", "button",
    "select", "textarea", "input", "iframe", "object", "svg", "math", "audio", "video",
    "dialog", "tfoot",
}  # fmt: skip
_LEFT_OUT_ROLES = frozenset({"navigation", "contentinfo", "search", "menu", "menubar", "dialog"})
# What sites call the parts that are neither article nor list, as a class or an id.
_LEFT_OUT_NAME = re.compile(
    r"(?:(?:site|page|main|board|global|bo)[-_]?)?"
    r"(?:foot(?:er)?|gnb|lnb|snb|nav|navbar|navigation|breadcrumbs?|pagination|pager|paging"
    r"|paginate|pg|pg_wrap|share|sns|sidebar)",
    re.IGNORECASE,
)
_BLOCKS = {
    "address", "article", "blockquote", "body", "caption", "center", "dd", "details", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hgroup", "hr", "html", "legend", "li", "main", "ol", "p", "pre", "search",
    "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
_PARAGRAPHS = {
    "blockquote", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "ol", "p", "pre", "ul",
}  # fmt: skip
# What makes a row of a table a part of the page's layout.
_LAYOUT = {
    "table", "p", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "article", "section",
    "br",
}  # fmt: skip


def is_html(text: str) -> bool:
    """Whether a text is a page, or a part of one, as a browser saves it."""
    position = 0
    for _attempt in range(5):
        before = _BEFORE_IT.match(text, position)
        if before is None:
            break
        position = before.end()
    beginning = text[position : position + 1000].lstrip("\ufeff \t\r\n\f")
    return _BEGINNING.match(beginning) is not None


def lines_of_html(text: str) -> list[Line]:
    """Return the lines of a page.

    Raises PageError when it is beyond what `check_bounds` allows, has more than MAX_LINES, or more
    than 256 elements in each other, at which libxml2 stops.
    """
    lines: list[Line] = []
    for line in _Reader().lines(_tree(text)):
        if len(lines) == MAX_LINES:
            raise too_many_lines(line.number)
        lines.append(line)
    return lines


def _tree(text: str) -> etree._Element:
    check_bounds(text)
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    tree = etree.fromstring(text.encode("utf-8", "replace"), parser)
    too_deep = [error for error in parser.error_log if error.type_name == "ERR_RESOURCE_LIMIT"]
    if too_deep:
        raise PageError(
            max(too_deep[0].line, 1), _("The elements of the page are nested too deeply.")
        )
    if tree is None:
        raise PageError(1, _("The file is empty."))
    return tree


def _is_left_out(element: etree._Element) -> bool:
    if element.tag in _LEFT_OUT or element.get("role") in _LEFT_OUT_ROLES:
        return True
    if element.tag in ("html", "body", "main", "article"):
        return False
    if "hidden" in element.attrib or "display:none" in element.get("style", "").replace(" ", ""):
        return True
    names = f"{element.get('class', '')[:200]} {element.get('id', '')[:200]}".split()
    return any(_LEFT_OUT_NAME.fullmatch(name) for name in names)


def _is_row(element: etree._Element) -> bool:
    cells = [child for child in element if child.tag in ("td", "th")]
    return len(cells) > 1 and next(element.iter(*_LAYOUT), None) is None


class _Reader:
    """Walks through the tree, and gives a line where a browser begins a new one."""

    def __init__(self) -> None:
        # Number and name of each block around, and how many inline elements are around that.
        self._path: list[tuple[int, str, int]] = []
        self._opened = 0
        self._pieces: list[str] = []  # of the line that is being read
        self._outer: list[int] = []  # to which part of its block each piece belongs
        self._part = 0
        self._inline_depth = 0
        self._number = 1
        self._preformatted = 0

    def lines(self, tree: etree._Element) -> Iterator[Line]:
        walk = etree.iterwalk(tree, events=("start", "end"))
        skipped: etree._Element | None = None
        for event, element in walk:
            if event == "start":
                if _is_left_out(element):
                    skipped = element
                    walk.skip_subtree()
                    continue
                if element.tag == "tr" and _is_row(element):
                    yield from self._flush()
                    yield from self._row(element)
                    skipped = element
                    walk.skip_subtree()
                    continue
                yield from self._open(element)
            elif skipped is not None and element is skipped:
                skipped = None
                self._add(element.tail)
            else:
                yield from self._close(element)
        yield from self._flush()

    def _open(self, element: etree._Element) -> Iterator[Line]:
        if element.tag in _BLOCKS:
            yield from self._flush()
            self._enter(element)
        elif element.tag == "br":
            yield from self._flush(even_empty=True)
        else:
            if self._inline_depth == 0:
                self._part += 1
            self._inline_depth += 1
        self._preformatted += element.tag == "pre"
        self._number = element.sourceline or self._number
        self._add(element.text)

    def _enter(self, block: etree._Element) -> None:
        self._opened += 1
        self._path.append((self._opened, str(block.tag), self._inline_depth))
        self._inline_depth = 0

    def _leave(self) -> None:
        self._inline_depth = self._path.pop()[2]

    def _close(self, element: etree._Element) -> Iterator[Line]:
        self._preformatted -= element.tag == "pre"
        if element.tag in _BLOCKS:
            yield from self._flush()
            if element.tag in _PARAGRAPHS:
                yield self._line("", ())
            self._leave()
        elif element.tag != "br":
            self._inline_depth -= 1
            if self._inline_depth == 0:
                self._part += 1
        self._add(element.tail)

    def _add(self, text: str | None) -> None:
        if not text:
            return
        if self._preformatted:
            self._pieces.append(text)
        else:
            self._pieces.append(_SPACE.sub(" ", text))
        self._outer.append(self._part)

    def _flush(self, *, even_empty: bool = False) -> Iterator[Line]:
        pieces, parts = self._pieces, self._outer
        self._pieces, self._outer, self._part = [], [], 0
        text = "".join(pieces)
        if "\n" in text:
            for line in text.split("\n"):
                yield self._line(line, ())
        elif text.strip() or even_empty:
            yield self._line(text, _cells(pieces, parts))

    def _row(self, row: etree._Element) -> Iterator[Line]:
        self._number = row.sourceline or self._number
        texts = []
        for cell in row:
            if cell.tag in ("td", "th") and not _is_left_out(cell):
                texts.append(_SPACE.sub(" ", _text_of(cell)).strip())
        self._enter(row)
        if any(texts):
            yield self._line(" ".join(texts), tuple(texts))
        self._leave()

    def _line(self, text: str, cells: tuple[str, ...]) -> Line:
        return Line(
            number=self._number,
            text=clean(text.strip(" ")),
            cells=tuple(clean(cell) for cell in cells),
            path=tuple(number for number, _tag, _depth in self._path),
            tags=tuple(tag for _number, tag, _depth in self._path),
        )


def _text_of(cell: etree._Element) -> str:
    texts = []
    walk = etree.iterwalk(cell, events=("start", "end"))
    for event, element in walk:
        if event == "start" and element is not cell and _is_left_out(element):
            walk.skip_subtree()
        elif event == "start":
            texts.append(element.text or "")
        elif element is not cell:
            texts.append(element.tail or "")
    return "".join(texts)


def _cells(pieces: list[str], parts: list[int]) -> tuple[str, ...]:
    """Return the texts of a block's inline elements, if it has several."""
    joined: dict[int, str] = {}
    for piece, part in zip(pieces, parts, strict=True):
        joined[part] = joined.get(part, "") + piece
    cells = tuple(text.strip() for text in joined.values() if not _SEPARATOR.fullmatch(text))
    return cells if len(cells) > 1 else ()
