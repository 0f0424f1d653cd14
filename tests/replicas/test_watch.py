"""Which replicas are fit to be read from."""

from collections.abc import Iterator

import pytest
from django.db import DEFAULT_DB_ALIAS, OperationalError

from forum.replicas import replica_monitor as watching
from forum.replicas.read_your_writes import COOKIE, FURTHEST, position_in
from forum.replicas.replica_monitor import PAGE_HEADER, SECONDS_OUT, ReplicaMonitor
from forum.replicas.request_routing import is_write

MAX_LAG = 5
RECORD = 100  # bytes of the log, by which the positions here are counted


class Servers:
    """A clock, a primary and two replicas, as a watch sees them.

    Attributes:
        now: monotonic seconds.
        positions: by alias; None is a server in another role, an error one that does not answer.
        ahead: bytes by which the primary's own is further.
    """

    def __init__(self) -> None:
        self.now = 1000.0
        self.positions: dict[str, int | None | Exception] = {"default": 50, "a": 50, "b": 50}
        self.ahead = 0
        self.watch = ReplicaMonitor(["a", "b"], max_lag=MAX_LAG)

    def answer(self, alias: str, question: str) -> int | None:
        """Answer in place of the servers."""
        position = self.positions[alias]
        if isinstance(position, Exception):
            raise position
        ahead = self.ahead if alias == DEFAULT_DB_ALIAS else 0
        return None if position is None else position * RECORD + ahead

    def measured(self, *, after: float = 0.0, **positions: int | None | Exception) -> set[str]:
        """Measure some seconds later and return who is fit."""
        self.now += after
        self.positions |= positions
        self.watch.measure()
        return self.fit()

    def complete(self) -> dict[str, float]:
        """Return since when each of those that are fit has all that was written before."""
        chosen = [self.watch.fit_replica() for _ in range(4)]
        return {replica.alias: replica.complete_since for replica in chosen if replica}

    def fit(self, *, position: int = 0) -> set[str]:
        """Return the aliases of all that are fit."""
        chosen = [self.watch.fit_replica(position=position * RECORD) for _ in range(4)]
        return {replica.alias for replica in chosen if replica}


@pytest.fixture
def servers(monkeypatch: pytest.MonkeyPatch) -> Iterator[Servers]:
    """Servers that a test moves by hand."""
    servers = Servers()
    monkeypatch.setattr(watching, "_answer", servers.answer)
    monkeypatch.setattr(watching, "_drop_dead_connections", lambda alias: None)
    monkeypatch.setattr(watching.time, "monotonic", lambda: servers.now)
    yield servers


def test_replica_is_complete_although_a_page_of_the_log_begins_there(servers: Servers) -> None:
    servers.ahead = PAGE_HEADER
    servers.measured()
    assert servers.complete() == {"a": servers.now, "b": servers.now}
    servers.ahead = PAGE_HEADER + 1
    servers.measured(after=1)
    assert servers.complete() == {"a": servers.now - 1, "b": servers.now - 1}


def test_nobody_is_fit_before_it_was_measured(servers: Servers) -> None:
    assert servers.fit() == set()


def test_replicas_that_follow_are_read_in_turn(servers: Servers) -> None:
    assert servers.measured() == {"a", "b"}


def test_an_idle_primary_makes_nobody_late(servers: Servers) -> None:
    servers.measured()
    assert servers.measured(after=3600) == {"a", "b"}


def test_replica_may_be_behind_by_the_allowed_lag_and_no_more(servers: Servers) -> None:
    servers.measured()
    assert servers.measured(after=1, default=60, b=60) == {"a", "b"}
    assert servers.measured(after=3.9, default=70, b=70) == {"a", "b"}
    assert servers.measured(after=0.2, default=70) == {"b"}
    assert servers.measured(after=0.5, a=70) == {"a", "b"}


def test_replica_that_follows_slowly_is_late_by_what_it_has_not_replayed(servers: Servers) -> None:
    for second in range(20):
        servers.measured(after=1, default=100 + second, a=100 + second - 4, b=100 + second - 6)
    assert servers.fit() == {"a"}


def test_replica_that_hangs_is_out_although_it_says_nothing_of_a_lag(servers: Servers) -> None:
    for second in range(7):
        servers.measured(after=1, default=60 + second, b=60 + second)
    assert servers.fit() == {"b"}


def test_without_measurements_nobody_stays_fit(servers: Servers) -> None:
    servers.measured()
    servers.now += MAX_LAG + 0.1
    assert servers.fit() == set()


def test_primary_that_does_not_answer_leaves_replicas_fit_as_long_as_they_may_be_late(
    servers: Servers,
) -> None:
    servers.measured()
    assert servers.measured(after=4, default=OperationalError()) == {"a", "b"}
    assert servers.measured(after=2) == set()


def test_replica_that_does_not_answer_is_out_and_asked_again_later(servers: Servers) -> None:
    servers.measured()
    assert servers.measured(after=0.5, a=OperationalError()) == {"b"}
    assert servers.measured(after=0.5, a=50) == {"b"}
    assert servers.measured(after=SECONDS_OUT) == {"a", "b"}


def test_replica_that_failed_a_page_is_out_at_once(servers: Servers) -> None:
    servers.measured()
    servers.watch.take_out("a", OperationalError())
    assert servers.fit() == {"b"}


def test_replica_that_was_made_a_primary_is_out(servers: Servers) -> None:
    servers.measured()
    assert servers.measured(after=0.5, b=None) == {"a"}


def test_who_wrote_gets_a_replica_that_has_it(servers: Servers) -> None:
    servers.measured(default=60, b=60)
    servers.measured(after=0.5)
    assert servers.fit(position=55) == {"b"}
    assert servers.fit(position=61) == set()


@pytest.mark.parametrize(
    "cookie, position",
    [("", 0), ("12", 12), ("-1", 0), ("1e9", 0), ("٣", 0), ("9" * 19, FURTHEST), ("9" * 30, 0)],
)
def test_a_cookie_that_is_no_position_says_nothing(rf: object, cookie: str, position: int) -> None:
    request = rf.get("/")  # type: ignore[attr-defined]
    request.COOKIES = {COOKIE: cookie}
    assert position_in(request) == position


@pytest.mark.parametrize(
    "sql, changes",
    [
        ('INSERT INTO "django_session" VALUES (1)', True),
        ("\n  UPDATE boards_posts_post SET title = ''", True),
        ("DELETE FROM boards_posts_scrap", True),
        ("WITH old AS (SELECT 1) DELETE FROM boards_posts_scrap", True),
        ("SELECT 1", False),
        ("WITH matches AS MATERIALIZED (SELECT 1) SELECT 2", False),
        ("SET LOCAL enable_seqscan = off", False),
        ("SAVEPOINT a", False),
        ("\nINSERT INTO boards_counters_countedview VALUES (1)", False),
        ("\nINSERT INTO boards_posts_readmark (member_id) SELECT 1 WHERE 1 = 1", False),
        ('UPDATE "boards_search_searchedwords" SET readers = 2', False),
        ("INSERT INTO cache_entries VALUES (1)", False),
    ],
)
def test_a_write_is_what_its_sender_may_read_back(sql: str, changes: bool) -> None:
    assert is_write(sql) is changes
