"""The rows of a list as HTML.

Written in Python because they are most of every page: a template of 36 rows takes ten times as
long as these strings. `boards.posts.lists.columns` says which cells a row has; `static/css` puts
them into one line below the title on a phone.
"""

from collections.abc import Iterable
from functools import lru_cache
from html import escape
from typing import NamedTuple
from uuid import UUID

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, ngettext, pgettext

from boards.caching.paths import cached_reverse
from boards.models import Category
from boards.moments.display import Moments
from boards.posts.listed import NEW_FOR, ListRow, NoticeRow
from boards.posts.lists.columns import Columns
from boards.posts.models import Post
from boards.posts.states import State

register = template.Library()

PUBLISHED = State.PUBLISHED.value  # looked up once: a member of an enum takes longer than all of it

# The row of a post is in `_RowMarkup._row_of`. Classes of it: `current` is the article below which
# the list stands, `folded` is written by a member whom the viewer blocked, `read` is one that the
# viewer has opened, `notice` stands above the others, `hidden-post` is for moderators' eyes. The
# marks behind the title are those below; a tick is the box by which moderators choose the post.

# What tells the row of a notice from others: its badge in the column of places, or else before
# its title.
BADGE = '<span class="badge">{label}</span>'

MUST_READ = '<span class="badge badge--must-read">{label}</span>'

# What members do with a notice. The label is for screen readers: the same word stands in each row.
FOLD = """ <button class="notice-fold" form="notice-folding" formaction="{path}"\
 aria-label="{label}">{word}</button>"""
UNFOLD = """<tr class="notices-folded"><td class="unfold" colspan="{columns}">\
<button form="notice-folding">{label}</button></td></tr>"""

# The category of a post, before its title; its colours are in `static/css/categories.css`.
CATEGORY = '<span class="category category--{colour}">[{name}]</span> '

# What stands behind a title. The words are for screen readers: each mark is drawn by its class.
COMMENTS = """ <span class="comment-count"><span class="visually-hidden">{label} </span>\
[{count}]</span>"""
READ = ' <span class="visually-hidden">{label}</span>'
NEW_COMMENTS = """ <span class="new-comments"><span aria-hidden="true">+{count}</span>\
<span class="visually-hidden">{label}</span></span>"""
MARK = ' <span class="{css_class}" role="img" aria-label="{label}">{sign}</span>'

CLASSES = {
    (False, False): "",
    (True, False): "folded",
    (False, True): "read",
    (True, True): "folded read",
}  # of a row that is folded, and read
POLL = ' <span class="poll-mark">{label}</span>'
STATE = ' <span class="hidden-mark">{label}</span>'
TICK = """<label class="tick"><input type="checkbox" name="post" value="{pk}">\
<span class="visually-hidden">{label}</span></label>"""
# Below an article the label is of the box alone, and the text of a row is its title's.
TICK_BELOW = """<label class="tick"><input type="checkbox" name="post" value="{pk}"\
 aria-label="{label}"></label>"""
# A post as a card of a gallery or a magazine. The picture is not heard: its link is the title's.
CARD = """<li class="card {row_class}"><a class="card__picture" href="{url}" tabindex="-1"\
 aria-hidden="true">{picture}</a><div class="card__words"><p class="card__title title">\
{tick}<a href="{url}"{current}>{title}</a>{marks}</p>{text}<p class="card__details">{details}</p>\
</div></li>"""
PICTURE = '<img src="{url}" alt="" width="480" height="360" loading="lazy" decoding="async">'
SOME_UPLOAD = str(UUID(int=0))  # stands in a path that is worked out once
NO_PICTURE = '<span class="icon icon--image"></span>'
EXCERPT = '<p class="card__text">{text}</p>'
DETAIL = '<span class="{name}">{value}</span>'

# What is not known, as eyes and as screen readers have it.
UNKNOWN = """<span class="unknown"><span aria-hidden="true">–</span>\
<span class="visually-hidden">{label}</span></span>"""

# On a phone, where the columns have no heading: the style draws an icon, the word is for screen
# readers.
LABEL = '<span class="cell-label">{label} </span>'


@register.simple_tag
def list_rows(
    rows: Iterable[Post | ListRow],
    columns: Columns,
    current: Post | None = None,
    list_query: str = "",
    first_place: int | None = None,
    ticks: bool = False,
) -> SafeString:
    """Return a table row for each post, as the viewer may see it.

    Args:
        rows: from `boards.posts.lists.rows.apply_visibility`.
        current: the article below which the list stands; its row is marked.
        list_query: what each link to an article carries.
        first_place: the place of the first row, counted from the list's end; those below it
            have one less each. What is hidden has none.
        ticks: whether the posts of boards that the viewer moderates can be chosen.
    """
    markup = _RowMarkup(
        columns,
        current_id=current.pk if current else None,
        list_query=list_query or "",
        first_place=first_place or 0,
        ticks=bool(ticks),
    )
    return mark_safe("\n".join(map(markup.row, rows)))  # noqa: S308 - what people wrote is escaped


@register.simple_tag
def category_prefix(category: Category | None) -> SafeString:
    """Return a category as it stands before a title, with a space; nothing for None."""
    if category is None:
        return SafeString("")
    markup = CATEGORY.format(colour=category.colour, name=escape(category.name))
    return mark_safe(markup)  # noqa: S308 - the name is escaped


@register.simple_tag
def list_cards(
    rows: Iterable[ListRow],
    columns: Columns,
    current: Post | None = None,
    list_query: str = "",
    ticks: bool = False,
) -> SafeString:
    """Return an item for each post, with its first picture and, in a magazine, how it begins.

    The arguments are those of `list_rows`.
    """
    markup = _RowMarkup(
        columns,
        current_id=current.pk if current else None,
        list_query=list_query or "",
        ticks=bool(ticks),
    )
    return mark_safe("\n".join(map(markup.card, rows)))  # noqa: S308 - what people wrote is escaped


@register.simple_tag
def notice_rows(notices: Iterable[NoticeRow], columns: Columns) -> SafeString:
    """Return a table row for each notice, as `list_rows` does for other posts.

    None is marked as new, and where its day is not known, nothing stands there. Of those that
    their viewer has folded away, one row says how many there are. The buttons belong to the form
    of `posts/_notice_folding.html`, which has the token of the page.

    Args:
        notices: from `boards.posts.lists.listing.notices_for`.
    """
    markup, every = _RowMarkup(columns), list(notices)
    shown = [markup.notice(notice) for notice in every if not notice.is_folded_away]
    if folded := len(every) - len(shown):
        shown.append(markup.unfolding(folded))
    return mark_safe("\n".join(shown))  # noqa: S308 - what people wrote is escaped


class Words(NamedTuple):
    """What the rows of every list in one language say, as HTML."""

    comments: str
    views: str
    recommends: str
    no_author: str
    no_date: str
    choose: str
    states: dict[str, str]  # of a post that is not published, by its state
    secret: str
    image: str
    poll: str
    new: str
    read: str
    badge: str  # of a notice
    must_read: str  # the badge of one that members confirm
    fold: str


@lru_cache
def words_in(language: str | None) -> Words:
    """Return the words in the language of the page: to look for them took a tenth of the rows."""
    return Words(
        comments=escape(gettext("Comments")),
        views=LABEL.format(label=escape(gettext("Views"))),
        recommends=LABEL.format(label=escape(gettext("Recommendations"))),
        no_author=UNKNOWN.format(label=escape(gettext("Author unknown"))),
        no_date=UNKNOWN.format(label=escape(gettext("Date unknown"))),
        choose=escape(gettext("Choose")),
        states={
            State.HIDDEN.value: STATE.format(label=escape(gettext("Hidden"))),
            State.WAITING.value: STATE.format(label=escape(gettext("Waiting for approval"))),
            State.REFUSED.value: STATE.format(label=escape(gettext("Not approved"))),
        },
        secret=_mark("secret-mark", gettext("secret")),
        image=_mark("image-mark", gettext("with a picture")),
        poll=POLL.format(label=escape(gettext("Poll"))),
        new=_mark("new-mark", gettext("new"), "N"),
        read=READ.format(label=escape(pgettext("of a title in a list", "read"))),
        badge=BADGE.format(label=escape(gettext("Notice"))),
        must_read=MUST_READ.format(label=escape(pgettext("badge", "Must read"))),
        fold=escape(pgettext("notice", "Fold away")),
    )


def comments_mark(post: Post | ListRow, words: Words) -> str:
    """Return how many comments a post has, as it stands behind its title; nothing for none."""
    count = post.comment_count
    return COMMENTS.format(label=words.comments, count=f"{count:,}") if count else ""


class _RowMarkup:
    """Everything that is the same in the rows of one list: cells, labels, URLs, boards."""

    def __init__(
        self,
        columns: Columns,
        *,
        current_id: int | None = None,
        list_query: str = "",
        ticks: bool = False,
        first_place: int = 0,
    ) -> None:
        self._columns = columns
        self._current_id = current_id
        self._list_query = escape(list_query)
        self._place = first_place
        self._ticks = ticks
        self._before_id, _, self._after_id = cached_reverse("posts:article", 0).rpartition("0")
        self._boards: dict[int, str] = {}
        self._authors: dict[str, str] = {}
        self._moments = Moments()
        self._categories: dict[int | None, str] = {None: ""}
        self._words = words_in(get_language())
        self._new_since = timezone.now() - NEW_FOR

    def row(self, post: Post | ListRow) -> str:
        """Return the row of one post."""
        classes = self._classes(post)
        return self._row_of(
            post,
            row_class=f' class="{classes}"' if classes else "",
            place=self._place_of(post) if self._columns.place else "",
            title=self._category(post) + escape(post.shown_title),
            marks=self._read_marks(post) if post.is_read else self._marks(post),
            no_date=self._words.no_date,
        )

    def notice(self, post: NoticeRow) -> str:
        """Return the row of one notice, whose badge stands in the column of places if there is one.

        Where its day is not known, nothing stands there.
        """
        title = self._category(post) + escape(post.title)
        badge = self._words.must_read if post.must_read else self._words.badge
        return self._row_of(
            post,
            row_class=' class="notice"',
            place=badge,
            title=title if self._columns.place else f"{badge} {title}",
            marks=self._lasting_marks(post) + (self._fold(post) if post.can_fold else ""),
        )

    def unfolding(self, folded: int) -> str:
        """Return the row that shows so many notices again."""
        label = ngettext("Show %(count)d folded notice", "Show %(count)d folded notices", folded)
        return UNFOLD.format(columns=self._columns.number, label=escape(label % {"count": folded}))

    def _fold(self, post: NoticeRow) -> str:
        word = self._words.fold
        return FOLD.format(
            path=cached_reverse("posts:fold-notice", post.pk),
            label=f"{word}: {escape(post.title)}",
            word=word,
        )

    def _row_of(
        self,
        post: Post | ListRow,
        *,
        row_class: str,
        place: str,
        title: str,
        marks: str,
        no_date: str = "",
    ) -> str:
        """Return the cells of `Columns`, with the title after the place.

        F-strings, one for each cell: `str.format` with a name for each value takes twice as long.
        """
        columns, pk = self._columns, post.pk
        before = f'<td class="place">{place}</td>' if columns.place else ""
        tick = self._tick(post) if self._ticks else ""
        current = ' aria-current="page"' if pk == self._current_id else ""
        cells = f'<td class="board">{self._board(post)}</td>' if columns.board else ""
        if columns.author:
            cells += f'<td class="author">{self._author(post)}</td>'
        if columns.date:
            cells += f'<td class="date">{self._moments.listed(post) or no_date}</td>'
        if columns.views:
            cells += f'<td class="number views">{self._words.views}{post.views:,}</td>'
        if columns.recommends:
            recommends = f"{self._words.recommends}{post.recommend_count:,}"
            cells += f'<td class="number recommends">{recommends}</td>'
        return (
            f'<tr{row_class}>{before}<td class="title">{tick}<a href="{self._before_id}{pk}'
            f'{self._after_id}{self._list_query}"{current}>{title}</a>{marks}</td>{cells}</tr>'
        )

    def card(self, post: ListRow) -> str:
        """Return the card of one post."""
        columns = self._columns
        details = {
            "author": self._author(post),
            "date": self._moments.listed(post) or self._words.no_date if columns.date else "",
            "views": f"{self._words.views}{post.views:,}",
            "recommends": f"{self._words.recommends}{post.recommend_count:,}",
        }
        shown = [name for name in details if getattr(columns, name)]
        return CARD.format(
            row_class=self._classes(post),
            tick=self._tick(post) if self._ticks else "",
            url=f"{self._before_id}{post.pk}{self._after_id}{self._list_query}",
            current=' aria-current="page"' if post.pk == self._current_id else "",
            picture=self._picture(post),
            title=self._category(post) + escape(post.shown_title),
            marks=self._read_marks(post) if post.is_read else self._marks(post),
            text=EXCERPT.format(text=escape(post.excerpt)) if post.excerpt else "",
            details="".join(DETAIL.format(name=name, value=details[name]) for name in shown),
        )

    @staticmethod
    def _picture(post: ListRow) -> str:
        if post.thumbnail is None or post.is_withheld:
            return NO_PICTURE
        some = cached_reverse("posts:thumbnail", SOME_UPLOAD)
        return PICTURE.format(url=some.replace(SOME_UPLOAD, str(post.thumbnail)))

    def _author(self, post: Post | ListRow) -> str:
        name = post.author_name
        author = self._authors.get(name)
        if author is None:  # a list has the same few again and again
            author = self._authors[name] = escape(name) or self._words.no_author
        return author

    def _classes(self, post: Post | ListRow) -> str:
        if post.pk == self._current_id:
            classes = "current"
        else:
            classes = CLASSES[post.is_folded, post.is_read]
        if post.state != PUBLISHED:
            classes = f"{classes} hidden-post".lstrip()
        return classes

    def _place_of(self, post: Post | ListRow) -> str:
        if post.state != PUBLISHED:
            return ""
        place, self._place = self._place, self._place - 1
        return f"{place:,}"

    def _tick(self, post: Post | ListRow) -> str:
        # The article above the list has a panel of its own.
        if not post.board.is_moderated or post.pk == self._current_id:
            return ""
        tick = TICK if self._current_id is None else TICK_BELOW
        return tick.format(pk=post.pk, label=f"{self._words.choose}: {escape(post.shown_title)}")

    def _marks(self, post: Post | ListRow) -> str:
        marks = self._lasting_marks(post)
        return marks + self._words.new if post.is_newer_than(self._new_since) else marks

    def _lasting_marks(self, post: Post | ListRow) -> str:
        marks = comments_mark(post, self._words)
        if post.state != PUBLISHED:
            marks += self._words.states.get(post.state, "")
        if post.is_secret:
            marks += self._words.secret
        elif post.has_image:
            marks += self._words.image
        if post.has_poll and not post.is_withheld:
            marks += self._words.poll
        return marks

    def _read_marks(self, post: Post | ListRow) -> str:
        if post.pk == self._current_id:
            return self._marks(post)
        marks = self._words.read + self._marks(post)
        number = post.new_comments
        if not number:
            return marks
        new = ngettext("%(number)d new comment", "%(number)d new comments", number)
        label = escape(new % {"number": number})
        return marks + NEW_COMMENTS.format(count=number, label=label)

    def _category(self, post: Post | ListRow) -> str:
        prefix = self._categories.get(post.category_id)  # that of None is there
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
