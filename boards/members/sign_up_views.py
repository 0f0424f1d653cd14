"""Signing up."""

from typing import Any, cast

from allauth.account.adapter import get_adapter
from allauth.account.views import SignupView
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.http import HttpResponse

from boards.members.models import Member
from boards.members.new_handles import taken
from boards.members.unconfirmed import Unconfirmed, remember


class SignUpView(SignupView):
    """Makes a member who then confirms the address."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Store the member; show the form again when another was faster with the handle."""
        try:
            # With the letter that is queued: no account without one.
            with transaction.atomic():
                response = super().form_valid(form)
        except IntegrityError:
            form.add_error("username", taken())
            return self.form_invalid(form)
        remember(self.request, _waiting(self.user, form.cleaned_data))
        return response

    def form_invalid(self, form: Any) -> HttpResponse:
        """Show the mistakes; a form that was sent twice by a double click has none."""
        if member := _sent_before(form.data):
            remember(self.request, Unconfirmed(email=member.email, member_id=member.pk))
            letter_sent = get_adapter().respond_email_verification_sent(self.request, None)
            return cast(HttpResponse, letter_sent)
        return super().form_invalid(form)


def _waiting(member: Member | None, typed: dict[str, str]) -> Unconfirmed:
    """Return who waits now; the hash also takes the time that storing a member takes."""
    if member is not None:
        return Unconfirmed(email=member.email, member_id=member.pk)
    return Unconfirmed(
        email=typed["email"],
        handle=typed["username"],
        password=make_password(typed["password1"]),
    )


def _sent_before(data: dict[str, str]) -> Member | None:
    """Return the member whom the same form has made a moment ago.

    Hashes once for every handle that is taken: else the time of the answer would tell whether the
    address is that of the handle's member.
    """
    member = Member.objects.with_handle(data.get("username", "")).first()
    if member is None:
        return None
    is_theirs = member.email == Member.objects.normalize_email(data.get("email"))
    if not is_theirs or member.last_login is not None:
        make_password(data.get("password1", ""))
        return None
    return member if member.check_password(data.get("password1", "")) else None


sign_up = SignUpView.as_view()
