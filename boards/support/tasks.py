"""Background work of the support room."""

from django_tasks import task

from boards.support.merging.chunks import go_on
from boards.support.models import Merge


@task()
def go_on_in_background(merge_id: int) -> None:
    """Bring a merge, or its undoing, to its end; one that is finished does nothing."""
    merge = Merge.objects.filter(pk=merge_id).first()
    while merge is not None and go_on(merge):
        pass
