"""Draws the card of a post: its title, its board, its author and the site, in Hangul or Latin."""

import io
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from boards.discovery.card_texts import HEIGHT, WIDTH, CardTexts
from boards.members.characters import characters_of
from boards.members.folding import without_selectors

FONT = Path(__file__).resolve().parent / "fonts" / "NotoSansCJKkr-Regular.otf"
# Pixels.
MARGIN = 80
ROOM = WIDTH - 2 * MARGIN
TITLE_SIZE, SMALL_SIZE = 68, 36
BOARD_TOP, TITLE_TOP, FOOT_TOP, FOOT_TEXT_TOP = 64, 126, 522, 546
LINE_HEIGHT = 92
STRIPE = 20

MAX_LINES = 4
GROUND, PLATE = "#10233f", "#1a365d"
BRIGHT, QUIET, ACCENT = "#ffffff", "#b9c8de", "#7cc4ff"
COLOURS = 64  # and their shades; a palette makes the file half as large
ELLIPSIS = "…"
NOT_A_CHARACTER = "\U0010ffff"


def png_of(texts: CardTexts) -> bytes:
    """Return the card as a PNG of WIDTH × HEIGHT pixels; takes about ten milliseconds."""
    image = Image.new("RGB", (WIDTH, HEIGHT), GROUND)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, FOOT_TOP, WIDTH, HEIGHT), fill=PLATE)
    draw.rectangle((0, 0, STRIPE, HEIGHT), fill=ACCENT)
    small = _font(SMALL_SIZE)
    draw.text((MARGIN, BOARD_TOP), _on_one_line(texts.board, small, ROOM), font=small, fill=ACCENT)
    for number, line in enumerate(lines_of(texts.title)):
        at = (MARGIN, TITLE_TOP + number * LINE_HEIGHT)
        # The font has one weight: an outline makes it a bold one.
        draw.text(at, line, font=_font(TITLE_SIZE), fill=BRIGHT, stroke_width=1)
    author = _on_one_line(texts.author, small, ROOM // 2)
    site = _on_one_line(texts.site, small, ROOM // 2 - MARGIN)
    draw.text((MARGIN, FOOT_TEXT_TOP), site, font=small, fill=BRIGHT)
    draw.text((WIDTH - MARGIN, FOOT_TEXT_TOP), author, font=small, fill=QUIET, anchor="ra")
    return _as_png(image)


def lines_of(title: str) -> list[str]:
    """Return a title in at most MAX_LINES lines, broken between words where they fit.

    What has no room is cut, with an ellipsis at the end.
    """
    font = _font(TITLE_SIZE)
    lines: list[str] = []
    for word in _drawable(title).split():
        first, *others = _pieces(word, font)
        joined = f"{lines[-1]} {first}" if lines else first
        if lines and font.getlength(joined) <= ROOM:
            lines[-1] = joined
        else:
            lines.append(first)
        lines += others
    if len(lines) <= MAX_LINES:
        return lines
    rest = " ".join(lines[MAX_LINES - 1 :])
    return [*lines[: MAX_LINES - 1], _on_one_line(rest, font, ROOM)]


def _pieces(word: str, font: ImageFont.FreeTypeFont) -> list[str]:
    """Return a word in as many pieces as it takes lines."""
    pieces = [""]
    for character in characters_of(word):
        if font.getlength(pieces[-1] + character) > ROOM:
            pieces.append("")
        pieces[-1] += character
    return pieces


def _on_one_line(text: str, font: ImageFont.FreeTypeFont, width: int) -> str:
    line = " ".join(_drawable(text).split())
    if font.getlength(line) <= width:
        return line
    characters = characters_of(line)
    while characters and font.getlength("".join(characters) + ELLIPSIS) > width:
        characters.pop()
    return "".join(characters).rstrip() + ELLIPSIS


def _drawable(text: str) -> str:
    """Return a text without what the font has no picture of, such as emoji.

    A character of which it has a part only is left out as well, but of a digit in a box the digit.
    """
    return "".join(map(_drawable_part, characters_of(text)))


def _drawable_part(character: str) -> str:
    if character.isspace():
        return character
    signs = without_selectors(character)
    if signs and all(map(_in_font, signs)):
        return signs
    return signs[:1] if signs[:1].isascii() else ""


@lru_cache(maxsize=4096)
def _in_font(character: str) -> bool:
    return _picture_of(character) not in (b"", _picture_of(NOT_A_CHARACTER))


@lru_cache(maxsize=1024)
def _picture_of(character: str) -> bytes:
    mask = _font(SMALL_SIZE).getmask(character)
    return bytes(mask) if mask.getbbox() else b""


@lru_cache(maxsize=2)
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONT, size, layout_engine=ImageFont.Layout.BASIC)


def _as_png(image: Image.Image) -> bytes:
    file = io.BytesIO()
    palette = image.quantize(COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    palette.save(file, "PNG")
    return file.getvalue()
