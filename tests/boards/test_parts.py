"""What the cache of parts holds, and what it lets go."""

import pytest

from boards.caching.parts import ENTRY_BYTES, Part, PartCache, key_of, rendered


def text_of(number: int) -> str:
    """Return markup that is as hard to compress as what people write."""
    return "".join(
        chr(0xAC00 + (number * 7919 + place * place * 31) % 11172) for place in range(99)
    )


def refuse() -> str:
    pytest.fail("rendered though it is in the cache")


def test_a_piece_is_rendered_once_and_comes_back_as_it_was() -> None:
    cache = PartCache(100_000)
    for number in range(20):
        part = Part(key_of(number), cache)
        assert rendered(part, "text", lambda number=number: text_of(number)) == text_of(number)
        assert rendered(part, "title", lambda number=number: f"{number}") == f"{number}"
    for number in range(20):
        part = Part(key_of(number), cache)
        assert rendered(part, "text", refuse) == text_of(number)
        assert rendered(part, "title", refuse) == f"{number}"


def test_what_was_used_the_longest_time_ago_makes_room() -> None:
    cache = PartCache(8 * (ENTRY_BYTES + 400))
    used = Part(key_of("used"), cache)
    rendered(used, "text", lambda: text_of(0))
    for number in range(1, 60):
        rendered(Part(key_of(number), cache), "text", lambda number=number: text_of(number))
        rendered(used, "text", refuse)
    assert 3 < len(list(cache)) < 20
    assert key_of(1) + b"text" not in set(cache)
    assert key_of(59) + b"text" in set(cache)


def test_what_is_larger_than_the_cache_is_rendered_each_time() -> None:
    cache = PartCache(ENTRY_BYTES)
    part = Part(key_of("large"), cache)
    for number in range(3):
        assert rendered(part, "text", lambda number=number: text_of(number)) == text_of(number)


def test_each_page_puts_its_own_text_in_the_place_of_a_mark() -> None:
    cache = PartCache(100_000)
    for views in ("1", "2"):
        part = Part(key_of("same"), cache, {"views": lambda views=views: views})
        marks = part.marks()
        assert rendered(part, "text", lambda marks=marks: f"seen {marks['views']} times") == (
            f"seen {views} times"
        )


def test_another_ingredient_is_another_key() -> None:
    keys = {
        key_of(),
        key_of(None),
        key_of(0),
        key_of(False),
        key_of("0"),
        key_of(0, 0),
        key_of([0]),
    }
    assert len(keys) == 7
