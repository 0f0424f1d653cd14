"""Lets a network sign up again."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member
from boards.moderation.sanctions.actions.sanction_network import log_network
from boards.moderation.sanctions.giving import terms_for_log
from boards.sanctions.models import NetworkSanction
from boards.sanctions.permissions import can_sanction_everywhere


@transaction.atomic
def lift_network(*, sanction: NetworkSanction, by: Member) -> NetworkSanction:
    """End the sanction of a network before its end.

    Raises:
        PermissionDenied: when `by` does not sanction on the whole site.
        ValidationError: with the code `conflict`, when it is over or another was faster.
    """
    if not can_sanction_everywhere(by):
        raise PermissionDenied
    sanction = NetworkSanction.objects.select_for_update(of=("self",)).get(pk=sanction.pk)
    if sanction.is_over():
        raise ValidationError(_("It is over, or lifted, already."), code="conflict")
    before = terms_for_log(sanction)
    sanction.lifted_at, sanction.lifted_by = timezone.now(), by
    sanction.save(update_fields=["lifted_at", "lifted_by"])
    after = {**before, "ends_at": sanction.lifted_at.isoformat(timespec="minutes")}
    log_network(sanction, by=by, verb="lift_network", before=before, after=after)
    return sanction
