"""Confirming an address: the page after the sign-up, and the one that the link leads to."""

from typing import Any

from allauth.account.internal.flows.email_verification import (
    consume_email_verification_rate_limit,
)
from allauth.account.internal.flows.login import perform_login
from allauth.account.internal.stagekit import unstash_login
from allauth.account.models import Login
from allauth.account.views import ConfirmEmailView
from allauth.core import ratelimit
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import FormView

from boards.members.actions.change_unconfirmed_address import change_unconfirmed_address
from boards.members.actions.send_confirmation_again import send_confirmation_again
from boards.members.forms import AddressForm
from boards.members.limits import WAIT, too_many_emails
from boards.members.models import Member
from boards.members.unconfirmed import Unconfirmed, recall, remember

CHANGE = "change"  # the name of the button that changes the address


@method_decorator(never_cache, name="dispatch")
class ConfirmationSentView(FormView):
    """Says that an e-mail was sent; sends another, or one to another address."""

    template_name = "account/verification_sent.html"
    form_class = AddressForm
    success_url = reverse_lazy("account_email_verification_sent")

    def get_initial(self) -> dict[str, Any]:
        """Put in the address that was given at the sign-up."""
        return {"address": _email_of(recall(self.request))}

    def form_valid(self, form: AddressForm) -> HttpResponse:
        """Send the e-mail, unless too many were sent."""
        email = form.cleaned_data["address"]
        if not _may_send(self.request, email):
            form.add_error(None, too_many_emails())
            return self.render_to_response(
                self.get_context_data(form=form), status=429, headers=WAIT
            )
        unconfirmed = recall(self.request)
        if CHANGE in self.request.POST and unconfirmed and unconfirmed.email != email:
            return self._change(form, unconfirmed)
        send_confirmation_again(self.request, email=email)
        messages.info(self.request, _("It is on its way once more."))
        return super().form_valid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the page who waits for the e-mail."""
        return super().get_context_data(**kwargs, unconfirmed=recall(self.request))

    def _change(self, form: AddressForm, unconfirmed: Unconfirmed) -> HttpResponse:
        email = form.cleaned_data["address"]
        try:
            member = change_unconfirmed_address(unconfirmed=unconfirmed, email=email)
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        return _wait_for(self.request, member, unconfirmed=unconfirmed, email=email)


class ConfirmAddressView(ConfirmEmailView):
    """The page of the link: one that no longer works offers another."""

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        """Confirm the address; a link that was used by a first click shows its page again."""
        try:
            return super().post(*args, **kwargs)
        except Http404:
            self.object = None
            return self.render_to_response(self.get_context_data(), status=404)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the form that asks for another link."""
        unconfirmed = recall(self.request)
        form = AddressForm(initial={"address": _email_of(unconfirmed)})
        return super().get_context_data(**kwargs, form=form, unconfirmed=unconfirmed)


def _email_of(unconfirmed: Unconfirmed | None) -> str:
    return unconfirmed.email if unconfirmed else ""


def _may_send(request: HttpRequest, email: str) -> bool:
    """Count one e-mail for this visitor, and see whether the address may get one more."""
    room_left = consume_email_verification_rate_limit(request, email, dry_run=True)
    return room_left and ratelimit.consume(request, action="send_confirmation")


def _wait_for(
    request: HttpRequest, member: Member | None, *, unconfirmed: Unconfirmed, email: str
) -> HttpResponse:
    """Go on as after a sign-up with this address, which sends the e-mail."""
    before = unstash_login(request, peek=True)
    remember(
        request,
        Unconfirmed(email=email, member_id=member.pk)
        if member
        else Unconfirmed(email, unconfirmed.member_id, unconfirmed.handle, unconfirmed.password),
    )
    login = Login(
        user=member,
        email=email,
        signup=True,
        redirect_url=before.redirect_url if before else None,
    )
    return perform_login(request, login)


confirmation_sent = ConfirmationSentView.as_view()
confirm_address = ConfirmAddressView.as_view()
