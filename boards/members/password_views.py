"""A forgotten password: asking for the e-mail, and the page that says it was sent."""

from typing import Any

from allauth.account.views import PasswordResetDoneView, PasswordResetView
from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpResponse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from boards.members.limits import WAIT, too_many_emails

SESSION_KEY = "forgotten_password_of"  # the address that was typed in this browser


class ForgottenPasswordView(PasswordResetView):
    """Sends the way to a new password; keeps what was typed for the next attempt."""

    def get_initial(self) -> dict[str, Any]:
        """Put in the address of the attempt before."""
        typed = self.request.session.get(SESSION_KEY, "")
        return {**super().get_initial(), "email": typed}

    def form_valid(self, form: Any) -> HttpResponse:
        """Send the e-mail; over the limit, show the form again with what was typed."""
        email = form.cleaned_data["email"].lower()
        self.request.session[SESSION_KEY] = email
        if not ratelimit.consume(self.request, action="reset_password", key=email, dry_run=True):
            form.add_error(None, too_many_emails())
            return self.render_to_response(
                self.get_context_data(form=form), status=429, headers=WAIT
            )
        if "again" in self.request.POST:
            messages.info(self.request, _("It is on its way once more."))
        return super().form_valid(form)


@method_decorator(never_cache, name="dispatch")
class PasswordEmailSentView(PasswordResetDoneView):
    """Says that an e-mail was sent, whether or not the address has an account."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the page the address that was typed."""
        email = self.request.session.get(SESSION_KEY, "")
        return super().get_context_data(**kwargs, email=email)


forgotten_password = ForgottenPasswordView.as_view()
password_email_sent = PasswordEmailSentView.as_view()
