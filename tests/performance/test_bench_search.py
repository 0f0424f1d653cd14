"""What `make bench-search` says and writes; what it measures, it measures on real databases."""

from contextlib import contextmanager

import pytest

from benchmarks import search
from benchmarks.databases import Database
from benchmarks.documents.search import (
    SECTION,
    CompletenessRow,
    LatencyRow,
    RelevanceRow,
    as_text,
)
from benchmarks.inside import searching
from tests.search.posting import published

FOUND = RelevanceRow("sqlite", "held out", "Numbers", 5, recall=1.0, precision=0.875)
COMPLETE = CompletenessRow("postgres", 19_752, 300, there=701_626, beyond=43, missed=0)
TIMES = LatencyRow.of("sqlite", 100_000, "6 words", "guest", [float(n) for n in range(1, 152)])


def test_nothing_runs_beside_the_database_of_a_site(monkeypatch, capsys):
    monkeypatch.setenv("DATABASE_URL", "postgres://forum:secret@localhost/forum")
    assert search.main([]) == 2
    assert "DATABASE_URL" in capsys.readouterr().err


def test_databases_are_made_without_being_measured(monkeypatch, capsys):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    made: list[tuple[str, int]] = []

    @contextmanager
    def prepared(engines, sizes):
        made.extend((engine, posts) for engine in engines for posts in sizes)
        yield iter(Database(engine, posts, f"bench_{posts}") for engine, posts in made)

    monkeypatch.setattr(search, "prepared", prepared)
    assert search.main(["--load", "--databases", "sqlite", "--posts", "1000"]) == 0
    assert made == [("sqlite", search.COMPLETE), ("sqlite", 1000)]
    assert "sqlite, 1,000 posts: complete" in capsys.readouterr().err


def test_each_kind_of_row_has_a_table_of_its_own():
    text = as_text([FOUND, COMPLETE, TIMES], machine="Measured here.")
    assert "| SQLite | held out | Numbers | 5 | 1.000 | 0.875 |" in text
    assert "| PostgreSQL | 19,752 | 300 | 701,626 | 43 | 0 |" in text
    assert "| SQLite | 100,000 | 6 words | guest | 76 | 144 | 150 |" in text


def test_the_document_of_the_search_has_the_marks():
    text = SECTION.document.read_text()
    assert text.count(SECTION.begin) == text.count(SECTION.end) == 1


@pytest.mark.django_db
def test_a_plain_look_at_the_texts_finds_what_the_index_does(monkeypatch):
    monkeypatch.setattr(searching, "WORDS", 40)
    published(title="세금 보고를 했습니다", body="환급은 언제 나오는지 궁금합니다")
    published(title="이사했습니다", body="했습니다 " * 250 + "갱신했습니다")
    complete = searching.completeness()
    assert complete["words"] == 40
    assert complete["texts"] == 2
    assert complete["missed"] == 0
    assert complete["beyond"] > 0
