"""The rows of a list as HTML.

Written in Python because they are most of every page: a template of 36 rows takes ten times as
long as these strings.

The rows of posts have no date: a list stands in the order of time, and what is new has its mark.
Those of notices, which do not, have the day, never how long ago it was.
"""

from collections.abc import Iterable
from html import escape

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from boards.caching.paths import cached_reverse
from boards.moments.display import Moments, Until
from boards.posts.listed import NEW_FOR, ListRow
from boards.posts.lists.listing import NoticeRow
from boards.posts.models import Post

register = template.Library()


@register.simple_tag
def list_rows(
    rows: Iterable[Post | ListRow], current: Post | None = None, list_query: str = ""
) -> SafeString:
    """Return a table row for each post, as the viewer may see it.

    Args:
        rows: from `boards.posts.lists.rows.apply_visibility`.
        current: the article below which the list stands; its row is marked.
        list_query: what each link to an article carries.
    """
    markup = _RowMarkup(current_id=current.pk if current else None, list_query=list_query or "")
    return mark_safe("\n".join(map(markup.row, rows)))  # noqa: S308 - what people wrote is escaped


@register.simple_tag
def notice_rows(notices: Iterable[NoticeRow]) -> SafeString:
    """Return a table row for each notice; where its day is not known, nothing stands there.

    Args:
        notices: from `boards.posts.lists.listing.notices_for`.
    """
    label = gettext("Notice")  # xgettext does not look into f-strings
    badge = f'<span class="badge">{escape(label)}</span>'
    moments = Moments()
    rows = [_notice_row(notice, badge, moments) for notice in notices]
    return mark_safe("\n".join(rows))  # noqa: S308 - what people wrote is escaped


def _notice_row(notice: NoticeRow, badge: str, moments: Moments) -> str:
    path = cached_reverse("posts:article", notice.post)
    return (
        f'<tr class="notice"><td class="title"><a href="{path}">{badge} '
        f'{escape(notice.title)}</a></td><td colspan="2" class="date">'
        f"{moments.posted(notice, Until.DAY)}</td></tr>"
    )


class _RowMarkup:
    """Everything that is the same in the rows of one list: labels, addresses, boards."""

    def __init__(self, *, current_id: int | None, list_query: str) -> None:
        self._current_id = current_id
        self._list_query = escape(list_query)
        self._before_id, _, self._after_id = cached_reverse("posts:article", 0).rpartition("0")
        self._boards: dict[int, str] = {}
        comments, views = escape(gettext("Comments")), escape(gettext("Views"))
        self._comments = (
            ' <span class="comment-count"><span class="visually-hidden">'
            f"{comments} </span>[%d]</span>"
        )
        self._views = f'<span class="narrow-only">{views} </span>'
        self._secret = _mark("secret-mark", gettext("secret"))
        self._image = _mark("image-mark", gettext("with a picture"))
        self._new = _mark("new-mark", gettext("new"), "N")
        self._new_since = timezone.now() - NEW_FOR

    def row(self, post: Post | ListRow) -> str:
        """Return the row of one post."""
        is_current = post.pk == self._current_id
        row_class = ' class="current"' if is_current else ' class="folded"' * post.is_folded
        here = ' aria-current="page"' if is_current else ""
        address = f"{self._before_id}{post.pk}{self._after_id}{self._list_query}"
        return (
            f'<tr{row_class}><td class="title">'
            f'<a href="{address}"{here}>{escape(post.shown_title)}</a>{self._marks(post)}</td>'
            f'<td class="board">{self._board(post)}</td>'
            f'<td class="number">{self._views}{post.views}</td></tr>'
        )

    def _marks(self, post: Post | ListRow) -> str:
        comments = post.comment_count
        marks = self._comments % comments if comments else ""
        if post.is_secret:
            marks += self._secret
        elif post.has_image:
            marks += self._image
        return marks + self._new if post.is_newer_than(self._new_since) else marks

    def _board(self, post: Post | ListRow) -> str:
        link = self._boards.get(post.board_id)
        if link is None:
            board = post.board
            link = f'<a href="{escape(board.get_absolute_url())}">{escape(board.name)}</a>'
            self._boards[post.board_id] = link
        return link


def _mark(css_class: str, label: str, sign: str = "") -> str:
    return f' <span class="{css_class}" role="img" aria-label="{escape(label)}">{sign}</span>'
