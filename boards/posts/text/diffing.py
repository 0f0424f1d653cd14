"""What changed between two texts, word by word."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

import regex

from boards.members.characters import CHARACTER

KEPT, ADDED, REMOVED = "kept", "added", "removed"
# A word with the space behind it, or a mark of punctuation: what people see change as a whole.
# Both are made of whole characters.
_WORD = regex.compile(rf"(?:(?=[\w\p{{M}}])\X)++\s*+|(?=\S){CHARACTER}\s*+|\s++")
# Comparing takes the product of the two lengths at worst; above this a passage is shown whole.
MAX_WORDS = 1500


@dataclass(frozen=True)
class Piece:
    """A stretch of text; `kind` is KEPT, ADDED or REMOVED."""

    kind: str
    text: str


def word_diff(before: str, after: str) -> list[Piece]:
    """Return the pieces that make `after` of `before`, in reading order.

    The kept and the added pieces together are `after`, the kept and the removed ones `before`.
    Lines are compared first and words only within lines that changed, so that long texts with
    small changes stay quick.
    """
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    pieces: list[Piece] = []
    for tag, start, end, new_start, new_end in _steps(old, new):
        removed, added = "".join(old[start:end]), "".join(new[new_start:new_end])
        if tag == "equal":
            pieces.append(Piece(KEPT, added))
        else:
            pieces += _within(removed, added)
    return _joined(pieces)


def _within(removed: str, added: str) -> Iterator[Piece]:
    old, new = _WORD.findall(removed), _WORD.findall(added)
    if len(old) > MAX_WORDS or len(new) > MAX_WORDS:
        old, new = [removed], [added]
    for tag, start, end, new_start, new_end in _steps(old, new):
        if tag == "equal":
            yield Piece(KEPT, "".join(old[start:end]))
            continue
        yield Piece(REMOVED, "".join(old[start:end]))
        yield Piece(ADDED, "".join(new[new_start:new_end]))


def _steps(old: Sequence[str], new: Sequence[str]) -> Sequence[tuple[str, int, int, int, int]]:
    return SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes()


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Return the pieces without empty ones, neighbours of one kind made one."""
    joined: list[Piece] = []
    for piece in pieces:
        if joined and joined[-1].kind == piece.kind:
            joined[-1] = Piece(piece.kind, joined[-1].text + piece.text)
        elif piece.text:
            joined.append(piece)
    return joined
