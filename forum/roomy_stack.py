"""Room for the frames of Python below a function, all of it at once.

CPython lays the frames of a thread into blocks of 16 KB, and gives a block back as soon as its
first frame is left (up to 3.14). Where a loop happens to stand at the end of a block, each call in
it maps a new block, touches it and unmaps it: a board's page, rendered 60 times, had 357 page
faults each time and took 7.7 ms, of which the kernel had 2.2; with room below, 27 faults and 5.1.
Which page it hits depends on how deep its templates are nested.

A frame that says it needs more than a block has one as large as itself, and what it leaves free is
for the frames below. To be without, call the function itself.
"""

from collections.abc import Callable
from types import FunctionType, MethodType
from typing import Any

# Words of 8 bytes. With it the block is 256 KB, of which the frame takes half without touching it;
# the other half is three times what the deepest page needs.
FRAME = 16_000


def with_room_below(method: Callable[[], Any]) -> Callable[[], Any]:
    """Return a method whose calls, and what they call, have their frames in one block of memory."""
    plain: Any = method.__func__  # type: ignore[attr-defined]
    code = plain.__code__.replace(co_stacksize=FRAME)
    roomy = FunctionType(code, plain.__globals__, plain.__name__, None, plain.__closure__)
    return MethodType(roomy, method.__self__)  # type: ignore[attr-defined]
