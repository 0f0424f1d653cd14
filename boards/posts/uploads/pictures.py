"""Makes the pictures that the site shows out of a file that a member sent."""

import json
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from boards.http.page_deadline import seconds_to_wait
from boards.posts.uploads import image_worker

# What a picture may take of a processor. The time on the clock says nothing of a picture: on a busy
# machine the smallest takes long.
CPU_SECONDS = {"first": 10, "all": 120, "squares": 10, "fingerprint": 10}
# On the clock, against a program that waits for ever: one that works is ended by the limit above,
# unless the machine has thirty times too much to do. A page waits no longer than it may take.
SECONDS = {stage: 30 * seconds for stage, seconds in CPU_SECONDS.items()}


class PictureRefusedError(Exception):
    """The file cannot be made into pictures.

    Attributes:
        reason: `not_a_picture`, `damaged`, `too_many_pixels`, `too_narrow`, `too_many_frames` or
            `too_slow`.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Pictures:
    """What was made, or is yet to be.

    Attributes:
        width, height: pixels of the upright original.
        widths: of the pictures that belong to it, from small to large.
        fingerprint: 64 bits of what it looks like, when all are made; None of one without detail.
        is_first_only: the original holds more pictures, which are left out.
    """

    width: int
    height: int
    widths: list[int]
    is_first_only: bool = False
    fingerprint: int | None = None


Stage = Literal["first", "all", "squares"]


def make_pictures(source: Path, folder: Path, *, stage: Stage) -> Pictures:
    """Write `<width>.webp` into the folder: the smallest picture, all of them, or small squares.

    Raises:
        PictureRefusedError: when the source is no picture that we take.
    """
    answer = _answer_of_program(source, folder, stage=stage)
    try:
        return Pictures(**answer)
    except TypeError as error:
        raise PictureRefusedError(str(answer.get("refused", "damaged"))) from error


def fingerprint_of(picture: Path) -> int | None:
    """Return 64 signed bits of what one of our pictures looks like; None of one without detail."""
    found = _answer_of_program(picture, picture.parent, stage="fingerprint").get("fingerprint")
    return found if isinstance(found, int) else None


def _answer_of_program(source: Path, folder: Path, *, stage: str) -> dict[str, Any]:
    """Run the program; one that crashed, or was out of memory, had a damaged picture before it."""
    command = [sys.executable, "-I", image_worker.__file__, str(source), str(folder), stage]
    command.append(str(CPU_SECONDS[stage]))
    try:
        done = subprocess.run(  # noqa: S603 - our own program, and no shell
            command,
            # Each further arena of malloc would count as memory that the picture took.
            env={"MALLOC_ARENA_MAX": "1", "OPENBLAS_NUM_THREADS": "1"},
            capture_output=True,
            timeout=seconds_to_wait(SECONDS[stage]),
            check=False,
        )
        if done.returncode == -signal.SIGXCPU:
            return {"refused": "too_slow"}
        return dict(json.loads(done.stdout))
    except subprocess.TimeoutExpired:
        return {"refused": "too_slow"}
    except ValueError:
        return {"refused": "damaged"}
