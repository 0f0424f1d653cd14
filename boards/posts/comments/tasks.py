"""Background work of the comments."""

from django_tasks import task

from boards.posts.comments.merging import go_on


@task()
def go_on_merging(merge_id: int) -> None:
    """Bring a merge, or its undoing, to its end; one that is finished does nothing."""
    while go_on(merge_id):
        pass
