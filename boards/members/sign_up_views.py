"""Signing up."""

from typing import Any, cast

from allauth.account.adapter import get_adapter
from allauth.account.views import SignupView
from django.db import IntegrityError
from django.http import HttpResponse

from boards.members.models import Member
from boards.members.new_handles import taken


class SignUpView(SignupView):
    """Makes a member who then confirms the address."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Store the member; show the form again when another was faster with the handle."""
        try:
            return super().form_valid(form)
        except IntegrityError:
            form.add_error("username", taken())
            return self.form_invalid(form)

    def form_invalid(self, form: Any) -> HttpResponse:
        """Show the mistakes; a form that was sent twice by a double click has none."""
        if _was_sent_before(form.data):
            letter_sent = get_adapter().respond_email_verification_sent(self.request, None)
            return cast(HttpResponse, letter_sent)
        return super().form_invalid(form)


def _was_sent_before(data: dict[str, str]) -> bool:
    member = Member.objects.named(data.get("username", ""))
    return (
        member is not None
        and member.last_login is None
        and member.email == data.get("email", "").strip().lower()
        and member.check_password(data.get("password1", ""))
    )


sign_up = SignUpView.as_view()
