"""The buttons by which members confirm a notice and fold it away."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from boards.caching.paths import cached_reverse
from boards.db.keys import key_in
from boards.http.way_back import way_back
from boards.limits.limited import limited
from boards.members.models import Member
from boards.members.signed_in import signed_in_member
from boards.models import Board
from boards.permissions import can_read
from boards.posts.member_views import member_view, pinning_view
from boards.posts.models import Post
from boards.posts.notices.actions.ask_anew import ask_anew
from boards.posts.notices.actions.confirm_notice import confirm_notice
from boards.posts.notices.actions.fold_notice import fold_notice, unfold_notices
from boards.posts.opening import open_post

PLACE = "#notice-confirmation"  # on the article page


@require_POST
@limited("notice")
@member_view(open_post)
def confirm(request: HttpRequest, post: Post, member: Member) -> HttpResponse:
    """Note that the member has read a notice; told on its page, also when that came too late."""
    try:
        confirm_notice(post=post, by=member, edition=_edition(request))
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
        return redirect(post)
    messages.success(request, gettext("Thank you: it is noted that you have read this."))
    return redirect(f"{post.get_absolute_url()}{PLACE}")


@require_POST
@limited("moderate")
@pinning_view
def ask(request: HttpRequest, post: Post, moderator: Member) -> HttpResponse:
    """Ask every member anew to read a notice."""
    ask_anew(post=post, by=moderator, edition=_edition(request))
    messages.success(request, gettext("Every member is asked anew to read this notice."))
    return redirect(f"{post.get_absolute_url()}{PLACE}")


@require_POST
@limited("notice")
@member_view(open_post)
def fold(request: HttpRequest, post: Post, member: Member) -> HttpResponse:
    """Fold a notice away for the member; `next` is the list to come back to."""
    fold_notice(post=post, by=member)
    return redirect(way_back(request, default=post.board.get_absolute_url()))


@require_POST
@limited("notice")
@never_cache
def unfold(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the member again all notices above the list of a board."""
    member = signed_in_member(request)
    board = get_object_or_404(Board.objects.at(slug))
    if not can_read(member, board):
        raise PermissionDenied
    unfold_notices(board=board, by=member)
    return redirect(way_back(request, default=board.get_absolute_url()))


@require_POST
@limited("notice")
@never_cache
def unfold_everywhere(request: HttpRequest) -> HttpResponse:
    """Show the member again all notices above the lists of every board."""
    unfold_notices(board=None, by=signed_in_member(request))
    return redirect(way_back(request, default=cached_reverse("posts:all")))


def _edition(request: HttpRequest) -> int:
    """Return which edition of the notice the sender saw; 0 for what is none."""
    return key_in(request.POST.get("edition", "")) or 0
