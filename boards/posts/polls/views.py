"""Voting in the poll of a post, and closing it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from boards.db.keys import key_in
from boards.limits.limited import limited
from boards.members.models import Member
from boards.posts.member_views import member_view
from boards.posts.models import Post
from boards.posts.models.poll import MAX_CHOICES
from boards.posts.opening import open_post
from boards.posts.polls.actions.close_poll import close_poll
from boards.posts.polls.actions.vote import vote as cast_vote
from boards.posts.polls.showing import poll_for
from boards.posts.refused_page import CONFLICT, is_htmx

# What stands behind the codes of a vote that can be sent again, or looked at.
STATUS_OF = {"none": 422, "many": 422, "unknown": 422, "closed": CONFLICT, "twice": CONFLICT}
NO_CHOICE = 0  # the key of no row: what was sent is none


@require_POST
@limited("vote")
@member_view(open_post)
def vote(request: HttpRequest, post: Post, member: Member) -> HttpResponse:
    """Vote in the poll of a post; what is wrong stands beside the choices that were made."""
    sent = request.POST.getlist("choice")[: MAX_CHOICES + 1]
    chosen = [key_in(text) or NO_CHOICE for text in sent]
    try:
        has_changed = cast_vote(post=post, by=member, choices=chosen)
    except ValidationError as error:
        status = STATUS_OF.get(getattr(error, "code", ""))
        if status is None:
            raise
        return _with_error(request, post, member, chosen, error.messages[0], status)
    said = gettext("Your vote is changed.") if has_changed else gettext("Your vote is counted.")
    return _done(request, post, member, said)


@require_POST
@limited("vote")
@member_view(open_post)
def close(request: HttpRequest, post: Post, member: Member) -> HttpResponse:
    """Let nobody vote any more."""
    close_poll(post=post, by=member)
    return _done(request, post, member, gettext("The poll is closed."))


def _done(request: HttpRequest, post: Post, member: Member, said: str) -> HttpResponse:
    if not is_htmx(request):
        messages.success(request, said)
        return redirect(f"{post.get_absolute_url()}#poll")
    context = {"post": post, "poll": poll_for(member, post, message=said)}
    return render(request, "posts/_poll.html", context)


def _with_error(
    request: HttpRequest, post: Post, member: Member, chosen: list[int], error: str, status: int
) -> HttpResponse:
    poll = poll_for(member, post, ticked=chosen, error=error)
    if poll is None:
        raise Http404
    template = "posts/_poll.html" if is_htmx(request) else "posts/poll.html"
    context = {"post": post, "board": post.board, "poll": poll}
    return render(request, template, context, status=status)
