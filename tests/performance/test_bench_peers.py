"""What `make bench-peers` says when it cannot run; it needs PHP, MariaDB and a foreign source."""

import pytest

from benchmarks import peers

PROGRAMS = ("wrk", "nginx", "mariadbd", "mariadb", "mariadb-install-db", "php-fpm")


@pytest.fixture
def programs(monkeypatch, tmp_path):
    """A machine that has all of them, and a folder for more."""
    for name in PROGRAMS:
        (tmp_path / name).touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    return tmp_path


@pytest.mark.parametrize("missing", ["mariadbd", "nginx"])
def test_a_machine_without_a_program_is_told_what_to_install(programs, capsys, missing):
    (programs / missing).unlink()
    assert peers.main([]) == 2
    assert f"apt-get install {missing}" in capsys.readouterr().err


@pytest.mark.parametrize("source", ["", "/nowhere"])
def test_without_a_source_it_is_told_how_to_name_one(programs, monkeypatch, capsys, source):
    monkeypatch.setenv("GNUBOARD5", source)
    assert peers.main([]) == 2
    said = capsys.readouterr().err
    assert "GNUBOARD5=/path" in said and said.count("\n") == 1
