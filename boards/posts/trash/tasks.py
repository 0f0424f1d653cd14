"""Background work of the trash."""

from django_tasks import task

from boards.posts.trash.actions.purge import purge_due


@task()
def purge_in_background() -> None:
    """Erase all whose time in the trash is over; see `purge_due`."""
    for _step in purge_due():
        pass
