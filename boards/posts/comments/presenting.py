"""What the template of a comment prints: values that are ready, so that it only has to place them.

A page has dozens of comments, and most of what Django's template tags work out is the same in all
of them. Here numbers and paths have become texts that need no escaping, which is most of what a
template costs. The markup is in `templates/posts/_comment.html`.
"""

from collections.abc import Iterable
from datetime import datetime
from functools import cached_property
from typing import Any, TypedDict

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from boards.caching.paths import cached_reverse
from boards.members.avatars import avatar_for, avatar_url, hue_of, sign_of
from boards.members.levels import mark_of
from boards.members.viewers import Viewer
from boards.moments.display import Moments, Until
from boards.posts.comments import pictures
from boards.posts.comments.permissions import is_author
from boards.posts.comments.threads import ShownComment
from boards.posts.models import Comment, Post
from boards.posts.states import State


class Recommending(TypedDict):
    """The button that recommends a comment, or undoes that."""

    key: SafeString  # of the comment, in ids and addresses
    recommend_path: SafeString  # to which the button sends
    is_recommended: bool
    recommends: SafeString  # how many do
    token: SafeString  # the hidden field of every form; empty where there is none


class CommentTools(Recommending):
    """What the viewer may do with a comment."""

    is_counted: bool  # somebody recommends it; for who has no button
    reply_path: SafeString
    edit_path: SafeString
    hide_path: SafeString
    show_path: SafeString
    delete_path: SafeString
    has_menu: bool  # there is something in it: to edit, to delete, to moderate


class CommentRow(CommentTools):
    """One comment for the template. A path is empty where its link or button is not shown."""

    depth: SafeString  # 1 to 4
    withheld: str  # why there is no body: see `ShownComment`; empty when there is one
    is_folded: bool  # written by somebody whom the viewer blocked
    author: str  # the name as the viewer may see it; empty when nobody knows it
    picture: str  # the path of the author's, where the viewer may see it; otherwise empty
    sign: str  # of the mark drawn instead, as `hue`: both are made of nothing but the name
    hue: SafeString
    author_path: str
    level: str  # the mark of the author's level, of `levels.mark_of`; empty for none
    is_by_author: bool  # the writer of the post, and everybody may know it
    answers: str  # "In reply to …:", for screen readers; empty for a comment on the post itself
    answers_whom: str  # their name, where the place in the tree does not tell
    path: SafeString  # the permanent one
    posted: SafeString
    edited: SafeString  # when; empty for never
    versions_path: SafeString
    is_secret: bool
    is_hidden: bool
    is_waiting: bool
    is_refused: bool
    is_own: bool  # written by the viewer, under whatever name
    body: SafeString


def presented(
    viewer: Viewer | None, post: Post, comments: Iterable[ShownComment], *, token: Any = ""
) -> list[CommentRow]:
    """Return the comments of one page as the template takes them.

    Args:
        token: against forged forms, lazy: only a form asks for it, since with it comes a cookie,
            which guests are spared.
    """
    presenter = _Presenter(viewer, post, token)
    return [presenter.row(comment) for comment in comments]


def recommending(
    comment: Comment, *, is_recommended: bool, token: SafeString, is_shown: bool = True
) -> Recommending:
    """Return what the button beside a comment needs.

    Args:
        token: from `token_field`.
        is_shown: False where there is no button, but a number.
    """
    view = "posts:comment-recommend-undo" if is_recommended else "posts:comment-recommend"
    return {
        "key": _ready(comment.pk),
        "recommend_path": _ready(cached_reverse(view, comment.pk) if is_shown else ""),
        "is_recommended": is_recommended,
        "recommends": _ready(comment.recommends),
        "token": token,
    }


def token_field(value: str) -> SafeString:
    """Return the field by which a form proves that it is the site's own, as `{% csrf_token %}`."""
    return format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', value)


class _Presenter:
    """Everything that is the same in the comments of one page."""

    def __init__(self, viewer: Viewer | None, post: Post, token: Any) -> None:
        self._viewer = viewer
        self._post = post
        self._csrf_token = token
        self._moments = Moments()
        self._reply_path = cached_reverse("posts:comments", post.pk)
        self._in_reply = gettext("In reply to %(name)s:")

    def row(self, shown: ShownComment) -> CommentRow:
        """Return one comment."""
        comment, author = shown.comment, shown.comment.linked_author
        picture = avatar_for(self._viewer, author)
        return {
            "depth": _ready(shown.depth),
            "withheld": shown.withheld,
            "is_folded": shown.is_folded,
            "author": shown.author_name,
            "picture": avatar_url(picture, "small") if picture else "",
            "sign": sign_of(shown.author_name),
            "hue": _ready(hue_of(shown.author_name)),
            "author_path": author.get_absolute_url() if author else "",
            "level": mark_of(author),
            "is_by_author": self._is_openly_by_author(comment),
            "answers": self._in_reply % {"name": shown.replying_to} if shown.replying_to else "",
            "answers_whom": shown.replying_to if shown.is_flattened else "",
            "path": _ready(comment.get_absolute_url()),
            "posted": self._moment(comment.posted_at),
            "edited": self._edited(shown),
            "versions_path": self._path("versions", comment, shown.can_see_versions),
            "is_secret": comment.is_secret,
            "is_hidden": comment.state == State.HIDDEN,
            "is_waiting": comment.state == State.WAITING,
            "is_refused": comment.state == State.REFUSED,
            "is_own": is_author(self._viewer, comment),
            "body": mark_safe(pictures.named(shown.markup)),  # noqa: S308 - made safe when it was written
            **self._tools(shown),
        }

    @cached_property
    def _token(self) -> SafeString:
        return token_field(str(self._csrf_token))

    def _tools(self, shown: ShownComment) -> CommentTools:
        comment, can_moderate = shown.comment, shown.can_moderate
        can_delete = can_moderate or shown.can_delete
        has_form = can_delete or shown.can_recommend
        reply_path = f"{self._reply_path}?reply_to={comment.pk}"
        button = recommending(
            comment,
            is_recommended=bool(shown.is_recommended),
            token=self._token if has_form else SafeString(),
            is_shown=shown.can_recommend,
        )
        return {
            **button,
            "is_counted": comment.recommends > 0,
            "reply_path": _ready(reply_path if shown.can_reply else ""),
            "edit_path": self._path("edit", comment, shown.can_edit),
            "hide_path": self._path("hide", comment, can_moderate and comment.is_published),
            "show_path": self._path("show", comment, shown.can_show_again),
            "delete_path": self._path("delete", comment, can_delete),
            "has_menu": can_delete or shown.can_edit,
        }

    def _is_openly_by_author(self, comment: Comment) -> bool:
        is_own = comment.author_id is not None and comment.author_id == self._post.author_id
        return is_own and not (comment.is_anonymous or self._post.is_anonymous)

    def _edited(self, shown: ShownComment) -> SafeString:
        if shown.withheld or not shown.comment.edited_at:
            return SafeString()
        return self._moment(shown.comment.edited_at)

    def _moment(self, when: datetime) -> SafeString:
        return mark_safe(self._moments.moment(when, Until.AGO))  # noqa: S308 - its own markup

    def _path(self, view: str, comment: Comment, is_shown: bool) -> SafeString:
        return _ready(cached_reverse(f"posts:comment-{view}", comment.pk) if is_shown else "")


def _ready(value: int | str) -> SafeString:
    """Return a number or a path, in which nothing is to be escaped, as the text of a template."""
    return SafeString(value)
