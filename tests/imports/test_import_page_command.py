"""manage.py import_page: what it prints, and how it fails."""

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from boards.models import Board
from boards.moments import site_time
from boards.posts.models import Post
from tests.factories import BoardFactory
from tests.imports.pages import ROWS, saved_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A saved page in a file."""
    path = tmp_path / "page.txt"
    path.write_text(saved_page(), encoding="utf-8-sig", newline="\r\n")
    return path


def output_of(*arguments: object) -> str:
    out = StringIO()
    call_command("import_page", *map(str, arguments), stdout=out, no_color=True)
    return out.getvalue()


def test_it_tells_each_stage_and_what_it_made(page: Path) -> None:
    lines = output_of(page).splitlines()
    assert lines[:5] == ["Reading", "Waiting for other imports", "Article", "Notices", "Rows"]
    assert lines[5:8] == [
        "The article is new.",
        "Notices: 2 new, 0 known.",
        f"Rows: {len(ROWS)} new, 0 known.",
    ]
    assert "Nothing has changed." in output_of(page)


def test_a_dry_run_keeps_nothing(page: Path) -> None:
    assert "nothing was kept" in output_of(page, "--dry-run")
    assert not Post.objects.exists()
    assert not Board.objects.exists()


def test_the_article_goes_to_the_board_of_the_command_line(page: Path) -> None:
    board = BoardFactory(slug="chosen")
    output_of(page, "--board", "chosen")
    assert board.posts.exclude(body="").count() == 1


def test_an_unknown_board_is_named(page: Path) -> None:
    with pytest.raises(CommandError, match="no board with the address “nowhere”"):
        output_of(page, "--board", "nowhere")


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"", 1),
        (saved_page().encode("utf-16")[:-1], None),
        (saved_page().encode()[:700], None),
        (saved_page(rows=[*ROWS[:-1], ("끝", "Talk & Talk", "많이")]).encode(), None),
        (b"noise\n" * (50 * 1024 * 1024 // 6), 873_814),
        (bytes(range(256)) * 4, None),
    ],
    ids=["empty", "utf-16", "truncated", "no number", "50 MB", "binary"],
)
def test_bad_input_is_an_error_with_its_line_and_imports_nothing(
    tmp_path: Path, content: bytes, line: int | None
) -> None:
    path = tmp_path / "bad.txt"
    path.write_bytes(content)
    with pytest.raises(CommandError, match=rf"^line {line or '[0-9]+'}: ") as error:
        output_of(path)
    assert error.value.returncode == 1
    assert not Post.objects.exists()
    assert not Board.objects.exists()


def test_a_file_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=f"“{tmp_path}/missing.txt”: No such file"):
        output_of(tmp_path / "missing.txt")
    with pytest.raises(CommandError, match="Is a directory"):
        output_of(tmp_path)


def test_the_order_of_dates_is_told_or_given(page: Path) -> None:
    assert "“09/03/2024” were read with the month first" in output_of(page, "--dry-run")
    assert "09/03/2024" not in output_of(page, "--dates", "day-first")
    notice = Post.objects.get(title="처음 오신 분은 '인사' 먼저")
    assert site_time.day_of(notice.posted_at) == date(2024, 3, 9)
