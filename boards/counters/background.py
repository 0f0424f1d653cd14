"""Rolls up inside each web process, so that no second program need run."""

from django.conf import settings

from boards.background.threads import RepeatingThread
from boards.counters.backends import current_backend
from boards.counters.roll_up import roll_up_views


class BackgroundRollUp:
    """A thread in each web process; nothing at all when the interval is 0."""

    def __init__(self) -> None:
        self._thread = RepeatingThread(name="view_roll_up", work=roll_up_views)

    def start(self) -> None:
        """Roll up every ROLL_UP_INTERVAL seconds, unless this process does already.

        Raises ImproperlyConfigured when the backend cannot be used.
        """
        interval = settings.VIEW_COUNTER["ROLL_UP_INTERVAL"]
        if interval and not self._thread.is_running:
            current_backend()
            self._thread.start(every=interval)


background_roll_up = BackgroundRollUp()
