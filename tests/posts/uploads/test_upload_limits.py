"""Pictures that would take the machine's memory or time are refused before they do."""

import functools
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from boards.http.page_deadline import FOR_THE_PAGE, page_deadline
from boards.posts.uploads import image_worker, pictures
from boards.posts.uploads.pictures import PictureRefusedError, make_pictures
from tests.posts.uploads.samples import (
    FILES,
    animation,
    encoded,
    lying_about_size,
    png_of,
    webp_header_of,
)

SECONDS = 1.0
MEGABYTES = 200
# Measured from outside: the whole life of the program, from its start to its end. Seconds are of a
# processor: those on the clock would tell what else the machine was doing.
MEASURE = """
import json, resource, subprocess, sys
done = subprocess.run(sys.argv[1:], capture_output=True, env={"MALLOC_ARENA_MAX": "1"})
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([done.stdout.decode(), used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]))
"""


@functools.cache
def large_avif() -> bytes:
    return encoded(Image.new("RGB", (8_000, 8_000), "teal"), "AVIF", quality=30, speed=10)


BOMBS: dict[str, tuple[Callable[[], bytes], str]] = {
    "PNG of 50,000 × 50,000": (lambda: png_of(50_000, 50_000), "too_many_pixels"),
    "PNG of 41 megapixels": (lambda: png_of(6_410, 6_400), "too_many_pixels"),
    "GIF of 5,000 frames": (lambda: animation("GIF", frames=5_000), "too_many_frames"),
    "WebP of 5,000 frames": (lambda: animation("WEBP", frames=5_000), "too_many_frames"),
    "WebP with a canvas of 16,384 × 16,384": (lambda: webp_header_of(16_384, 16_384), ""),
    "AVIF of 8,000 × 8,000": (large_avif, "too_many_pixels"),
    "AVIF that claims 64 × 64": (
        lambda: lying_about_size(large_avif(), width=64, height=64),
        "damaged",
    ),
    "HEIC that claims 40,000 × 40,000": (
        lambda: lying_about_size((FILES / "phone.heic").read_bytes(), width=40_000, height=40_000),
        "",
    ),
    "HEIC that claims 64 × 64": (
        lambda: lying_about_size((FILES / "large.heic").read_bytes(), width=64, height=64),
        "damaged",
    ),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_quickly_and_takes_little_memory(name: str, tmp_path: Path) -> None:
    make, reason = BOMBS[name]
    bomb = tmp_path / "bomb"
    bomb.write_bytes(make())
    command = [sys.executable, "-I", image_worker.__file__, bomb, tmp_path, "first", "10"]
    measured = subprocess.run(
        [sys.executable, "-c", MEASURE, *command], capture_output=True, check=True, text=True
    )
    answer, seconds, peak = json.loads(measured.stdout)
    assert reason in json.loads(answer)["refused"]
    assert peak < MEGABYTES
    assert seconds < SECONDS
    assert not list(tmp_path.glob("*.webp"))


def test_the_largest_picture_is_taken_in_reasonable_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "large.png"
    source.write_bytes(png_of(8_000, 5_000))
    monkeypatch.setitem(pictures.CPU_SECONDS, "first", 5)
    made = make_pictures(source, tmp_path, stage="first")
    assert (made.width, made.height) == (8_000, 5_000)


def test_a_picture_that_takes_too_much_work_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "long.gif"
    source.write_bytes(animation("GIF", frames=300, size=(500, 500)))
    monkeypatch.setitem(pictures.CPU_SECONDS, "all", 1)
    with pytest.raises(PictureRefusedError, match="too_slow"):
        make_pictures(source, tmp_path, stage="all")


def test_a_busy_machine_refuses_no_picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Waiting takes no work, however long it is on the clock."""
    source = tmp_path / "photo.png"
    source.write_bytes(png_of(600, 400))
    waiting = tmp_path / "waiting.py"
    program = Path(image_worker.__file__)
    waiting.write_text(
        "import runpy, sys, time\ntime.sleep(2)\n"
        f"runpy.run_path({str(program)!r}, run_name='__main__')\n"
    )
    monkeypatch.setattr(image_worker, "__file__", str(waiting))
    monkeypatch.setitem(pictures.CPU_SECONDS, "first", 1)
    assert make_pictures(source, tmp_path, stage="first").width == 600


@pytest.mark.parametrize("stage", pictures.CPU_SECONDS)
def test_at_a_load_of_forty_on_two_cores_the_clock_ends_no_work(stage: str) -> None:
    assert pictures.SECONDS[stage] >= pictures.CPU_SECONDS[stage] * 40 / 2


def test_a_thread_of_a_picture_is_refused(tmp_path: Path) -> None:
    source = tmp_path / "thread.png"
    source.write_bytes(png_of(10, 2_011))
    with pytest.raises(PictureRefusedError, match="too_narrow"):
        make_pictures(source, tmp_path, stage="first")


def test_a_crash_of_the_program_is_a_damaged_picture(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    crashing = tmp_path / "crashing.py"
    crashing.write_text("import os; os.abort()")
    monkeypatch.setattr(image_worker, "__file__", str(crashing))
    with pytest.raises(PictureRefusedError, match="damaged"):
        make_pictures(crashing, tmp_path, stage="first")


@pytest.fixture
def sleeping(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program in the place of ours that waits for ever."""
    program = tmp_path / "sleeping.py"
    program.write_text("import time; time.sleep(60)")
    monkeypatch.setattr(image_worker, "__file__", str(program))
    return program


def test_a_page_waits_for_a_picture_no_longer_than_it_may_take(
    tmp_path: Path, sleeping: Path
) -> None:
    """Else its process is ended, with what all others asked of it."""
    with (
        page_deadline(FOR_THE_PAGE + 0.5),
        pytest.raises(PictureRefusedError, match="too_slow"),
    ):
        make_pictures(sleeping, tmp_path, stage="first")


def test_a_program_that_does_not_end_is_ended(
    tmp_path: Path, sleeping: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(pictures.SECONDS, "first", 1)
    with pytest.raises(PictureRefusedError, match="too_slow"):
        make_pictures(sleeping, tmp_path, stage="first")
