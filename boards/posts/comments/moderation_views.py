"""The moderators' buttons beside a comment."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from boards.limits.limited import limited
from boards.members.models import Member
from boards.posts import permissions
from boards.posts.comments.actions.hide_comment import hide_comment
from boards.posts.comments.actions.unhide_comment import unhide_comment
from boards.posts.comments.opening import open_comment
from boards.posts.member_views import member_view
from boards.posts.models import Comment
from boards.posts.moderation.forms import HideForm


@require_POST
@limited("moderate")
@member_view(open_comment)
def hide(request: HttpRequest, comment: Comment, member: Member) -> HttpResponse:
    """Hide a comment from readers."""
    if not permissions.can_moderate(member, comment.post):
        raise PermissionDenied
    form = HideForm(request.POST)
    if not form.is_valid():
        context = {"post": comment.post, "board": comment.post.board, "form": form}
        return render(request, "posts/hide_form.html", context, status=422)
    hide_comment(comment=comment, by=member, reason=form.cleaned_data["reason"])
    messages.success(request, gettext("The comment is hidden."))
    return redirect(comment)


@require_POST
@limited("moderate")
@member_view(open_comment)
def show(request: HttpRequest, comment: Comment, member: Member) -> HttpResponse:
    """Show a hidden comment again."""
    unhide_comment(comment=comment, by=member)
    messages.success(request, gettext("Everybody sees the comment again."))
    return redirect(comment)
