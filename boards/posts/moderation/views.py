"""The buttons of the moderators' panel on the article page."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from boards.limits.limited import limited
from boards.members.models import Member
from boards.posts import permissions
from boards.posts.form_versions import ChangedMeanwhile, sent_again, stored_values
from boards.posts.models import Notice, Post
from boards.posts.moderation.actions.delete_post import delete_post
from boards.posts.moderation.actions.hide_post import hide_post
from boards.posts.moderation.actions.unhide_post import show_post
from boards.posts.moderation.forms import HideForm, NoticeForm
from boards.posts.notices.actions.pin_notice import pin_notice
from boards.posts.notices.actions.reschedule_notice import reschedule_notice
from boards.posts.notices.actions.unpin_notice import unpin_notice
from boards.posts.notices.placement import version_of_notice
from boards.posts.opening import CONFLICT
from boards.posts.states import State

ModeratorsView = Callable[[HttpRequest, Post, Member], HttpResponse]


def for_moderators(view: ModeratorsView) -> Callable[[HttpRequest, int], HttpResponse]:
    """Hand the view its post and the moderator; tell on the article page what went wrong.

    Others get what the article page would give them: 404 for a hidden post, 410 for a deleted
    one, 403 otherwise, and guests who asked for a form get the sign-in page.
    """

    @never_cache
    @wraps(view)
    def with_post(request: HttpRequest, pk: int) -> HttpResponse:
        post = get_object_or_404(Post.objects.select_related("board", "notice"), pk=pk)
        if post.state == State.DELETED:
            return render(request, "errors/410.html", status=410)
        visitor = request.user
        if not isinstance(visitor, Member) or not permissions.can_moderate(visitor, post):
            return _turned_away(request, post)
        try:
            return view(request, post, visitor)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect(post)

    return with_post


def _turned_away(request: HttpRequest, post: Post) -> HttpResponse:
    if not permissions.can_read(request.user, post):
        raise Http404
    if request.method == "GET" and not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    raise PermissionDenied


@require_POST
@limited("moderate")
@for_moderators
def hide(request: HttpRequest, post: Post, moderator: Member) -> HttpResponse:
    """Hide the post from readers."""
    form = HideForm(request.POST)
    if not form.is_valid():
        context = {"post": post, "board": post.board, "form": form}
        return render(request, "posts/hide_form.html", context, status=422)
    hide_post(post=post, by=moderator, reason=form.cleaned_data["reason"])
    messages.success(request, gettext("The post is hidden."))
    return redirect(post)


@require_POST
@limited("moderate")
@for_moderators
def show(request: HttpRequest, post: Post, moderator: Member) -> HttpResponse:
    """Publish a hidden post again."""
    show_post(post=post, by=moderator)
    messages.success(request, gettext("Everybody sees the post again."))
    return redirect(post)


@require_POST
@limited("moderate")
@for_moderators
def delete(request: HttpRequest, post: Post, moderator: Member) -> HttpResponse:
    """Delete the post; the panel has asked before."""
    delete_post(post=post, by=moderator)
    messages.success(request, gettext("The post was deleted."))
    return redirect(post.board)


@require_http_methods(["GET", "HEAD", "POST"])
@limited("moderate")
@for_moderators
def notice(request: HttpRequest, post: Post, moderator: Member) -> HttpResponse:
    """Ask for the place of a notice, and pin the post there or move its notice."""
    pinned = getattr(post, "notice", None)
    if pinned and not permissions.can_pin(moderator, post, scope=pinned.scope):
        raise PermissionDenied
    form = NoticeForm(
        request.POST if request.method == "POST" else None,
        instance=pinned or Notice(post=post),
        viewer=moderator,
    )
    if not form.is_valid():
        return _notice_page(request, post, form, status=422 if form.is_bound else 200)
    try:
        if pinned:
            reschedule_notice(post=post, by=moderator, **form.cleaned_data)
            messages.success(request, gettext("The notice was changed."))
        else:
            pin_notice(post=post, by=moderator, **form.cleaned_data)
            messages.success(request, gettext("The post is pinned."))
    except ChangedMeanwhile:
        return _notice_changed_meanwhile(request, post, moderator)
    return redirect(post)


def _notice_page(
    request: HttpRequest, post: Post, form: NoticeForm, *, status: int, **more: Any
) -> HttpResponse:
    is_pinned = form.instance.pk is not None
    context = {"post": post, "board": post.board, "form": form, "is_pinned": is_pinned, **more}
    return render(request, "posts/notice_form.html", context, status=status)


def _notice_changed_meanwhile(request: HttpRequest, post: Post, moderator: Member) -> HttpResponse:
    """Give back what was typed, beside the place that another moderator gave the notice."""
    notice = Notice.objects.filter(post=post).first()
    stored = stored_values(NoticeForm(instance=notice, viewer=moderator)) if notice else []
    typed = sent_again(request.POST, version_of_notice(notice) if notice else 0)
    form = NoticeForm(typed, instance=notice or Notice(post=post), viewer=moderator)
    stored = stored or [(gettext("Notice"), gettext("This post is no longer pinned."))]
    return _notice_page(request, post, form, status=CONFLICT, stored=stored)


@require_POST
@limited("moderate")
@for_moderators
def unpin(request: HttpRequest, post: Post, moderator: Member) -> HttpResponse:
    """Make a notice an ordinary post again."""
    unpin_notice(post=post, by=moderator)
    messages.success(request, gettext("The post is no longer pinned."))
    return redirect(post)
