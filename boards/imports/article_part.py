"""Finds the article of a saved page: title, line with author and time, body and source."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

from django.utils.translation import gettext_lazy as _

from boards.imports.body import HEADING_MARK, LIST_MARK
from boards.imports.dates import WrittenDay, read_moment
from boards.imports.header_row import MAX_COLUMNS, Column, header_of
from boards.imports.lines import Line, Lines, in_one_line
from boards.imports.page_error import PageError
from boards.imports.text_limits import MAX_AUTHOR, MAX_SOURCE, MAX_TITLE, short
from boards.members.characters import shows_nothing
from boards.members.masking import MASK, mask_name

SOURCE_MARK = "출처"
MAX_BYLINE = 300  # characters
_BYLINE = re.compile(r"By\s?(\S.*?)\s?Posted:\s?(.+)")
_BEGINS_BYLINE, _ENDS_BYLINE = re.compile(r"By\s?\S"), re.compile(r"Posted:")
_HEADINGS = frozenset({"h1", "h2", "h3"})
# What a page may show between byline and text, and no article begins with.
_FIGURES = re.compile(
    r"(?:(?:조회수?|추천수?|댓글|views?|hits?|likes?|comments?)"
    r"\s?:?\s?\d[\d,.]{0,12}[KM만천]?[\s|·/]{0,3})+",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class ReadArticle:
    """The article, whose date is still to be decided; `columns` are those of the list below."""

    title: str
    masked_author: str
    day: WrittenDay
    time: time
    body: tuple[str, ...]
    source: str
    header: Line
    columns: tuple[Column, ...]


def read_article(lines: Lines) -> ReadArticle:
    """Take the lines up to the header row of the list; what stands above the title is left out.

    Raises:
        PageError: naming the first line that is not what it should be.
    """
    title, byline = _title_and_byline(lines)
    author, day, clock = _byline(byline)
    above, header, columns = _lines_above_list(lines)
    body, source = _body_and_source(_of_the_article(above, byline, header))
    return ReadArticle(
        title=short(title, MAX_TITLE, _("The title is longer than %(longest)d characters.")),
        masked_author=author,
        day=day,
        time=clock,
        body=tuple(_marked(line) for line in body),
        source=source,
        header=header,
        columns=columns,
    )


def _title_and_byline(lines: Lines) -> tuple[Line, Line]:
    """Take the lines up to the first “By … Posted: …”; without one, up to where it should be."""
    above: list[Line] = []
    waiting = Lines(lines.following())
    while (line := waiting.peek()) is not None:
        waiting.take("")
        byline = _as_byline(line, waiting)
        if byline is not None and above:
            while lines.peek() is not waiting.peek():
                lines.take("")
            return _title_among(above), byline
        if not shows_nothing(line.text):
            above.append(line)
    title = lines.take_filled(_("The title is missing."))
    return title, lines.take_filled(_("The “By … Posted: …” line is missing."))


def _as_byline(line: Line, following: Lines) -> Line | None:
    """Return the byline that begins here, on one line or two; None when none does."""
    text = in_one_line(line.text[:MAX_BYLINE])
    if _BYLINE.fullmatch(text):
        return line
    if _BEGINS_BYLINE.match(text) and not _ENDS_BYLINE.search(text):
        after = following.peek()
        if after is not None and _ENDS_BYLINE.match(in_one_line(after.text[:MAX_BYLINE])):
            following.take("")
            return Line(line.number, f"{line.text} {after.text}", path=line.path, tags=line.tags)
    return None


def _title_among(above: list[Line]) -> Line:
    """Return the last heading, or in a page without headings the last line."""
    headings = [line for line in above if _HEADINGS.intersection(line.tags)]
    return headings[-1] if headings else above[-1]


def _byline(line: Line) -> tuple[str, WrittenDay, time]:
    match = _BYLINE.fullmatch(in_one_line(line.text[: MAX_BYLINE * 4]))
    if match is None or shows_nothing(match[1]):
        raise PageError(line.number, _("This is not a “By … Posted: …” line."))
    author = match[1]
    if not author.endswith(MASK):
        author = mask_name(author)
    short(Line(line.number, author), MAX_AUTHOR, _("The author's name is too long."))
    return author, *read_moment(line, match[2])


def _lines_above_list(lines: Lines) -> tuple[list[Line], Line, tuple[Column, ...]]:
    above: list[Line] = []
    while True:
        header = header_of(lines.following(MAX_COLUMNS))
        line = lines.take(_("The page ends before its list (“Title View” or “제목 조회”)."))
        if header is not None:
            for _rest in range(header[0] - 1):
                lines.take("")
            return above, line, header[1]
        above.append(line)


def _of_the_article(above: list[Line], byline: Line, header: Line) -> list[Line]:
    """Return the lines in the largest part of the page that holds the byline and not the list.

    All of them where that part ends with the byline, and in a plain text.
    """
    depth = next(
        (
            at
            for at, own in enumerate(byline.path)
            if at >= len(header.path) or own != header.path[at]
        ),
        len(byline.path),
    )
    part = byline.path[: depth + 1]
    inside = [line for line in above if part and line.path[: len(part)] == part]
    lines = inside if any(not shows_nothing(line.text) for line in inside) else above
    if byline.path:
        while lines and (
            shows_nothing(lines[0].text) or _FIGURES.fullmatch(in_one_line(lines[0].text[:200]))
        ):
            lines = lines[1:]
    return lines


def _body_and_source(above: Sequence[Line]) -> tuple[Sequence[Line], str]:
    """Split what stands between byline and list; the source is its last line, if any."""
    above = list(above)
    while above and shows_nothing(above[-1].text):
        above.pop()
    if not above:
        return [], ""
    mark, colon, source = in_one_line(above[-1].text).replace("：", ":").partition(":")
    if not colon or mark.strip() != SOURCE_MARK:
        return above, ""
    line = Line(above[-1].number, source)
    return above[:-1], short(
        line, MAX_SOURCE, _("The source is longer than %(longest)d characters.")
    )


def _marked(line: Line) -> str:
    """Return a line of the body; items and headings of HTML get the marks of a text."""
    text = line.text.strip() if line.tags else line.text
    if not text or text.startswith((LIST_MARK, HEADING_MARK)):
        return text
    if "li" in line.tags:
        return f"{LIST_MARK} {text}"
    return f"{HEADING_MARK} {text}" if line.tags and line.tags[-1] in ("h2", "h3", "h4") else text
