"""The second step that the admin asks of everybody who may enter it.

Who has an authenticator app or a passkey and did not use it in this session is asked for it; who
has none is led to the page that sets one up, and from there back to where they were going.
"""

from typing import Any, cast

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.core import context
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.db.models.signals import post_save
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from boards.members.models import Member

# In the session: where somebody was going who has to set up a second step before.
SESSION_KEY = "bound_for_admin"
STEPS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def detour(request: HttpRequest) -> HttpResponse | None:
    """Return where to send a member of staff before the admin opens; None when it does."""
    if not settings.ADMIN_SECOND_STEP:
        return None
    target = request.get_full_path() if request.method == "GET" else reverse("admin:index")
    if not is_mfa_enabled(cast(Member, request.user), STEPS):
        request.session[SESSION_KEY] = target
        return HttpResponseRedirect(reverse("mfa_index"))
    if not _was_taken(request):
        query = urlencode({"next": target})
        return HttpResponseRedirect(f"{reverse('mfa_reauthenticate')}?{query}")
    if SESSION_KEY in request.session:
        del request.session[SESSION_KEY]
    return None


def connect() -> None:
    """Start listening; called once, when Django is ready."""
    post_save.connect(_follow, sender=Authenticator, dispatch_uid="forum.second_step")


def _was_taken(request: HttpRequest) -> bool:
    records = get_authentication_records(request, request.user)  # type: ignore[arg-type]
    return any(record.get("method") == "mfa" for record in records)


def _follow(*, instance: Authenticator, created: bool, **_: Any) -> None:
    """Take the step as taken in the session in which it was set up, and thereby proven.

    allauth's own signal comes after the commit, too late for an answer that is made before it.
    """
    request = context.request
    if created and request is not None and instance.type in STEPS:
        record_authentication(
            request, instance.user, "mfa", id=instance.pk, type=str(instance.type)
        )
