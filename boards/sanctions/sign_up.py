"""Refuses a sign-up from a network that is sanctioned."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.http.networks import address_of
from boards.sanctions.models import NetworkSanction
from boards.sanctions.networks import number_of


def check_network(request: HttpRequest) -> None:
    """Return when somebody may sign up from the network of a request.

    Raises:
        ValidationError: with the code `network`.
    """
    address = address_of(request)
    if not address:
        return
    sanctions = NetworkSanction.objects.of_number(number_of(address)).in_force(timezone.now())
    if sanctions.exists():
        raise ValidationError(
            _("Nobody can sign up from this network at present. Please ask the site's operators."),
            code="network",
        )
