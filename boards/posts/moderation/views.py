"""The buttons of the moderators' panel on the article page."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from boards.limits.limited import limited
from boards.members.models import Member
from boards.posts.member_views import moderator_view
from boards.posts.models import Post
from boards.posts.moderation.actions.delete_post import delete_post
from boards.posts.moderation.actions.hide_post import hide_post
from boards.posts.moderation.actions.lock_comments import lock_comments, unlock_comments
from boards.posts.moderation.actions.unhide_post import unhide_post
from boards.posts.moderation.forms import HideForm


@require_POST
@limited("moderate")
@moderator_view
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
@moderator_view
def show(request: HttpRequest, post: Post, moderator: Member) -> HttpResponse:
    """Publish a hidden post again."""
    unhide_post(post=post, by=moderator)
    messages.success(request, gettext("Everybody sees the post again."))
    return redirect(post)


@require_POST
@limited("moderate")
@moderator_view
def lock(request: HttpRequest, post: Post, moderator: Member) -> HttpResponse:
    """Close the post to new comments."""
    lock_comments(post=post, by=moderator)
    messages.success(request, gettext("The comments are locked."))
    return redirect(post)


@require_POST
@limited("moderate")
@moderator_view
def unlock(request: HttpRequest, post: Post, moderator: Member) -> HttpResponse:
    """Open the post to comments again."""
    unlock_comments(post=post, by=moderator)
    messages.success(request, gettext("The comments are open again."))
    return redirect(post)


@require_POST
@limited("moderate")
@moderator_view
def delete(request: HttpRequest, post: Post, moderator: Member) -> HttpResponse:
    """Delete the post; the panel has asked before."""
    delete_post(post=post, by=moderator)
    messages.success(request, gettext("The post was deleted. It can be restored from the trash."))
    return redirect(post.board)
