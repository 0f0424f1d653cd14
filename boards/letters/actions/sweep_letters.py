"""Gives up letters whose day is over, and forgets those that nobody need know of."""

from boards.letters.actions.send_letter import end_letters
from boards.letters.models import Letter


def sweep_letters() -> None:
    """Empty what expired, whatever became of its task, and delete what was given up long ago."""
    expired = list(Letter.objects.expired().values_list("pk", flat=True))
    if expired:
        end_letters(expired, state=Letter.State.GIVEN_UP)
    Letter.objects.to_forget().delete()
