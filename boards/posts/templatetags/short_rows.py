"""Rows of a post in short, for the home page: its title, how many comments, and when.

Written in Python as those of lists are: a home page has eighty of them.
"""

from collections.abc import Iterable
from html import escape

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from boards.caching.paths import cached_reverse
from boards.moments.display import Moments, Until
from boards.posts.listed import NEW_FOR, ListRow, NoticeRow
from boards.posts.models import Post
from boards.posts.templatetags.list_rows import comments_mark, words_in

register = template.Library()

# `new-mark` and the marks of secret posts are those of lists.
ROW = """<li{row_class}><span class="title"><a href="{url}">{title}</a>{marks}</span>{when}</li>"""
NOTICE = """<li class="notice"><span class="title"><a href="{url}">{badge} {title}</a></span>\
{when}</li>"""


@register.simple_tag
def short_rows(rows: Iterable[Post | ListRow], list_query: str = "") -> SafeString:
    """Return a list item for each post, as the viewer may see it.

    Args:
        rows: from `boards.posts.lists.rows.apply_visibility`.
        list_query: what each link to an article carries.
    """
    markup = _ShortRowMarkup(list_query)
    return mark_safe("\n".join(map(markup.row, rows)))  # noqa: S308 - what people wrote is escaped


@register.simple_tag
def short_notices(notices: Iterable[NoticeRow]) -> SafeString:
    """Return a list item for each notice."""
    words, moments = words_in(get_language()), Moments()
    rows = [
        NOTICE.format(
            url=cached_reverse("posts:article", notice.pk),
            badge=words.must_read if notice.must_read else words.badge,
            title=escape(notice.title),
            when=moments.posted(notice, Until.DAY),
        )
        for notice in notices
    ]
    return mark_safe("\n".join(rows))  # noqa: S308 - what people wrote is escaped


class _ShortRowMarkup:
    """Everything that is the same in the rows of one block."""

    def __init__(self, list_query: str) -> None:
        self._list_query = escape(list_query)
        self._words = words_in(get_language())
        self._moments = Moments()
        self._new_since = timezone.now() - NEW_FOR

    def row(self, post: Post | ListRow) -> str:
        """Return the row of one post."""
        return ROW.format(
            row_class=' class="folded"' * post.is_folded,
            url=f"{cached_reverse('posts:article', post.pk)}{self._list_query}",
            title=escape(post.shown_title),
            marks=self._marks(post),
            when=self._moments.posted(post, Until.AGO_OR_DAY),
        )

    def _marks(self, post: Post | ListRow) -> str:
        marks = comments_mark(post, self._words)
        if post.is_secret:
            marks += self._words.secret
        return marks + self._words.new if post.is_newer_than(self._new_since) else marks
