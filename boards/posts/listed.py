"""What lists show of a post, whether they hold the post itself or only its row."""

from dataclasses import MISSING, dataclass, field, fields
from datetime import datetime, timedelta
from typing import Any, NamedTuple, Self
from uuid import UUID

from django.utils.translation import gettext

from boards.caching.paths import cached_reverse
from boards.members.viewers import Viewer
from boards.models import Board, Category
from boards.posts.authors import Written, shown_author
from boards.posts.states import HELD, State

NEW_FOR = timedelta(hours=24)  # a post of a known time has its mark in lists


class Listed(Written):
    """What follows from the fields that a post and its row in a list both have."""

    pk: Any
    title: str
    state: str
    posted_at: datetime
    posted_at_is_estimated: bool
    posted_at_is_day_only: bool
    is_secret: bool
    masked_author: str
    board: Any
    category_id: int | None

    # What a list may show of this row to its viewer; `rows.apply_visibility` sets it, for one page.
    is_unlocked = False
    is_folded = False
    author_name = ""
    # Whether its viewer has read it, and the comments since; `read_marks.with_read_marks` sets it.
    is_read = False
    new_comments = 0

    def get_absolute_url(self) -> str:
        """Return the path of the article page."""
        return cached_reverse("posts:article", self.pk)

    @property
    def shown_title(self) -> str:
        """The title in a list; withheld from those for whom `rows` did not unlock it."""
        if self.is_secret and not self.is_unlocked:
            return gettext("Secret post")
        if self.is_folded:
            return gettext("Post of a member whom you blocked")
        return self.title

    @property
    def shown_category(self) -> Category | None:
        """Its category, from those that its board has loaded."""
        known = None if self.category_id is None else self.board.category_by_id
        return known.get(self.category_id) if known else None

    @property
    def is_withheld(self) -> bool:
        """Whether a list keeps from its viewer what the post says and shows."""
        return self.is_folded or (self.is_secret and not self.is_unlocked)

    @property
    def is_published(self) -> bool:
        """Whether readers see the post."""
        return self.state == State.PUBLISHED

    @property
    def is_held(self) -> bool:
        """Whether only its author and the moderators know of it: it waits, or was refused."""
        return self.state in HELD

    def author_name_for(self, viewer: Viewer | None) -> str:
        """Return the author's name as this viewer may see it; empty when nobody knows it."""
        known = shown_author(viewer, author=self.author, anonymous_number=self.anonymous_number)
        return known or self.masked_author

    def byline_name_for(self, viewer: Viewer | None) -> str:
        """Return the same for a place that is the author's anyway, where a number says nothing."""
        return gettext("Anonymous") if self.is_anonymous else self.author_name_for(viewer)

    def is_newer_than(self, moment: datetime) -> bool:
        """Say whether the post is known to be newer."""
        return not self.posted_at_is_estimated and self.posted_at > moment


class RowAuthor(NamedTuple):
    """What a row has loaded of its author."""

    pk: int
    handle: str
    deleted_at: datetime | None


def _loaded(column: str, **options: Any) -> Any:
    """Return a field of a row, and where `PostQuerySet.as_rows` finds it."""
    return field(metadata={"column": column}, **options)


@dataclass(slots=True)
class ListRow(Listed):
    """The row of one post in a list, without the post: a page has dozens of them."""

    pk: int = _loaded("id")
    title: str = _loaded("title")
    state: str = _loaded("state")
    posted_at: datetime = _loaded("posted_at")
    posted_at_is_estimated: bool = _loaded("posted_at_is_estimated")
    posted_at_is_day_only: bool = _loaded("posted_at_is_day_only")
    has_image: bool = _loaded("has_image")
    has_poll: bool = _loaded("has_poll")
    thumbnail: UUID | None = _loaded("thumbnail")
    board_id: int = _loaded("board_id")
    category_id: int | None = _loaded("category_id")
    views: int = _loaded("view_total__total")
    comment_count: int = _loaded("counts__comments")
    recommend_count: int = _loaded("counts__recommends")
    is_secret: bool = _loaded("is_secret")
    anonymous_number: int | None = _loaded("anonymous_number")
    masked_author: str = _loaded("masked_author")
    author_id: int | None = _loaded("author_id")
    # Of the author, joined in the same statement; a post that is loaded already has them itself.
    author_handle: str | None = _loaded("author__handle", default=None)
    author_deleted_at: datetime | None = _loaded("author__deleted_at", default=None)
    author: Any = None
    author_name: str = ""
    board: Board = None  # type: ignore[assignment]  # `rows.apply_visibility` gives it
    is_unlocked: bool = False
    is_folded: bool = False
    is_read: bool = False
    new_comments: int = 0
    excerpt: str = ""  # of the text, in lists that show its beginning

    @classmethod
    def of(cls, values: tuple[Any, ...]) -> Self:
        """Make a row of what `PostQuerySet.as_rows` loads; posts without counts have 0."""
        row = cls(*values)
        row.views, row.comment_count = row.views or 0, row.comment_count or 0
        row.recommend_count = row.recommend_count or 0
        if row.author_id is not None and row.author_handle is not None:
            row.author = RowAuthor(row.author_id, row.author_handle, row.author_deleted_at)
        return row

    @classmethod
    def of_post(cls, post: Any) -> Self:
        """Make the row of a post that is loaded already, with its board."""
        row = cls(*(getattr(post, name) for name in LOADED_FIELDS))
        row.board, row.author = post.board, post.author
        return row


LOADED_FIELDS = tuple(
    each.name for each in fields(ListRow) if each.metadata and each.default is MISSING
)
# Of a row, in the order of its fields; the body stays in the database.
ROW_COLUMNS = tuple(each.metadata["column"] for each in fields(ListRow) if each.metadata)


@dataclass(slots=True)
class NoticeRow(ListRow):
    """The row of a notice above a list, with what its viewer has noted on it."""

    must_read: bool = False
    is_asked: bool = False  # to confirm that they have read it: a member who has not
    can_fold: bool = False  # away: a member who is asked for nothing
    is_folded_away: bool = False


NOTICE_COLUMNS = ("must_read", "is_confirmed", "is_folded_away")  # behind those of its post
