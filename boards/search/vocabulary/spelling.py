"""How far two spellings are apart, and by which keys near ones are found.

Measured is in single letters, as they are typed: 세금 is ㅅㅔㄱㅡㅁ, five of them, and 세긍 is one
away. A long word may be two away, a short one one.

A word that allows for `d` mistakes is cut into `d + 1` pieces. Whatever `d` mistakes do to it, one
piece stays whole, and is found again at most `d` letters from where it was; so near words are found
by few equal keys in place of comparing all (Li, Deng, Wang, Feng: PASS-JOIN, PVLDB 5.3, 2011).
"""

from collections.abc import Iterable

from boards.search.tokens.keyboard import letters_of

# Letters of a word in which one mistake is allowed for, and two; longer ones have no suggestion.
MIN_LETTERS_FOR_ONE_MISTAKE, MIN_LETTERS_FOR_TWO_MISTAKES = 4, 8
MAX_LETTERS_OF_SUGGESTED = 30
PIECES = 3


def mistakes_in(size: int) -> int:
    """Return how many mistakes are allowed for in a word of so many letters: 0, 1 or 2."""
    if not MIN_LETTERS_FOR_ONE_MISTAKE <= size <= MAX_LETTERS_OF_SUGGESTED:
        return 0
    return 2 if size >= MIN_LETTERS_FOR_TWO_MISTAKES else 1


def keys_of(word: str) -> tuple[str, ...]:
    """Return the keys of a word's three pieces; the third is empty for a short word."""
    letters = letters_of(word)
    size = len(letters)
    keys = [_key(size, letters[start:end]) for start, end in _pieces(size)]
    return (*keys, *[""] * (PIECES - len(keys)))


def keys_near(word: str) -> tuple[set[str], ...]:
    """Return for each piece the keys that a word near this one may have; at most some 80."""
    letters = letters_of(word)
    found: tuple[set[str], ...] = tuple(set() for _ in range(PIECES))
    allowed = mistakes_in(len(letters))
    for size in range(len(letters) - allowed, len(letters) + allowed + 1):
        most = min(allowed, mistakes_in(size))
        if abs(size - len(letters)) > most or not most:
            continue
        for number, (start, end) in enumerate(_pieces(size)):
            for shift in range(-most, most + 1):
                if start + shift >= 0 and end + shift <= len(letters):
                    found[number].add(_key(size, letters[start + shift : end + shift]))
    _add_swapped(letters, found[0])
    return found


def distance(first: str, second: str, *, most: int) -> int:
    """Return how many letters were left out, added, replaced or swapped with the next one.

    What is more than `most` is `most + 1`.
    """
    if abs(len(first) - len(second)) > most or len(set(first) ^ set(second)) > 2 * most:
        return most + 1
    before: list[int] = []
    row = list(range(len(second) + 1))
    for place, letter in enumerate(first, 1):
        before, last, row = row, before, [place]
        letter_before = first[place - 2 : place]
        for other_place, other in enumerate(second, 1):
            steps = min(
                before[other_place] + 1,
                row[-1] + 1,
                before[other_place - 1] + (letter != other),
            )
            swapped = second[other_place - 2 : other_place] == letter_before[::-1]
            if swapped and place > 1 and other_place > 1:
                steps = min(steps, last[other_place - 2] + 1)
            row.append(steps)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def _pieces(size: int) -> Iterable[tuple[int, int]]:
    number = mistakes_in(size) + 1
    places = [size * part // number for part in range(number + 1)]
    return zip(places, places[1:], strict=False)


def _key(size: int, piece: str) -> str:
    return f"{size}:{piece}"


def _add_swapped(letters: str, keys: set[str]) -> None:
    """Two letters that changed places may break both pieces of a short word."""
    start, end = next(iter(_pieces(len(letters))))
    for place in range(len(letters) - 1):
        pair = letters[place : place + 2]
        swapped = letters[:place] + pair[::-1] + letters[place + 2 :]
        keys.add(_key(len(letters), swapped[start:end]))
