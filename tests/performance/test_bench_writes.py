"""What `make bench-writes` says and writes; what it measures, it measures on a real site."""

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client

from benchmarks import writes
from benchmarks.documents.tables import DOCUMENT, write_json
from benchmarks.documents.writes import SECTION, WriteRow, as_text
from benchmarks.inside import forms
from benchmarks.inside.worker_pool import Work
from benchmarks.load import BOUNDARY, TOKEN
from boards.posts.models import Comment, Post
from tests.factories import CategoryFactory, MemberFactory, PostFactory

ROW = WriteRow(
    database="postgres",
    posts=20_000,
    what="comments",
    how="16 connections",
    per_second=512.3,
    p50_ms=20.0,
    p95_ms=50.0,
    p99_ms=80.04,
    asked_per_second=500,
    failed={"OperationalError": 2},
    exact=True,
)


def test_nothing_runs_beside_the_database_of_a_site(monkeypatch, capsys, tmp_path):
    (tmp_path / "wrk").touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", "postgres://forum:secret@localhost/forum")
    assert writes.main(["--quick"]) == 2
    assert "DATABASE_URL" in capsys.readouterr().err


def test_an_unknown_part_is_refused(capsys):
    with pytest.raises(SystemExit):
        writes.main(["--parts=reads"])
    assert "views, pages, writes, forms" in capsys.readouterr().err


def test_figures_are_a_list_of_objects(tmp_path):
    write_json([ROW], tmp_path / "writes.json")
    (said,) = json.loads((tmp_path / "writes.json").read_text())
    assert (said["what"], said["p99_ms"], said["failed"]) == (
        "comments",
        80.04,
        {"OperationalError": 2},
    )


def test_the_table_replaces_the_one_between_its_own_marks(tmp_path):
    document = tmp_path / "performance.md"
    document.write_text(f"Before\n{SECTION.begin}\nold\n{SECTION.end}\nAfter\n")
    for _ in range(2):
        SECTION.write(as_text([ROW], machine="Measured here."), file=document)
    text = document.read_text()
    assert text.startswith("Before\n") and text.endswith("\nAfter\n")
    assert "old" not in text
    assert text.count("| comments | 16 connections | 500 | 512 | 20.0 | 50.0 | 80.0 | 2 |") == 1


def test_a_form_that_was_sent_through_http_says_what_it_cost_and_what_it_may_cost():
    sent = replace(ROW, web_cpu_ms=18.5, database_cpu_ms=6.5, times_hello=25.0)
    text = as_text([sent, ROW], machine="")
    assert "| 18.50 | 6.50 | 25.0 (goal 9) |" in text
    assert text.count("goal") == 1


def test_the_document_of_the_project_has_the_marks():
    text = Path(DOCUMENT).read_text()
    assert text.count(SECTION.begin) == text.count(SECTION.end) == 1


def test_a_percentile_is_a_time_that_was_measured():
    work = Work(seconds=2.0, latencies=[n / 1000 for n in range(1, 101)], failed=Counter())
    assert (work.percentile_ms(50), work.percentile_ms(99), work.per_second) == (50, 99, 50)


@pytest.mark.django_db
def test_the_site_takes_every_form_as_a_load_sends_it(monkeypatch):
    monkeypatch.setattr(forms, "FORMS", 4)
    MemberFactory.create_batch(2)
    board = PostFactory().board
    CategoryFactory(board=board, moderators_only=True, position=1)
    CategoryFactory(board=board, position=2)
    board.category_required = True
    board.save()
    filled_in = forms.filled_in()
    before = Comment.objects.count() + Post.objects.count()
    client = Client(enforce_csrf_checks=True)
    for number, form in enumerate([*filled_in["comments"], *filled_in["posts"]]):
        assert "\n" not in form and form.count("\t") == 1
        path, body = form.replace(r"\r\n", "\r\n").split("\t")
        client.cookies[settings.SESSION_COOKIE_NAME] = filled_in["sessions"][0]
        client.cookies[settings.CSRF_COOKIE_NAME] = TOKEN
        body = body.replace("{key}", str(uuid4())).replace("{number}", f"{number}")
        sent = f"multipart/form-data; boundary={BOUNDARY}"
        assert client.generic("POST", path, body, content_type=sent).status_code == 302
    assert Comment.objects.count() + Post.objects.count() == before + 8
