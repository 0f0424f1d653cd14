"""Keeps a network from signing up."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member
from boards.moderation.log.actions.write_entry import write_entry
from boards.moderation.sanctions.giving import Terms, check_terms, terms_for_log
from boards.sanctions.models import NetworkSanction
from boards.sanctions.networks import parsed_network, range_of
from boards.sanctions.permissions import can_sanction_everywhere


@transaction.atomic
def sanction_network(*, network: str, by: Member, terms: Terms) -> NetworkSanction:
    """Let nobody sign up from a network; who has an account signs in and writes as before.

    Args:
        network: an address, or a network in the notation of CIDR, of IPv4 or IPv6.
        terms: its board says nothing.

    Raises:
        PermissionDenied: when `by` does not sanction on the whole site.
        ValidationError: for the fields `network`, `reason` or `ends_at`; with the code `conflict`,
            when the network is sanctioned already.
    """
    if not can_sanction_everywhere(by):
        raise PermissionDenied
    starts_at = terms.starts_at or timezone.now()
    check_terms(terms, starts_at)
    try:
        parsed = parsed_network(network)
    except ValidationError as error:
        raise ValidationError({"network": error}) from error
    # Who sanctions networks waits here for each other: there is no row of the network yet.
    superusers = Member.objects.select_for_update(no_key=True).filter(is_superuser=True)
    list(superusers.order_by("pk")[:1])
    first, last = range_of(parsed)
    held = NetworkSanction.objects.not_over(timezone.now()).filter(first=first, last=last)
    if held.exists():
        raise ValidationError(_("This network is sanctioned already."), code="conflict")
    sanction = NetworkSanction.objects.create(
        network=str(parsed),
        first=first,
        last=last,
        reason=terms.reason,
        starts_at=starts_at,
        ends_at=terms.ends_at,
        by=by,
    )
    log_network(sanction, by=by, verb="sanction_network", after=terms_for_log(sanction))
    return sanction


def log_network(sanction: NetworkSanction, *, by: Member, verb: str, **changes: object) -> None:
    """Write to the log what was done about a network."""
    write_entry(
        kind="network",
        target_id=sanction.network,
        by=by,
        verb=verb,
        board=None,
        reason=sanction.reason,
        **changes,  # type: ignore[arg-type]
    )
