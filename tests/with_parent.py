"""Programs that tests start end with the tests, even with ones that are killed."""

import ctypes
import os
import signal
from collections.abc import Callable

PR_SET_PDEATHSIG = 1  # of prctl(2), which Linux alone has

_libc = ctypes.CDLL(None, use_errno=True)


def ends_with_parent(by: signal.Signals = signal.SIGTERM) -> Callable[[], None]:
    """Return what `subprocess.Popen` takes as `preexec_fn`: its program then ends with this one.

    To be started from the main thread: the system asks for the thread that started it.
    """
    parent = os.getpid()
    prctl = getattr(_libc, "prctl", None)

    def ask_for_the_signal() -> None:
        if prctl is not None:
            prctl(PR_SET_PDEATHSIG, int(by), 0, 0, 0)
            if os.getppid() != parent:  # it ended before it could be asked for
                os._exit(1)

    return ask_for_the_signal
