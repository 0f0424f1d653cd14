"""Background work of the room of vote rings."""

from django_tasks import task

from boards.vote_rings.actions.find_rings import find_rings


@task(priority=-80)
def find_rings_in_background() -> None:
    """Look for recommendations that look agreed upon."""
    find_rings()
