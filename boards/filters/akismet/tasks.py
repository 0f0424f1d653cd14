"""Background work: asking Akismet, and correcting it."""

from django_tasks import task

from boards.filters.akismet.checking import check_text, correct


@task()
def check_text_in_background(check_id: int) -> None:
    """Ask about a text; see `check_text`."""
    check_text(check_id)


@task(priority=-50)
def correct_in_background(check_id: int, decision: str) -> None:
    """Tell what a moderator decided; see `correct`."""
    correct(check_id, decision)
