"""The page on which a member reads of sanctions; who is suspended sees it without signing in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from boards.limits.limited import limited
from boards.members.models import Member
from boards.members.signed_in import signed_in_member
from boards.members.suspended import suspended_visitor
from boards.moderation.sanctions.actions.note_read import note_read
from boards.moderation.sanctions.own_page import own_context


def sanctioned_member(request: HttpRequest) -> Member:
    """Return who is told: the member, or whose account is suspended.

    Raises:
        SignInFirst or PermissionDenied: to anybody else, as `signed_in_member`.
    """
    return suspended_visitor(request) or signed_in_member(request)


@never_cache
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """The member's sanctions: why, until when, and how to appeal."""
    context = own_context(sanctioned_member(request))
    return render(request, "moderation/sanctions/own.html", context)


@never_cache
@require_POST
@limited("settings")
def read(request: HttpRequest) -> HttpResponse:
    """Note that the member has read the warnings, which are shown on every page until then."""
    note_read(member=signed_in_member(request))
    return redirect("moderation:my-sanctions")
