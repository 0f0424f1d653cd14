"""Makes the ZIP of a member's data."""

import tempfile
from datetime import datetime
from typing import BinaryIO, cast
from uuid import UUID

from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from boards.accounts.exporting.archive import write_archive
from boards.accounts.models import EXPORT_LIFETIME, DataExport
from boards.members.mail import write_to
from boards.members.models import Member
from boards.members.preferences import language_of


def make_export(*, export_id: UUID) -> datetime | None:
    """Make the ZIP, store it, write the member a letter with the link, and say when it expires.

    None means that there was nothing to make: an export that is ready stays as it is, so that a
    repeated task does no harm. Raises what the storage raises, having marked the export as
    failed: the next try begins anew.
    """
    export = DataExport.objects.select_related("member").filter(pk=export_id).first()
    if export is None or export.state not in (DataExport.State.WAITING, DataExport.State.FAILED):
        return None
    try:
        _store_archive(export)
    except Exception:
        DataExport.objects.filter(pk=export.pk).update(state=DataExport.State.FAILED)
        raise
    with transaction.atomic():
        is_ready = _mark_ready(export)
        if is_ready:
            _tell(export.member, export)
    if not is_ready:
        # The account was deleted while the ZIP was made.
        export.file.delete(save=False)
        return None
    return export.expires_at


def _store_archive(export: DataExport) -> None:
    # On disk, not in memory: a member may have sent gigabytes of pictures.
    in_own_language = override(language_of(export.member))
    with in_own_language, tempfile.TemporaryFile() as scratch:
        write_archive(export.member, to=cast(BinaryIO, scratch))
        export.size = scratch.tell()
        scratch.seek(0)
        export.file.save(f"{export.pk}.zip", File(scratch), save=False)


def _mark_ready(export: DataExport) -> bool:
    export.expires_at = timezone.now() + EXPORT_LIFETIME
    return bool(
        DataExport.objects.filter(pk=export.pk, member__deleted_at__isnull=True).update(
            state=DataExport.State.READY,
            expires_at=export.expires_at,
            size=export.size,
            file=export.file.name,
        )
    )


def _tell(member: Member, export: DataExport) -> None:
    write_to(
        member,
        subject=_("Your data is ready"),
        template="accounts/mail/export_ready.txt",
        context={"export": export},
    )
