"""What is done in the background."""

from django_tasks import task

from boards.levels.actions.raise_level import raise_level
from boards.members.models import Member


@task()
def raise_level_in_background(member_id: int) -> None:
    """Raise the level of a member who has earned a higher one."""
    for member in Member.objects.filter(pk=member_id, deleted_at=None):
        raise_level(member=member)
