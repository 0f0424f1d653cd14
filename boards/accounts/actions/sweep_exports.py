"""Removes the files of exports that nobody may download any more."""

from django.utils import timezone

from boards.accounts.models import DataExport


def sweep_exports(*, dry_run: bool = False) -> int:
    """Delete what has expired and return how many files that were.

    The file goes first: a run that is cut off leaves a row that the next run finds again.

    Args:
        dry_run: only count.
    """
    expired = DataExport.objects.filter(
        state=DataExport.State.READY, expires_at__lte=timezone.now()
    )
    if dry_run:
        return expired.count()
    swept = 0
    for export in expired.iterator():
        export.file.delete(save=False)
        swept += DataExport.objects.filter(pk=export.pk, state=DataExport.State.READY).update(
            state=DataExport.State.EXPIRED, file=""
        )
    return swept
