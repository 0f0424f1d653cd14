"""Profile pages, and the block button on them."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Page
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from boards.accounts import profile
from boards.accounts.actions.block_member import block_member
from boards.accounts.actions.unblock_member import unblock_member
from boards.accounts.own_level import own_level
from boards.accounts.permissions import can_clear_profile, is_line_for_all
from boards.http.way_back import way_back
from boards.limits.limited import limited
from boards.members.avatars import avatar_for
from boards.members.levels import mark_of
from boards.members.models import Member
from boards.members.viewers import name_for
from boards.navigation import tabs_of
from boards.posts.lists import listing
from boards.posts.lists.columns import columns_of
from boards.posts.lists.paging import leads_to_last_page, page_number
from boards.readable import boards_readable_by, moderated_of
from boards.sanctions.permissions import can_sanction_everywhere


@require_safe
@leads_to_last_page
def posts(request: HttpRequest, pk: int) -> HttpResponse:
    """A member and the posts that the visitor may know to be theirs."""
    return _profile_page(request, pk, shows="posts")


@require_safe
@leads_to_last_page
def comments(request: HttpRequest, pk: int) -> HttpResponse:
    """A member and the comments that the visitor may know to be theirs."""
    return _profile_page(request, pk, shows="comments")


@require_POST
@limited("block")
@login_required
def block(request: HttpRequest, pk: int) -> HttpResponse:
    """Fold the member's posts and comments away; `next` is where to go then."""
    member = get_object_or_404(Member, pk=pk, is_active=True, deleted_at__isnull=True)
    try:
        block_member(blocker=cast(Member, request.user), blocked=member)
    except ValidationError as error:
        raise PermissionDenied from error
    messages.success(request, _("Blocked. Their posts and comments are now collapsed for you."))
    return HttpResponseRedirect(way_back(request, default=member.get_absolute_url()))


@require_POST
@limited("block")
@login_required
def unblock(request: HttpRequest, pk: int) -> HttpResponse:
    """Unfold the member's posts and comments; `next` is where to go then."""
    member = get_object_or_404(Member, pk=pk)
    unblock_member(blocker=cast(Member, request.user), blocked=member)
    messages.success(request, _("Unblocked."))
    return HttpResponseRedirect(way_back(request, default=member.get_absolute_url()))


def _profile_page(request: HttpRequest, pk: int, *, shows: str) -> HttpResponse:
    member = get_object_or_404(Member, pk=pk)
    if member.deleted_at:
        return render(request, "accounts/gone.html", status=410)
    if member.merged_into_id and not member.is_active:
        view = "accounts:profile" if shows == "posts" else "accounts:comments"
        return redirect(view, member.merged_into_id)
    if not member.is_active:
        raise Http404
    blocked = profile.is_blocked(member, by=request.user)
    page = None if blocked else _page(request, member, shows)
    boards = boards_readable_by(request.user)
    picture = None if blocked else avatar_for(request.user, member)
    about = "" if blocked else member.about
    is_own = request.user.pk == member.pk
    can_clear = bool(picture or about) and can_clear_profile(request.user, member)
    is_line_hidden = bool(about) and not is_line_for_all(member)
    return render(
        request,
        "accounts/profile.html",
        {
            "member_id": member.pk,
            "name": name_for(request.user, member),
            "picture": picture,
            "about": about if can_clear or not is_line_hidden else "",
            "is_line_hidden": is_line_hidden,
            "level": mark_of(member),
            **(own_level(member) if is_own else {}),
            "can_clear": can_clear,
            "may_sanction": not is_own
            and (bool(moderated_of(boards)) or can_sanction_everywhere(request.user)),
            "navigation_tabs": tabs_of(boards),
            "joined_at": member.joined_at,
            "is_own": is_own,
            "is_blocked": blocked,
            "shows": shows,
            "page": page,
            # Every row is of the same author.
            "columns": columns_of(None, numbered=False)._replace(author=False),
            "page_numbers": listing.pager_window(page) if page else (),
        },
    )


def _page(request: HttpRequest, member: Member, shows: str) -> Page:
    page_of = profile.page_of_posts if shows == "posts" else profile.page_of_comments
    try:
        number = page_number(request.GET.get("page", "1"))
    except ValueError as error:
        raise Http404 from error
    return page_of(member, viewer=request.user, number=number)
