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
from boards.models import Category
from boards.moments.display import Moments, Until
from boards.posts.listed import NEW_FOR, ListRow
from boards.posts.lists.listing import NoticeRow
from boards.posts.models import Post

register = template.Library()

# The row of a post. Classes: `current` is the article below which the list stands, `folded` is
# written by a member whom the viewer blocked; `title`, `board` and `number` are the columns, which
# `static/css` puts below each other on a phone. `marks` are those below.
ROW = """<tr{row_class}><td class="title"><a href="{url}"{current}>{title}</a>{marks}</td>\
<td class="board">{board}</td><td class="number">{views_label}{views}</td></tr>"""

# The row of a notice: `badge` is the coloured word before its title.
NOTICE_ROW = """<tr class="notice"><td class="title"><a href="{url}">{badge} {title}</a></td>\
<td colspan="2" class="date">{day}</td></tr>"""
BADGE = '<span class="badge">{label}</span>'

# The category of a post, before its title; its colours are in `static/css/categories.css`.
CATEGORY = '<span class="category category--{colour}">[{name}]</span> '

# What stands behind a title. The words are for screen readers: each mark is drawn by its class.
COMMENTS = """ <span class="comment-count"><span class="visually-hidden">{label} </span>\
[{count}]</span>"""
MARK = ' <span class="{css_class}" role="img" aria-label="{label}">{sign}</span>'

# On a phone, where the columns have no heading, the word stands before the number.
VIEWS_LABEL = '<span class="narrow-only">{label} </span>'


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
def category_prefix(category: Category | None) -> SafeString:
    """Return a category as it stands before a title, with a space; nothing for None."""
    if category is None:
        return SafeString("")
    markup = CATEGORY.format(colour=category.colour, name=escape(category.name))
    return mark_safe(markup)  # noqa: S308 - the name is escaped


@register.simple_tag
def notice_rows(notices: Iterable[NoticeRow]) -> SafeString:
    """Return a table row for each notice; where its day is not known, nothing stands there.

    Args:
        notices: from `boards.posts.lists.listing.notices_for`.
    """
    label = gettext("Notice")  # xgettext does not look into f-strings
    badge = BADGE.format(label=escape(label))
    moments = Moments()
    rows = [_notice_row(notice, badge, moments) for notice in notices]
    return mark_safe("\n".join(rows))  # noqa: S308 - what people wrote is escaped


def _notice_row(notice: NoticeRow, badge: str, moments: Moments) -> str:
    return NOTICE_ROW.format(
        url=cached_reverse("posts:article", notice.post),
        badge=badge,
        title=escape(notice.title),
        day=moments.posted(notice, Until.DAY),
    )


class _RowMarkup:
    """Everything that is the same in the rows of one list: labels, URLs, boards."""

    def __init__(self, *, current_id: int | None, list_query: str) -> None:
        self._current_id = current_id
        self._list_query = escape(list_query)
        self._before_id, _, self._after_id = cached_reverse("posts:article", 0).rpartition("0")
        self._boards: dict[int, str] = {}
        self._categories: dict[int | None, str] = {None: ""}
        self._comments = escape(gettext("Comments"))
        self._views = VIEWS_LABEL.format(label=escape(gettext("Views")))
        self._secret = _mark("secret-mark", gettext("secret"))
        self._image = _mark("image-mark", gettext("with a picture"))
        self._new = _mark("new-mark", gettext("new"), "N")
        self._new_since = timezone.now() - NEW_FOR

    def row(self, post: Post | ListRow) -> str:
        """Return the row of one post."""
        is_current = post.pk == self._current_id
        return ROW.format(
            row_class=' class="current"' if is_current else ' class="folded"' * post.is_folded,
            current=' aria-current="page"' if is_current else "",
            url=f"{self._before_id}{post.pk}{self._after_id}{self._list_query}",
            title=self._category(post) + escape(post.shown_title),
            marks=self._marks(post),
            board=self._board(post),
            views_label=self._views,
            views=post.views,
        )

    def _marks(self, post: Post | ListRow) -> str:
        count = post.comment_count
        marks = COMMENTS.format(label=self._comments, count=count) if count else ""
        if post.is_secret:
            marks += self._secret
        elif post.has_image:
            marks += self._image
        return marks + self._new if post.is_newer_than(self._new_since) else marks

    def _category(self, post: Post | ListRow) -> str:
        prefix = self._categories.get(post.category_id)
        if prefix is None:
            prefix = self._categories[post.category_id] = category_prefix(post.shown_category)
        return prefix

    def _board(self, post: Post | ListRow) -> str:
        link = self._boards.get(post.board_id)
        if link is None:
            board = post.board
            link = f'<a href="{escape(board.get_absolute_url())}">{escape(board.name)}</a>'
            self._boards[post.board_id] = link
        return link


def _mark(css_class: str, label: str, sign: str = "") -> str:
    return MARK.format(css_class=css_class, label=escape(label), sign=sign)
