"""What a post said before, and who an anonymous author is: for those who may know."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from boards.limits.limited import limited
from boards.members.models import Member
from boards.posts import permissions
from boards.posts.models import Post
from boards.posts.moderation.actions import look_up_author as looking_up
from boards.posts.moderation.actions.note_secret_reading import note_secret_reading
from boards.posts.moderation.versions import changes_of
from boards.posts.opening import existing_post, gone_if_deleted, refusal


@require_safe
@never_cache
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """The versions of a post with what each edit changed, the latest first."""
    post = existing_post(Post.objects.select_related("board", "category"), pk)
    if not permissions.can_see_versions(request.user, post):
        raise refusal(request, post)
    note_secret_reading(request, post)
    context = {
        "post": post,
        "board": post.board,
        "changes": changes_of(post, request.user),
        "can_restore": permissions.can_restore_version(request.user, post),
    }
    return render(request, "posts/history.html", context)


@require_POST
@limited("moderate")
@never_cache
def look_up_author(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell a moderator once who wrote an anonymous post; the admin's log keeps the question."""
    post = existing_post(Post.objects.select_related("board"), pk)
    moderator = request.user
    if not isinstance(moderator, Member) or not permissions.can_look_up_author(moderator, post):
        raise refusal(request, post)
    with gone_if_deleted():
        author = looking_up.look_up_author(post=post, by=moderator)
    name = author.handle if author else gettext("Former member")
    messages.info(
        request, gettext("Written by %(name)s. This look-up was recorded.") % {"name": name}
    )
    return redirect(post)
