"""Fetches the page of a preview, and its picture."""

from datetime import timedelta
from urllib.parse import urljoin
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from boards.background.retrying import NotWorthRetryingError
from boards.previews.connecting import PUBLIC, Policy
from boards.previews.failures import NotFetchedError
from boards.previews.fetching import PAGE, PICTURE, Fetched, fetch
from boards.previews.models import LinkPreview
from boards.previews.pictures import remove_picture_in_background, store_picture
from boards.previews.reading import Summary, read_page

# Before each further attempt at a page that did not answer.
PAUSES = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1))
# After everything that somebody waits for.
PRIORITY = -50


def ask_for_preview(preview: LinkPreview) -> None:
    """Have the page fetched in the background, with all its attempts."""
    with transaction.atomic():
        preview.tries = 0
        preview.asked_at = timezone.now()
        preview.save(update_fields=["tries", "asked_at"])
        fetch_preview_in_background.enqueue(preview.pk)


class PreviewNotFetchedError(NotWorthRetryingError):
    """The page did not come; if it may come later, a task of its own will ask for it."""


def fetch_preview(*, preview_id: int, policy: Policy = PUBLIC) -> bool:
    """Fetch the page, outside of any transaction, and store what it says of itself.

    A page that does not answer is asked again later; until the last attempt, what was known of it
    stays. Doing it twice, or while the preview is removed, does no harm. Return whether there is
    nothing left to do; False when the page did not come.
    """
    preview = LinkPreview.objects.filter(pk=preview_id).first()
    if preview is None or not settings.LINK_PREVIEWS:
        return True
    try:
        page = fetch(preview.address, kind=PAGE, policy=policy)
        summary = read_page(page)
    except NotFetchedError as error:
        _note_failure(preview_id, error)
        return False
    _store(preview_id, summary, picture=_picture_of(summary, page, policy=policy))
    return True


@task(priority=PRIORITY)
def fetch_preview_in_background(preview_id: int) -> None:
    """Fetch the page of a preview; see `fetch_preview`.

    Raises PreviewNotFetchedError, so that the list of tasks does not call it done.
    """
    if not fetch_preview(preview_id=preview_id):
        raise PreviewNotFetchedError


def _picture_of(summary: Summary, page: Fetched, *, policy: Policy) -> UUID | None:
    """Store the picture of a page; a page without one that works is shown without one."""
    if not summary.picture:
        return None
    try:
        address = urljoin(page.address, summary.picture)
        return store_picture(fetch(address, kind=PICTURE, policy=policy).content)
    except (NotFetchedError, ValueError):
        return None


@transaction.atomic
def _store(preview_id: int, summary: Summary, *, picture: UUID | None) -> None:
    preview = LinkPreview.objects.select_for_update().filter(pk=preview_id).first()
    replaced = preview.picture if preview else picture
    if replaced:
        remove_picture_in_background.enqueue(str(replaced))
    if preview is None:
        return
    preview.title, preview.description = summary.title, summary.description
    preview.site_name, preview.picture = summary.site_name, picture
    preview.state, preview.failure = LinkPreview.State.READY, ""
    preview.tries += 1
    preview.fetched_at = timezone.now()
    preview.save()


@transaction.atomic
def _note_failure(preview_id: int, error: NotFetchedError) -> None:
    preview = LinkPreview.objects.select_for_update().filter(pk=preview_id).first()
    if preview is None:
        return
    preview.tries += 1
    preview.failure = error.failure
    if error.passes and preview.tries <= len(PAUSES):
        later = timezone.now() + PAUSES[preview.tries - 1]
        fetch_preview_in_background.using(run_after=later).enqueue(preview.pk)
    else:
        preview.state = LinkPreview.State.FAILED
        preview.fetched_at = timezone.now()
    preview.save()
