"""The settings page."""

from typing import cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods

from boards.accounts.forms import PreferencesForm
from boards.members.models import Block, Member
from boards.members.preferences import language_of_next_page
from boards.members.viewers import name_for
from boards.posts import listing

BLOCKS_PER_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def preferences(request: HttpRequest) -> HttpResponse:
    """Language, time zone and list size of the member, and whom they blocked."""
    member = cast(Member, request.user)
    if request.method != "POST":
        return _page(request, member, PreferencesForm(instance=member))
    form = PreferencesForm(request.POST, instance=member)
    if not form.is_valid():
        return _page(request, member, form, status=422)
    form.save()
    return _saved(request, member)


def _saved(request: HttpRequest, member: Member) -> HttpResponse:
    response = redirect("accounts:settings")
    # The language switched to in this browser is an older choice than this one.
    response.delete_cookie(settings.LANGUAGE_COOKIE_NAME, samesite="Lax")
    with override(language_of_next_page(request, member)):
        messages.success(request, _("Saved."))
    return response


def _page(
    request: HttpRequest, member: Member, form: PreferencesForm, *, status: int = 200
) -> HttpResponse:
    page = _page_of_blocks(request, member)
    context = {"form": form, "page": page, "page_numbers": listing.numbers_near(page)}
    return render(request, "accounts/settings.html", context, status=status)


def _page_of_blocks(request: HttpRequest, member: Member) -> Page:
    """Return the members whom this one blocked, the latest first, by the names they show."""
    blocks = Block.objects.filter(blocker=member).select_related("blocked").order_by("-pk")
    page: Page = Paginator(blocks, BLOCKS_PER_PAGE).get_page(request.GET.get("page"))
    page.object_list = [
        {"member_id": block.blocked_id, "name": name_for(member, block.blocked)}
        for block in page.object_list
    ]
    return page
