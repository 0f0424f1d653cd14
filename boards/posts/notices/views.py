"""The buttons of the moderators' panel that pin a post, move its notice and take it down."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from boards.limits.limited import limited
from boards.members.models import Member
from boards.moments.display import in_minutes
from boards.posts import permissions
from boards.posts.form_versions import ChangedMeanwhile, sent_again, stored_values
from boards.posts.member_views import pinning_view
from boards.posts.models import Notice, Post
from boards.posts.notices.actions.pin_notice import pin_notice
from boards.posts.notices.actions.reschedule_notice import reschedule_notice
from boards.posts.notices.actions.unpin_notice import unpin_notice
from boards.posts.notices.forms import NoticeForm
from boards.posts.notices.placement import version_of_notice
from boards.posts.refused_page import CONFLICT


@require_http_methods(["GET", "HEAD", "POST"])
@limited("moderate")
@pinning_view
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
            stored = reschedule_notice(post=post, by=moderator, **form.cleaned_data)
            done = gettext("The notice was changed.")
        else:
            stored = pin_notice(post=post, by=moderator, **form.cleaned_data)
            done = gettext("The post is pinned.")
        messages.success(request, _told(stored, done))
    except ChangedMeanwhile:
        return _notice_changed_meanwhile(request, post, moderator)
    return redirect(post)


def _told(notice: Notice, done: str) -> str:
    """Return what was done, and since when or till when nobody sees the notice."""
    if notice.is_over:
        return gettext("The notice was saved, but its time is over: nobody sees it.")
    if notice.is_scheduled:
        moment = in_minutes(notice.starts_at)
        return gettext("The notice was saved. It appears on %(moment)s.") % {"moment": moment}
    return done


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
@pinning_view
def unpin(request: HttpRequest, post: Post, moderator: Member) -> HttpResponse:
    """Make a notice an ordinary post again."""
    unpin_notice(post=post, by=moderator)
    messages.success(request, gettext("The post is no longer pinned."))
    return redirect(post)
