"""Going back to an earlier version of a post."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from boards.db.keys import key_in
from boards.limits.limited import limited
from boards.members.models import Member
from boards.posts import permissions
from boards.posts.models import Post, Revision
from boards.posts.opening import existing_post, gone_if_deleted, refusal
from boards.posts.writing.actions.restore_version import restore_version


@require_POST
@limited("edit")
@never_cache
def restore(request: HttpRequest, pk: int, revision: int) -> HttpResponse:
    """Give the post back what it said before an edit."""
    post = existing_post(Post.objects.select_related("board"), pk)
    member = request.user
    if not isinstance(member, Member) or not permissions.can_restore_version(member, post):
        raise refusal(request, post)
    earlier = get_object_or_404(Revision, pk=revision, post=post)
    latest = key_in(request.POST.get("latest", ""))
    try:
        with gone_if_deleted():
            post = restore_version(post=post, revision=earlier, by=member, latest=latest)
    except PermissionDenied as error:
        raise refusal(request, post) from error
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("posts:history", pk)
    messages.success(request, gettext("The earlier text is back."))
    return redirect(post)
