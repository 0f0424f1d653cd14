"""The buttons that recommend posts and comments, and undo that.

Two addresses rather than one switch: who clicks twice does not undo the first click.
"""

from collections.abc import Callable
from functools import partial

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from boards.limits.limited import limited
from boards.members.models import Member
from boards.posts.comments import panel
from boards.posts.comments.opening import open_comment
from boards.posts.comments.presenting import recommending, token_field
from boards.posts.member_views import member_view
from boards.posts.models import Comment, CommentRecommendation, Post
from boards.posts.opening import open_post
from boards.posts.reactions.actions.recommend import (
    recommend_comment,
    recommend_post,
    undo_recommend_comment,
    undo_recommend_post,
)
from boards.posts.reactions.networks import hashed_network
from boards.posts.refused_page import CONFLICT, is_htmx

TWICE = "twice"


@require_POST
@limited("recommend")
@member_view(open_post)
def recommend(request: HttpRequest, post: Post, member: Member) -> HttpResponse:
    """Recommend a post."""
    act = partial(recommend_post, network=hashed_network(request))
    return _done_to_post(request, post, member, act, gettext("Recommended."))


@require_POST
@limited("recommend")
@member_view(open_post)
def undo_recommend(request: HttpRequest, post: Post, member: Member) -> HttpResponse:
    """Undo the recommendation of a post."""
    return _done_to_post(
        request, post, member, undo_recommend_post, gettext("Recommendation undone.")
    )


@require_POST
@limited("recommend")
@member_view(open_comment)
def comment_recommend(request: HttpRequest, comment: Comment, member: Member) -> HttpResponse:
    """Recommend a comment."""
    act = partial(recommend_comment, network=hashed_network(request))
    return _done_to_comment(request, comment, member, act, gettext("Recommended."))


@require_POST
@limited("recommend")
@member_view(open_comment)
def undo_comment_recommend(request: HttpRequest, comment: Comment, member: Member) -> HttpResponse:
    """Undo the recommendation of a comment."""
    done = gettext("Recommendation undone.")
    return _done_to_comment(request, comment, member, undo_recommend_comment, done)


def _done_to_post(
    request: HttpRequest, post: Post, member: Member, act: Callable[..., None], done: str
) -> HttpResponse:
    message, status = _outcome(request, lambda: act(post=post, by=member), done)
    if not is_htmx(request):
        return redirect(f"{post.get_absolute_url()}#reactions")
    fresh = Post.objects.with_article_details().with_marks_of(member).get(pk=post.pk)
    context = {"post": fresh, "reactions": panel.reactions(member, fresh, message=message)}
    return render(request, "posts/_reactions.html", context, status=status)


def _done_to_comment(
    request: HttpRequest, comment: Comment, member: Member, act: Callable[..., None], done: str
) -> HttpResponse:
    message, status = _outcome(request, lambda: act(comment=comment, by=member), done)
    if not is_htmx(request):
        return redirect(comment)
    comment.refresh_from_db(fields=["recommends"])
    own = CommentRecommendation.objects.filter(comment=comment, member=member)
    button = recommending(
        comment, is_recommended=own.exists(), token=token_field(get_token(request))
    )
    context = {"row": button, "message": message}
    return render(request, "posts/_comment_recommend.html", context, status=status)


def _outcome(request: HttpRequest, act: Callable[[], None], done: str) -> tuple[str, int]:
    """Act; return what to say of it and the status. A second click of htmx is told so in place."""
    try:
        act()
    except ValidationError as error:
        if error.code != TWICE or not is_htmx(request):
            raise
        return error.messages[0], CONFLICT
    return done, 200
