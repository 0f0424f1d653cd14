"""Background work of the moderation room."""

from django_tasks import task

from boards.moderation.bulk_runs import slices
from boards.moderation.cleaning.chunks import go_on
from boards.moderation.models import CleanUp, TakedownRequest
from boards.moderation.takedowns.likenesses import remove_copies


@task()
def go_on_in_background(clean_up_id: int) -> None:
    """Bring a clean-up, or its undoing, to its end; one that is finished does nothing."""
    clean_up = CleanUp.objects.filter(pk=clean_up_id).first()
    while clean_up is not None and go_on(clean_up):
        pass


@task()
def go_on_with_bulk_run(run_id: int) -> None:
    """Bring a bulk run, or its undoing, to its end; one that is finished does nothing."""
    while slices.go_on(run_id):
        pass


@task()
def remove_copies_in_background(request_number: int) -> None:
    """Withhold the copies of the pictures that a takedown request removed."""
    for request in TakedownRequest.objects.filter(pk=request_number):
        remove_copies(request)
