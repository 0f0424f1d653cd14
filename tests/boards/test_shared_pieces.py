"""What web processes share of the pages they made, and what one may never take for another's."""

import os
from collections.abc import Callable
from multiprocessing import get_context

import pytest

from boards.caching.parts import Part, PartCache, key_of, rendered
from boards.caching.shared_pieces import MODELS, SharedPieces

IN_FORK = get_context("fork")


def in_another_process(work: Callable[[], None]) -> None:
    """Do the work in a process that is forked from this one, and wait for its end."""
    process = IN_FORK.Process(target=work)
    process.start()
    process.join()
    assert process.exitcode == 0


def refuse() -> str:
    pytest.fail("rendered though another process had")


def piece_of(number: int) -> bytes:
    """Return a piece that says which one it is, in every byte of it."""
    return number.to_bytes(4) * (500 + number % 50)


def test_what_one_process_rendered_the_others_take() -> None:
    cache = PartCache(0)
    cache.share(SharedPieces(1_000_000))
    part = Part(key_of("article"), cache)
    text = "가나다라 " * 500
    in_another_process(lambda: None if rendered(part, "text", lambda: text) else os._exit(1))
    assert rendered(part, "text", refuse) == text
    in_another_process(lambda: None if rendered(part, "text", refuse) == text else os._exit(1))


def test_a_process_of_its_own_shares_nothing() -> None:
    cache = PartCache(100_000)
    part = Part(key_of("article"), cache)
    in_another_process(lambda: None if rendered(part, "text", lambda: "theirs") else os._exit(1))
    assert rendered(part, "text", lambda: "ours") == "ours"


def test_what_was_stored_the_longest_time_ago_makes_room_unless_it_was_used() -> None:
    pieces = SharedPieces(200_000)
    pieces.put(b"used", b"used")
    for number in range(1_000):
        pieces.put(b"%d" % number, piece_of(number))
        assert pieces.get(b"used") == b"used"
    kept = [number for number in range(1_000) if pieces.get(b"%d" % number) is not None]
    assert len(kept) > 60
    assert min(kept) > 880
    assert all(pieces.get(b"%d" % number) == piece_of(number) for number in kept)


def test_a_piece_that_is_larger_than_all_room_is_not_stored() -> None:
    pieces = SharedPieces(1_000)
    pieces.put(b"small", b"small")
    pieces.put(b"large", b"x" * 1_000)
    assert pieces.get(b"large") is None
    assert pieces.get(b"small") == b"small"


def test_a_new_piece_of_the_same_key_takes_the_place_of_the_old_one() -> None:
    pieces = SharedPieces(100_000)
    pieces.put(b"key", b"old")
    pieces.put(b"key", b"new, and longer")
    assert pieces.get(b"key") == b"new, and longer"


def test_what_was_half_overwritten_is_rendered_anew() -> None:
    pieces = SharedPieces(100_000)
    cache = PartCache(0)
    cache.share(pieces)
    part = Part(key_of("article"), cache)
    text = "".join(chr(0xAC00 + place * 31 % 11172) for place in range(2_000))
    rendered(part, "text", lambda: text)
    packed = pieces.get(part.key + b"text")
    assert packed is not None
    for torn in (packed[:-9], packed[: len(packed) // 2] + bytes(len(packed) // 2), b""):
        pieces.put(part.key + b"text", torn)
        assert rendered(part, "text", lambda: text) == text


def test_readers_never_get_what_another_process_stored_under_another_key() -> None:
    pieces = SharedPieces(70_000)

    def store() -> None:
        for number in range(20_000):
            pieces.put(b"%d" % (number % 70), piece_of(number % 70))

    writers = [IN_FORK.Process(target=store) for _ in range(2)]
    for writer in writers:
        writer.start()
    found = 0
    while any(writer.is_alive() for writer in writers):
        for number in range(70):
            piece = pieces.get(b"%d" % number)
            found += piece is not None
            # A piece may be torn, which its checksum tells; it never begins as another one.
            assert piece is None or piece[:4] == number.to_bytes(4)
    for writer in writers:
        writer.join()
    assert found


def test_the_end_of_a_process_that_was_storing_stops_nobody() -> None:
    pieces = SharedPieces(10_000)
    pieces._append = lambda stored: os._exit(0)  # type: ignore[assignment, method-assign]
    in_another_process(lambda: pieces.put(b"key", b"piece"))
    del pieces._append
    pieces.put(b"key", b"piece")
    assert pieces.get(b"key") == b"piece"


def test_all_processes_compress_against_the_same_model() -> None:
    pieces = SharedPieces(10_000)
    assert pieces.model("article") is None
    in_another_process(lambda: None if pieces.model("article", b"theirs") else os._exit(1))
    assert pieces.model("article", b"ours") == b"theirs"
    for number in range(MODELS):
        pieces.model(f"{number}", b"another")
    assert pieces.model("one too many", b"another") is None
    assert pieces.model("article") == b"theirs"


def test_nothing_is_left_of_what_was_cleared() -> None:
    pieces = SharedPieces(10_000)
    pieces.put(b"key", b"piece")
    pieces.model("article", b"model")
    pieces.clear()
    assert pieces.get(b"key") is None
    assert pieces.model("article") is None
