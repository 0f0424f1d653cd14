"""The settings page."""

from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods

from boards.accounts.forms import PreferencesForm
from boards.limits.limited import limited
from boards.members.models import Block, Member
from boards.members.preferences import language_of_next_page
from boards.members.viewers import name_for
from boards.posts.form_versions import sent_again, stored_values
from boards.posts.lists import listing
from boards.posts.lists.actions.forget_read_marks import forget_read_marks
from boards.posts.lists.paging import leads_to_last_page, page_number, page_of

BLOCKS_PER_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@limited("settings")
@login_required
@leads_to_last_page
def preferences(request: HttpRequest) -> HttpResponse:
    """Language, time zone and list size of the member, and whom they blocked."""
    member = cast(Member, request.user)
    if request.method != "POST":
        return _page(request, member, PreferencesForm(instance=member))
    return _save(request, member)


@transaction.atomic
def _save(request: HttpRequest, member: Member) -> HttpResponse:
    """Store the settings over those on which the form was opened."""
    stored = Member.objects.select_for_update().get(pk=member.pk)
    form = PreferencesForm(request.POST, instance=stored)
    if not form.is_valid():
        return _page(request, member, form, status=422)
    if form.is_of_older_settings:
        return _changed_meanwhile(request, member)
    form.save()
    if not stored.remembers_reading:
        forget_read_marks(member=stored)
    return _saved(request, stored)


def _changed_meanwhile(request: HttpRequest, member: Member) -> HttpResponse:
    """Give back what was chosen, beside what another window has stored."""
    member.refresh_from_db()
    shown = PreferencesForm(instance=member)
    form = PreferencesForm(sent_again(request.POST, shown.shown_version), instance=member)
    return _page(request, member, form, status=409, stored=stored_values(shown))


def _saved(request: HttpRequest, member: Member) -> HttpResponse:
    response = redirect("accounts:settings")
    # The language switched to in this browser is an older choice than this one.
    response.delete_cookie(settings.LANGUAGE_COOKIE_NAME, samesite="Lax")
    with override(language_of_next_page(request, member)):
        messages.success(request, _("Saved."))
    return response


def _page(
    request: HttpRequest, member: Member, form: PreferencesForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    page = _page_of_blocks(request, member)
    context = {"form": form, "page": page, "page_numbers": listing.pager_window(page), **more}
    return render(request, "accounts/settings.html", context, status=status)


def _number(text: str) -> int:
    """Return the number of a page of blocks; the first one for what is none."""
    try:
        return page_number(text)
    except ValueError:
        return 1


def _page_of_blocks(request: HttpRequest, member: Member) -> Page:
    """Return the members whom this one blocked, the latest first, by the names they show."""
    blocks = Block.objects.filter(blocker=member).select_related("blocked").order_by("-pk")
    pages = Paginator(blocks, BLOCKS_PER_PAGE)
    number = request.GET.get("page", "1")
    # Where settings were sent, there is something to say about them; nothing leads away from it.
    is_sent = request.method == "POST"
    page: Page = pages.get_page(number) if is_sent else page_of(pages, _number(number))
    page.object_list = [
        {"member_id": block.blocked_id, "name": name_for(member, block.blocked)}
        for block in page.object_list
    ]
    return page
