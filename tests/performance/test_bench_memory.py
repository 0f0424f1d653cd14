"""What `make bench-memory` says and writes; what it measures, it measures on a real site."""

from pathlib import Path

import pytest

from benchmarks import memory_growth
from benchmarks.documents.memory import SECTION, MemoryRow, as_text
from benchmarks.documents.tables import DOCUMENT

ROW = MemoryRow(database="postgres", posts=100_000, who="member", requests=10_012, pss_mb=91.26)


def test_nothing_runs_beside_the_database_of_a_site(monkeypatch, capsys, tmp_path):
    (tmp_path / "wrk").touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", "postgres://forum:secret@localhost/forum")
    assert memory_growth.main([]) == 2
    assert "DATABASE_URL" in capsys.readouterr().err


def test_an_unknown_database_is_refused(capsys):
    with pytest.raises(SystemExit):
        memory_growth.main(["--databases=oracle"])
    assert "sqlite, postgres" in capsys.readouterr().err


def test_the_table_replaces_the_one_between_its_own_marks(tmp_path):
    document = tmp_path / "performance.md"
    begin, end = SECTION.begin, SECTION.end
    document.write_text(f"Before\n{begin}\nold\n{end}\nAfter\n")
    for _ in range(2):
        SECTION.write(as_text([ROW]), file=document)
    text = document.read_text()
    assert text.startswith("Before\n") and text.endswith("\nAfter\n")
    assert "old" not in text
    assert text.count("| PostgreSQL | 100,000 | a fifth members | 10,012 | 91 |") == 1


def test_the_document_of_the_project_has_the_marks():
    text = Path(DOCUMENT).read_text()
    assert text.count(SECTION.begin) == text.count(SECTION.end) == 1
