"""Views that wait stay when the process that took them is killed."""

import os
import signal
from multiprocessing import get_context

import pytest

from boards.counters.spool import Spool

RECORDS = [f"{number}".encode() for number in range(500)]


def taken(spool: Spool, *, at_most: int | None = None) -> list[bytes]:
    records: list[bytes] = []
    spool.take(records.append, at_most=at_most)
    return records


@pytest.fixture
def spool() -> Spool:
    return Spool(max_bytes=100_000)


def test_records_come_in_the_order_in_which_they_were_added(spool: Spool) -> None:
    for record in RECORDS:
        assert spool.append(record)
    assert taken(spool, at_most=3) == RECORDS[:3]
    spool.append(b"last")
    assert taken(spool) == [*RECORDS[3:], b"last"]
    assert spool.is_empty()
    assert taken(spool) == []


def test_a_record_that_cannot_be_used_waits_with_those_behind_it(spool: Spool) -> None:
    for record in RECORDS[:3]:
        spool.append(record)

    def use(record: bytes) -> None:
        if record == RECORDS[1]:
            raise LookupError

    with pytest.raises(LookupError):
        spool.take(use)
    assert taken(spool) == RECORDS[1:3]


def test_a_full_spool_takes_no_more_until_something_was_taken() -> None:
    spool = Spool(max_bytes=10)
    assert spool.append(b"12345")
    assert not spool.append(b"12345")
    assert taken(spool) == [b"12345"]
    assert spool.append(b"12345")


def test_what_a_killed_process_added_and_had_not_used_is_left_to_the_others(spool: Spool) -> None:
    def add_and_die() -> None:
        for record in RECORDS:
            spool.append(record)
        spool.take(lambda record: os.kill(os.getpid(), signal.SIGKILL))

    process = get_context("fork").Process(target=add_and_die)
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    assert taken(spool) == RECORDS


def test_records_of_many_processes_at_once_are_all_there_once(spool: Spool) -> None:
    def add(number: int) -> None:
        for record in RECORDS:
            assert spool.append(b"%d %s" % (number, record))

    context = get_context("fork")
    processes = [context.Process(target=add, args=(number,)) for number in range(4)]
    for process in processes:
        process.start()
    found = taken(spool)
    for process in processes:
        process.join()
    found += taken(spool)
    assert [process.exitcode for process in processes] == [0] * 4
    assert sorted(found) == sorted(b"%d %s" % (n, record) for n in range(4) for record in RECORDS)
