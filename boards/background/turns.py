"""Which of several processes does what one of them is enough for."""

from datetime import timedelta

from django.db.models.functions import Now

from boards.background.models import Heartbeat


def take_turn(name: str, *, every: timedelta) -> bool:
    """Say whether it is for this process to do something now; of two that ask at once, for one.

    Whoever takes a turn has it for `every`, by the clock of the database, also when it fails.

    Args:
        name: of what is done; at most 100 characters.
    """
    turns = Heartbeat.objects.filter(name=name)
    if turns.filter(beat_at__gte=Now() - every).exists():
        return False  # without a lock: mostly it is another's
    if turns.filter(beat_at__lt=Now() - every).update(beat_at=Now()):
        return True
    _turn, is_first = Heartbeat.objects.get_or_create(name=name, defaults={"beat_at": Now()})
    return is_first
