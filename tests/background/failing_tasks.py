"""Tasks that fail, for the tests of what becomes of them."""

from django_tasks import task

from boards.members.models import Member


@task()
def always_fails() -> None:
    """Raise, every time."""
    raise RuntimeError("out of order")


@task()
def fails_without_members() -> None:
    """Raise until somebody has joined."""
    Member.objects.get()
