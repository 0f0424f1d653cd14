"""What a backend of the view counters does."""

from abc import ABC, abstractmethod
from datetime import datetime

from boards.counters.readers import Reader


class BackendUnavailable(Exception):
    """The backend cannot count now; nothing is lost if another one does.

    `may_have_counted` is true when it had the view, and only its answer is missing.
    """

    def __init__(self, *, may_have_counted: bool = False) -> None:
        super().__init__()
        self.may_have_counted = may_have_counted


class Backend(ABC):
    """Remembers for one window who viewed what, and brings the views into the totals.

    `location` is the URL in the setting, `window` the length of the window in seconds.
    """

    def __init__(self, *, location: str, window: int) -> None:
        self.location = location
        self.window = window

    @abstractmethod
    def record(self, *, post_id: int, reader: Reader, now: datetime) -> bool:
        """Count the view unless this reader's last one is less than a window old.

        Returns whether it was counted. Raises BackendUnavailable when it cannot tell.
        """

    @abstractmethod
    def roll_up(self, *, now: datetime) -> int:
        """Add the views since the last roll-up to the totals, and return how many they were.

        Exact when several processes do it at once, and when one of them dies on the way. Raises
        BackendUnavailable when the views are out of reach.
        """
