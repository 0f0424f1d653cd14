"""How a member leaves, and comes back within a week."""

from datetime import timedelta
from typing import cast

from allauth.account.decorators import reauthentication_required
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from boards.accounts.actions.ask_for_deletion import ask_for_deletion
from boards.accounts.actions.cancel_deletion import cancel_deletion
from boards.accounts.forms import DeletionForm
from boards.limits.limited import limited
from boards.members.models import DELETION_GRACE, Member

RECENT = timedelta(minutes=15)


@require_http_methods(["GET", "HEAD", "POST"])
@limited("settings")
@login_required
@reauthentication_required(allow_get=True)  # type: ignore[untyped-decorator]
def delete(request: HttpRequest) -> HttpResponse:
    """The choice between keeping and removing the texts, or the wish that was made already."""
    member = cast(Member, request.user)
    if request.method != "POST" or member.deletion_asked_at:
        return _page(request, DeletionForm())
    form = DeletionForm(request.POST)
    if form.is_valid():
        try:
            _check_is_owner(member)
            ask_for_deletion(member=member, keeps_texts=form.keeps_texts)
            return redirect("accounts:delete")
        except ValidationError as error:
            form.add_error(None, error)
    return _page(request, form, status=422)


@require_POST
@limited("settings")
@login_required
def cancel(request: HttpRequest) -> HttpResponse:
    """Let the member stay."""
    if cancel_deletion(member=cast(Member, request.user)):
        messages.success(request, _("Your account stays. Welcome back."))
    return redirect("accounts:settings")


def _check_is_owner(member: Member) -> None:
    """Raise ValidationError for a member who was asked for no proof and signed in a while ago.

    Who signs in through another site alone has no password and no second step to be asked for.
    """
    if member.has_usable_password() or is_mfa_enabled(member):
        return
    if member.last_login is None or member.last_login < timezone.now() - RECENT:
        raise ValidationError(
            _(
                "To confirm that it is you, please sign out, sign in again and come back to this "
                "page."
            ),
            code="sign_in_again",
        )


def _page(request: HttpRequest, form: DeletionForm, *, status: int = 200) -> HttpResponse:
    context = {"form": form, "grace": DELETION_GRACE}
    return render(request, "accounts/delete.html", context, status=status)
