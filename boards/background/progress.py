"""A progress bar for commands that take long."""

import time
from typing import TextIO

WIDTH = 30  # signs
BETWEEN_LINES = 30.0  # seconds, where there is no terminal to draw on


class ProgressBar:
    """Draws on a terminal how far a command is; writes a line now and then to anything else."""

    def __init__(self, total: int, *, stream: TextIO) -> None:
        self._total = total
        self._stream = stream
        self._done = 0
        self._began = self._last_line = time.monotonic()

    def advance(self, number: int) -> None:
        """Say that so many more are done."""
        self._done += number
        if self._stream.isatty():
            self._stream.write(f"\r{self._bar()} {self._figures()}")
        elif time.monotonic() - self._last_line > BETWEEN_LINES:
            self._last_line = time.monotonic()
            self._stream.write(f"{self._figures()}\n")
        self._stream.flush()

    def finish(self) -> None:
        """Leave the bar's line."""
        if self._done and self._stream.isatty():
            self._stream.write("\n")

    def _bar(self) -> str:
        share = min(1.0, self._done / self._total) if self._total else 1.0
        filled = round(WIDTH * share)
        return f"[{'#' * filled}{'.' * (WIDTH - filled)}] {share:4.0%}"

    def _figures(self) -> str:
        speed = self._done / max(0.001, time.monotonic() - self._began)
        left = max(0, self._total - self._done) / max(0.001, speed)
        return f"{self._done:,}/{self._total:,}  {speed:,.0f}/s  {left:,.0f} s left"
