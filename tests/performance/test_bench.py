"""What `make bench` says and writes; what it measures, it measures on a real site."""

import json
import subprocess
import sys
from dataclasses import asdict, replace
from pathlib import Path

import psutil
import pytest

from benchmarks import bench
from benchmarks.cpu import cpu_seconds
from benchmarks.databases import state_of_migrations
from benchmarks.documents import speed
from benchmarks.documents.speed import SECTION, Row
from benchmarks.documents.tables import DOCUMENT, write_json
from benchmarks.inside.urls import articles_of
from benchmarks.load import Load
from benchmarks.pages import Addresses, pages_of
from benchmarks.rounds import MAX_WARM_UPS, Sent, figures_of, warm

ROW = Row(
    database="sqlite",
    posts=100_000,
    page="article",
    who="guest",
    rps=400.0,
    floor_rps=4000.0,
    floor_cpu_ms=0.5,
    static_rps=5000.0,
    ratio=0.1,
    ratio_low=0.09,
    ratio_high=0.12,
    web_cpu_ms=3.25,
    database_cpu_ms=0.75,
    times_hello=8.0,
    p50_ms=30.0,
    p95_ms=60.0,
    p99_ms=80.0,
    queries=7,
    sql_ms=1.5,
    cpu_ms=9.0,
    bytes=20_480,
    bytes_brotli=4_096,
    pss_mb=74.0,
)
ADDRESSES = Addresses(
    article="/posts/50/",
    articles_alike=[f"/posts/{n}/" for n in range(51, 60)],
    discussed=[f"/posts/{n}/" for n in range(100, 200)],
    articles=[f"/posts/{n}/" for n in range(1, 2501)],
    lists=[f"/?page={n}" for n in range(2, 252)],
    last_page=6000,
    searches=["/search/?q=a"],
    sessions=["k1", "k2"],
)


def test_a_machine_without_wrk_is_told_what_to_install(monkeypatch, capsys):
    monkeypatch.setenv("PATH", "")
    assert bench.main(["--quick"]) == 2
    assert "apt-get install wrk" in capsys.readouterr().err


def test_nothing_runs_beside_the_database_of_a_site(monkeypatch, capsys, tmp_path):
    (tmp_path / "wrk").touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", "postgres://forum:secret@localhost/forum")
    assert bench.main(["--quick"]) == 2
    said = capsys.readouterr().err
    assert "DATABASE_URL" in said
    assert "secret" not in said


def test_figures_are_a_list_of_objects(tmp_path):
    write_json([ROW], tmp_path / "new" / "latest.json")
    assert json.loads((tmp_path / "new" / "latest.json").read_text()) == [asdict(ROW)]


def test_tables_replace_those_between_the_marks(tmp_path):
    document = tmp_path / "performance.md"
    document.write_text(f"Before\n{SECTION.begin}\nold\n{SECTION.end}\nAfter\n")
    for _ in range(2):
        SECTION.write(speed.as_text([ROW], machine="Measured here."), file=document)
    text = document.read_text()
    assert text.startswith("Before\n") and text.endswith("\nAfter\n")
    assert "old" not in text
    assert text.count("| article | guest | 400 | 0.100 (0.090–0.120) | 3.25 | 0.75 | 8.0 |") == 1
    assert "hello takes 0.50 ms of CPU" in text


def test_the_document_of_the_project_has_the_marks():
    text = Path(DOCUMENT).read_text()
    assert text.count(SECTION.begin) == text.count(SECTION.end) == 1


def test_a_database_has_one_table_of_all_sizes_with_the_goals():
    rendered = replace(ROW, posts=1_000_000, page="article-rendered", times_hello=19.25)
    text = speed.as_text([ROW, rendered], machine="")
    assert text.count("### SQLite") == text.count("| posts | page |") == 1
    assert "| 1,000,000 | article-rendered | guest |" in text
    assert "| 19.2 (goal 8) |" in text
    assert text.count("posts: hello") == 2


def test_growth_is_how_many_times_dearer_a_page_became():
    larger = replace(ROW, posts=1_000_000, times_hello=16.0)
    only_there = replace(ROW, posts=1_000_000, page="list-5000")
    assert speed.growth([ROW, larger, only_there]) == {
        ("sqlite", "article", "guest"): (100_000, 1_000_000, pytest.approx(2.0))
    }
    assert "| SQLite | article | guest | 2.00 |" in speed.as_text([ROW, larger], machine="")


def test_mixed_requests_ask_for_every_article_and_list_page_a_fifth_of_them_by_members():
    guests, members = (page for page in pages_of(ADDRESSES) if page.name == "mixed")
    assert set(members.requests.paths) == {*ADDRESSES.articles, *ADDRESSES.lists}
    assert members.requests.member_share == pytest.approx(0.2)
    assert guests.requests.member_share == 0


def test_pages_that_the_site_lacks_are_left_out():
    without = replace(ADDRESSES, last_page=2857, searches=[], discussed=[])
    names = {page.name for page in pages_of(without)}
    assert names == {"article", "list-1", "list-last", "list-rendered", "mixed"}
    all_names = {page.name for page in pages_of(ADDRESSES)}
    assert all_names - names == {"list-5000", "search", "article-rendered"}


def test_rendered_pages_are_articles_with_ten_comments_and_the_list_each_url_once():
    rendered = [page for page in pages_of(ADDRESSES) if page.requests.is_rendered]
    assert [(page.name, page.who) for page in rendered] == [
        ("article-rendered", "guest"),
        ("article-rendered", "member"),
        ("list-rendered", "guest"),
    ]
    assert all(set(page.requests.paths) == set(ADDRESSES.discussed) for page in rendered[:2])
    assert rendered[1].requests.member_share == 1.0


def test_articles_come_from_lists_of_their_board_and_from_those_of_all():
    paths = articles_of(range(1, 101))
    of_all = [path for path in paths if path.endswith("/?list=all")]
    of_boards = [path for path in paths if path.endswith("/")]
    assert len(of_all) + len(of_boards) == len(paths) == 100
    assert 30 <= len(of_all) <= 70


def test_a_database_is_made_anew_when_a_migration_is_edited_in_place(tmp_path):
    folder = tmp_path / "boards" / "posts" / "migrations"
    folder.mkdir(parents=True)
    states = []
    for content in ("one", "other", "one"):
        (folder / "0001_initial.py").write_text(content)
        states.append(state_of_migrations(tmp_path))
    assert states[0] == states[2] != states[1]


def test_what_a_request_costs_is_divided_by_hello_of_its_own_round():
    def sent(web: float, database: float = 0.0) -> Sent:
        return Sent(Load(1000, 500.0, 1.0, 2.0, 3.0), web, database)

    rounds = [
        [sent(1.0), sent(6.0, 2.0), sent(1.0)],
        [sent(2.0), sent(13.0, 3.0), sent(2.0)],  # the machine was half as fast
        [sent(1.0), sent(6.5, 2.5), sent(3.0)],
    ]
    found = figures_of(rounds, 1)
    assert found["times_hello"] == pytest.approx(8.0)
    assert (found["web_cpu_ms"], found["database_cpu_ms"]) == (6.5, 2.5)
    assert found["ratio"] == pytest.approx(1.0)


class _Loads:
    """A target whose requests cost what it is told, one load after the other."""

    def __init__(self, *costs: float) -> None:
        self.costs = list(costs)

    def sent(self, seconds: int) -> Sent:
        cost = self.costs.pop(0) if len(self.costs) > 1 else self.costs[0]
        return Sent(Load(100 * seconds, 100.0, 1.0, 2.0, 3.0), cost, 0.0)


def test_a_page_is_warm_when_two_loads_in_a_row_cost_the_same():
    cold, steady = _Loads(9.0, 5.0, 4.0, 4.1, 99.0), _Loads(2.0, 2.0, 99.0)
    assert warm([steady, cold, steady], seconds=1) == 0
    assert (cold.costs, steady.costs) == ([99.0], [99.0])


def test_warming_up_ends_even_where_no_two_loads_agree():
    doubling = _Loads(*(2.0**turn for turn in range(MAX_WARM_UPS + 1)))
    assert warm([doubling, _Loads(1.0)], seconds=1) == 1
    assert doubling.costs == [2.0**MAX_WARM_UPS]


def test_cpu_time_counts_what_ended_as_well():
    burn = "sum(i * i for i in range(2_000_000))"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', '{burn}'])"
    process = subprocess.Popen(
        [sys.executable, "-c", f"{parent}; print(flush=True); input()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with process:
        assert process.stdout.readline()
        alone = psutil.Process(process.pid).cpu_times()
        assert cpu_seconds([process.pid]) > alone.user + alone.system
        process.stdin.close()
