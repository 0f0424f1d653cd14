"""An article with its comments, as nearly everybody sees it alike.

Guests see the same of a post, and so do members who neither wrote anything on the page nor moderate
the board or pin its notices: for them it is cached as one part (`boards.caching.parts`), and
nothing is worked out that only its markup needs. Everybody else, and what depends on more than the
rows that are loaded for the page, gets it made for that page alone.
`tests/posts/reading/test_shared_section.py` proves that both are the same, byte by byte.

Decision 0016 has the figures.
"""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any
from uuid import uuid4

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils.functional import SimpleLazyObject

from boards.caching.parts import ARTICLES, Part, key_of, mark
from boards.counters.models import ViewTotal
from boards.db.prepared import Answer
from boards.members.viewers import ViewerKind, kind_of
from boards.posts.comments import mentions, panel, threads
from boards.posts.comments.pending_comment import pending_comment
from boards.posts.comments.permissions import can_comment
from boards.posts.models import Comment, Post, Tag
from boards.posts.moderation.actions.note_secret_reading import note_secret_comments
from boards.posts.newcomers import rules_for_newcomer
from boards.posts.notices.confirmations import confirmed_of
from boards.posts.part_keys import ages_of, common_ingredients
from boards.posts.polls.showing import ShownPoll

# With more, a page shows the best ones too, or there are several pages.
MAX_COMMENTS = min(threads.BEST_ABOVE, threads.COMMENTS_PER_PAGE - 1)
LINK = "<a "  # in stored markup; a preview or a video may belong to each


def section_of(
    request: HttpRequest,
    post: Post,
    answer: Answer[Post],
    tags: Answer[Tag],
    *,
    poll: ShownPoll | None,
    can_moderate: bool,
    can_pin: bool = False,
) -> dict[str, Any]:
    """Return what the templates of an article's comments need, and its part if it has one.

    Args:
        answer: with the row of the post.
        poll: of the post, as the viewer sees it.
        can_moderate, can_pin: what the viewer does on the board; either shows a panel of theirs.

    Raises:
        Http404 or PastLastPage: when there is no such page of comments.
    """
    may_comment = cache(lambda: can_comment(request.user, post))
    rules = cache(lambda: rules_for_newcomer(request.user, post.board) if may_comment() else None)
    asks = _asks_to_confirm(request, post)
    asked = _first_page(request, post) if not (can_moderate or can_pin) else None
    part = None
    if asked is not None:
        shown = (may_comment, rules, lambda: asks, lambda: poll)
        part = _part(request, post, answer, tags, asked, shown)
    if asked is None:
        comments = panel.comments_of(request.user, post, request.GET, can_moderate=can_moderate)
        if comments.is_read_as_moderator:
            note_secret_comments(request, post)
    else:
        comments = SimpleLazyObject(lambda: _page(request, post, asked))  # type: ignore[assignment]
    key = mark("submission_key") if part else ""
    return {
        "article_part": part,
        "comments": comments,
        "asks_to_confirm": asks,
        "confirmed": confirmed_of([post.notice]).get(post.notice.pk)
        if (can_moderate or can_pin) and _is_to_confirm(post)
        else None,
        "newcomer_rules": rules,
        "comment_form": cache(
            lambda: panel.comment_form(request, post, submission_key=key) if may_comment() else None
        ),
        **panel.section_context(request, post, may_comment=may_comment),
    }


def _first_page(request: HttpRequest, post: Post) -> Answer[Comment] | None:
    """Ask for the only page of the comments; None where there may be another."""
    if post.comment_count > MAX_COMMENTS or request.GET.get("comments", "1") != "1":
        return None
    if not panel.has_comments(post):
        return Answer([], None)  # as everybody but moderators sees it
    return threads.ask_for_page(request.user, post, order=panel.order_of(request.GET))


def _page(request: HttpRequest, post: Post, asked: Answer[Comment]) -> threads.CommentsPage:
    if not panel.has_comments(post):
        return panel.comments_of(request.user, post, request.GET, can_moderate=False)
    order = panel.order_of(request.GET)
    return threads.page_from(asked, request.user, post, order=order, can_moderate=False)


def _part(
    request: HttpRequest,
    post: Post,
    answer: Answer[Post],
    tags: Answer[Tag],
    comments: Answer[Comment],
    shown: Iterable[Callable[[], Any]],
) -> Part | None:
    """Return the part of the page; `shown` gives whatever else its templates ask about."""
    is_alike = (
        answer.is_raw
        and _is_alike_for(request, post, comments.column("author_id"))
        and _is_all_here(post, comments.column("body"))
    )
    if not is_alike:
        return None
    key = key_of(
        *common_ingredients(request),
        [each() for each in shown],
        panel.list_query_of(request.GET),
        panel.order_of(request.GET).newest_first,
        ages_of([post.posted_at, *comments.column("posted_at"), *comments.column("edited_at")]),
        answer.values(without=ViewTotal),
        tags.values(),
        comments.values(),
    )
    return Part(
        key,
        ARTICLES,
        {
            "views": lambda: f"{post.views:,}",
            "view_count": lambda: str(post.views),
            # One token for all forms: each call disguises the secret anew.
            "csrf_token": cache(lambda: get_token(request)),
            "submission_key": lambda: str(uuid4()),
        },
    )


def _is_to_confirm(post: Post) -> bool:
    """Say whether the post is a notice that members confirm."""
    notice = getattr(post, "notice", None)
    return notice is not None and notice.must_read


def _asks_to_confirm(request: HttpRequest, post: Post) -> bool:
    """Say whether the viewer sees whether they have confirmed the notice, or are asked to."""
    is_member = kind_of(request.user) is not ViewerKind.GUEST
    return is_member and _is_to_confirm(post) and post.notice.asks_to_confirm


def _is_alike_for(request: HttpRequest, post: Post, writers: list[int | None]) -> bool:
    """Say whether the viewer sees what all others of their kind see."""
    viewer = request.user
    kind = kind_of(viewer)
    if kind is ViewerKind.GUEST:
        return not viewer.is_authenticated
    concerned = viewer.is_staff or viewer.pk == post.author_id or viewer.pk in writers
    return kind is ViewerKind.MEMBER and not concerned and not pending_comment(request, post)


def _is_all_here(post: Post, bodies: list[str]) -> bool:
    """Say whether all that the part shows is in the rows: no preview, and no name of others."""
    if not post.is_published or post.link or LINK in post.body:
        return False
    return len(bodies) < threads.COMMENTS_PER_PAGE and not mentions.members_in(bodies)
