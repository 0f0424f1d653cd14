"""Until when the page that this thread makes has to be there.

A web worker ends the process of a page that takes too long, with all that the process does besides.
What a page waits for asks here how long it may, and is refused in words instead.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

FOR_THE_PAGE = 5.0  # seconds that are left to write the page

_thread = threading.local()


@contextmanager
def page_deadline(seconds: float) -> Iterator[None]:
    """Let what is made in the block, in this thread, be a page that may take so many seconds."""
    _thread.end = time.monotonic() + seconds
    try:
        yield
    finally:
        _thread.end = None


def seconds_to_wait(most: float) -> float:
    """Return how many seconds to wait for something at most, within a page or outside of any."""
    end: float | None = getattr(_thread, "end", None)
    if end is None:
        return most
    return max(0.0, min(most, end - FOR_THE_PAGE - time.monotonic()))
