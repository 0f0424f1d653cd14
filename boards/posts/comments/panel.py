"""What stands below an article: reactions, comments and the form for a new one."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any
from urllib.parse import quote, urlencode

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, QueryDict

from boards.caching.paths import cached_reverse
from boards.members.models import Member
from boards.members.viewers import Viewer
from boards.posts import permissions
from boards.posts.comments import permissions as comment_permissions
from boards.posts.comments import threads
from boards.posts.comments.forms import CommentForm
from boards.posts.comments.pending_comment import pending_comment
from boards.posts.lists.listing import is_of_all_boards, query_below
from boards.posts.lists.paging import page_number
from boards.posts.models import Post

PATH_OF_FORM = "#id-comment-text"  # of its field, which takes the focus


def section_context(
    request: HttpRequest, post: Post, *, may_comment: Callable[[], bool]
) -> dict[str, Callable[[], Any]]:
    """Return what the templates of reactions and comments need besides comments and their form.

    Each is worked out where a template first asks for it: a page that is cached needs none.

    Args:
        post: from `with_article_details().with_marks_of(viewer)`.
        may_comment: says whether the viewer may comment on it.
    """
    viewer = request.user
    list_query = list_query_of(request.GET)
    closed = cache(lambda: reason_against(post))
    sign_in = cache(lambda: sign_in_url(f"{post.get_absolute_url()}{list_query}#comments"))
    share = cache(lambda: share_links(post))

    def write_path() -> str:
        if may_comment():
            return PATH_OF_FORM
        return "" if viewer.is_authenticated or closed() else sign_in()

    return {
        "comments_closed": closed,
        "write_path": write_path,
        "reactions": cache(lambda: reactions(viewer, post, list_query=list_query)),
        "sign_in_url": sign_in,
        "share_url": lambda: share()["share_url"],
        "share_by_email": lambda: share()["share_by_email"],
    }


def list_query_of(query: Mapping[str, str]) -> str:
    """Return what links to the same page carry, so that the list below stays of all boards."""
    return query_below(None) if is_of_all_boards(query) else ""


def comments_of(
    viewer: Viewer, post: Post, query: QueryDict, *, can_moderate: bool
) -> threads.CommentsPage:
    """Return the page of comments that a query string asks for.

    `?comments=` is its number and `?order=newest` the order.

    Raises:
        Http404: when it asks for what is no page.
        PastLastPage: when there are fewer pages.
    """
    order = order_of(query)
    try:
        number = page_number(query.get("comments", "1"))
        if not (has_comments(post) or can_moderate or number > 1):
            return threads.CommentsPage(rows=[], number=1, pages=1, order=order)
        return threads.page_of(viewer, post, number=number, order=order, can_moderate=can_moderate)
    except ValueError as error:
        raise Http404 from error


def has_comments(post: Post) -> bool:
    """Say whether the viewer may see a comment of the post, if they do not moderate it.

    One's own comment that is held is not counted.

    Args:
        post: from `with_article_details().with_marks_of(viewer)`, which knows the viewer.
    """
    return bool(post.comment_count or post.has_held_comments)  # type: ignore[attr-defined]


def order_of(query: QueryDict) -> threads.Order:
    """Return the order of comments that a query string asks for."""
    return threads.Order(newest_first=query.get("order") == "newest")


def comment_form(request: HttpRequest, post: Post, *, submission_key: str = "") -> CommentForm:
    """Return an empty form for a new comment of who may comment.

    Args:
        submission_key: what stands in the form for its key; a new one where it is empty.
    """
    pending = pending_comment(request, post)
    form = CommentForm(viewer=request.user, post=post, pending=pending)
    if submission_key:
        form.initial["submission_key"] = submission_key
    return form


def reason_against(post: Post) -> str:
    """Return why nobody can comment on the post; empty when members can."""
    try:
        comment_permissions.check_is_open(post)
    except ValidationError as error:
        return error.messages[0]
    return ""


def reactions(
    viewer: Viewer, post: Post, *, message: str = "", list_query: str = ""
) -> dict[str, Any]:
    """Return what the reactions to a post show; guests are led to sign in, and back to them.

    Args:
        post: from `with_marks_of(viewer)`.
        message: what has just happened, for screen readers.
        list_query: of the page, for whoever signs in and comes back to it.
    """
    is_member = isinstance(viewer, Member) and viewer.is_active
    return {
        "count": post.recommend_count,
        "is_recommended": getattr(post, "is_recommended", False),
        "is_scrapped": getattr(post, "is_scrapped", False),
        "can_recommend": permissions.can_recommend(viewer, post),
        "can_scrap": is_member,
        "sign_in_url": ""
        if is_member
        else sign_in_url(f"{post.get_absolute_url()}{list_query}#reactions"),
        "message": message,
    }


def share_links(post: Post) -> dict[str, str]:
    """Return the URL of a post as others open it, and one that writes an e-mail with it."""
    url = f"{settings.SITE_URL}{post.get_absolute_url()}"
    letter = urlencode({"subject": post.title, "body": url}, quote_via=quote)
    return {"share_url": url, "share_by_email": f"mailto:?{letter}"}


def sign_in_url(path: str) -> str:
    """Return the path of the sign-in page that leads on to another path."""
    return f"{cached_reverse('account_login')}?{urlencode({'next': path})}"
