"""Takes a member's order of their data."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.accounts.models import EXPORT_INTERVAL, DataExport
from boards.accounts.tasks import make_export_in_background
from boards.members.models import Member


@transaction.atomic
def ask_for_export(*, member: Member) -> DataExport:
    """Store the order and have the ZIP made in the background; one that failed may be repeated.

    Raises:
        ValidationError: when the member asked within the last day, and that did not fail.
    """
    Member.objects.select_for_update(no_key=True).get(pk=member.pk)
    since = timezone.now() - EXPORT_INTERVAL
    recent = DataExport.objects.filter(member=member, asked_at__gt=since)
    if recent.exclude(state=DataExport.State.FAILED).exists():
        raise ValidationError(
            _("You can request your data once a day. Please try again later."),
            code="too_often",
        )
    export = DataExport.objects.create(member=member)
    make_export_in_background.enqueue(str(export.pk))
    return export
