"""The comments under a post as HTML.

Written in Python for the same reason as the rows of lists: a long thread is most of its page. What
few comments have, the tools of moderators and of their authors, stays in templates.
"""

from collections.abc import Iterable
from html import escape
from typing import Any

from django import template
from django.template import Context
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, pgettext

from boards.caching.paths import cached_reverse
from boards.moments.display import Moments, Until
from boards.posts.comments.threads import ShownComment
from boards.posts.models import Comment

register = template.Library()


@register.simple_tag(takes_context=True)
def comment_rows(context: Context, rows: Iterable[ShownComment]) -> SafeString:
    """Return an item of the list for each comment, as the viewer may see it.

    Args:
        context: of the page of `post`.
        rows: from `boards.posts.comments.threads.page_of`.
    """
    markup = _CommentMarkup(context)
    return mark_safe("\n".join(map(markup.item, rows)))  # noqa: S308 - texts are escaped or clean


@register.simple_tag(takes_context=True)
def comment_recommend(
    context: Context, comment: Comment, is_recommended: bool, message: str = ""
) -> SafeString:
    """Return the button that recommends a comment, or undoes that.

    Args:
        message: what has just happened, for screen readers.
    """
    return mark_safe(_Recommend(context).button(comment, is_recommended, message))  # noqa: S308


class _Recommend:
    def __init__(self, context: Context) -> None:
        self._context = context
        self._words = {
            False: ("posts:comment-recommend", "", escape(gettext("Recommend"))),
            True: (
                "posts:comment-recommend-undo",
                " recommend--done",
                escape(gettext("Undo recommendation")),
            ),
        }

    def button(self, comment: Comment, is_recommended: bool, message: str = "") -> str:
        view, done, label = self._words[bool(is_recommended)]
        action, name = cached_reverse(view, comment.pk), f"recommend-comment-{comment.pk}"
        heard = (
            f'<span class="visually-hidden" role="status">{escape(message)}</span>'
            if message
            else ""
        )
        return (
            f'<form class="recommend" id="{name}" action="{action}" method="post"'
            f' hx-post="{action}" hx-target="this" hx-swap="outerHTML"'
            f' hx-disabled-elt="find button">{self._token()}'
            f'<button class="quiet-button{done}" id="{name}-button">{label}'
            f' <span class="recommend__count">{comment.recommends:,}</span></button>{heard}</form>'
        )

    def _token(self) -> str:
        # Asked for by a form alone: with a token comes a cookie, which guests are spared.
        value = self._context.get("csrf_token")
        return f'<input type="hidden" name="csrfmiddlewaretoken" value="{value}">'


class _CommentMarkup:
    """Everything that is the same in the comments of one page: labels and addresses."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._post = context["post"]
        self._recommend = _Recommend(context)
        self._reply_path = cached_reverse("posts:comments", self._post.pk)
        self._reply = escape(gettext("Answer"))
        self._edit = escape(gettext("Edit"))
        self._recommends = escape(gettext("Recommendations"))
        self._link = escape(gettext("Link to this comment"))
        self._edited = escape(pgettext("comment", "edited"))
        self._moments = Moments()
        self._in_reply = escape(gettext("In reply to %(name)s:"))
        self._by_author = _mark(gettext("Author"))
        self._secret = _mark(gettext("Secret"))
        self._hidden = _mark(gettext("Hidden"))
        self._unknown = escape(gettext("Author unknown"))

    def item(self, row: ShownComment) -> str:
        """Return one comment."""
        return (
            f'<li class="comment comment--depth-{row.depth}" id="comment-{row.comment.pk}"'
            f' tabindex="-1">{self._inside(row)}</li>'
        )

    def _inside(self, row: ShownComment) -> str:
        if row.withheld == "deleted":
            return _stub(gettext("This comment was deleted."))
        if row.withheld == "hidden":
            return _stub(gettext("A moderator has hidden this comment."))
        content = f'<p class="comment__byline">{self._byline(row)}</p>{self._text(row)}'
        if row.is_folded:
            summary = escape(gettext("Comment of a member whom you blocked"))
            return f'<details class="comment__fold"><summary>{summary}</summary>{content}</details>'
        return content

    def _byline(self, row: ShownComment) -> str:
        comment, post = row.comment, self._post
        is_own = comment.author_id is not None and comment.author_id == post.author_id
        is_openly_own = is_own and not (comment.is_anonymous or post.is_anonymous)
        return (
            f"{self._replying_to(row)}<strong>{self._author(row)}</strong> "
            f"{self._by_author if is_openly_own else ''}"
            f'<a href="{comment.get_absolute_url()}"><span class="visually-hidden">{self._link}: '
            f"</span>{self._moments.moment(comment.posted_at, Until.AGO)}</a>"
            f"{self._versions(row)}{self._secret if comment.is_secret else ''}"
            f"{self._hidden if not comment.is_published else ''}"
        )

    def _replying_to(self, row: ShownComment) -> str:
        if row.is_flattened:
            return f'<span class="comment__answers">→ @{escape(row.replying_to)}</span> '
        if row.replying_to:
            message = self._in_reply % {"name": escape(row.replying_to)}
            return f'<span class="visually-hidden">{message}</span> '
        return ""

    def _author(self, row: ShownComment) -> str:
        author, name = row.comment.linked_author, escape(row.author_name)
        if author is not None:
            return f'<a href="{author.get_absolute_url()}">{name}</a>'
        return name or self._unknown

    def _versions(self, row: ShownComment) -> str:
        if not row.comment.edited_at or row.withheld:
            return ""
        edited = f"{self._edited} {self._moments.moment(row.comment.edited_at, Until.AGO)}"
        if row.can_see_versions:
            path = cached_reverse("posts:comment-versions", row.comment.pk)
            return f' <a href="{path}">{edited}</a>'
        return f" <span>{edited}</span>"

    def _text(self, row: ShownComment) -> str:
        if row.withheld:
            return _stub(gettext("This comment is secret."))
        return (
            f'<div class="comment__body">{row.markup}</div>'
            f'<div class="comment__tools">{self._tools(row)}</div>'
            f'<div class="comment__slot" id="slot-{row.comment.pk}"></div>'
        )

    def _tools(self, row: ShownComment) -> str:
        comment = row.comment
        tools = []
        if row.can_recommend:
            tools.append(self._recommend.button(comment, row.is_recommended))
        elif comment.recommends:
            count = f"{self._recommends} {comment.recommends:,}"
            tools.append(f'<span class="comment__count">{count}</span>')
        if row.can_reply:
            path = f"{self._reply_path}?reply_to={comment.pk}"
            tools.append(_opener(comment, path, self._reply))
        if row.can_edit:
            path = cached_reverse("posts:comment-edit", comment.pk)
            tools.append(_opener(comment, path, self._edit))
        if row.can_moderate:
            tools.append(self._from_template("posts/_comment_moderation.html", comment))
        elif row.can_delete:
            tools.append(self._from_template("posts/_comment_own.html", comment))
        return "\n".join(tools)

    def _from_template(self, name: str, comment: Comment) -> str:
        engine: Any = self._context.template
        with self._context.push(comment=comment):
            written: str = engine.engine.get_template(name).render(self._context)
        return written


def _opener(comment: Comment, path: str, label: str) -> str:
    """Return a link to a form, which htmx puts below the comment."""
    return (
        f'<a class="quiet-button" href="{path}" hx-get="{path}" hx-target="#slot-{comment.pk}">'
        f"{label}</a>"
    )


def _mark(label: str) -> str:
    return f' <span class="comment__mark">{escape(label)}</span> '


def _stub(text: str) -> str:
    return f'<p class="comment__stub">{escape(text)}</p>'
