"""Questions about posts and notices, in the domain's words."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, Protocol, Self, TypeVar

from django.db import models

from boards.db.prepared import Param
from boards.members.models import Block
from boards.members.viewers import AnyViewer, Viewer
from boards.models import DEFERRED_FIELDS, Board
from boards.posts.authors import REST_OF_AUTHOR
from boards.posts.listed import NOTICE_COLUMNS, ROW_COLUMNS
from boards.posts.states import HELD, Scope, State

RULES_OF_BOARD = tuple(f"board__{name}" for name in DEFERRED_FIELDS)

TEXTS = ("body", "body_text")  # of a post; for who needs neither

# The models are named where they take their managers from here: this module knows none of them.
PostRow = TypeVar("PostRow", bound=models.Model)
NoticeRow = TypeVar("NoticeRow", bound=models.Model)
CommentRow = TypeVar("CommentRow", bound=models.Model)


class Placed(Protocol):
    """Anything that has a place in a list."""

    @property
    def pk(self) -> Any: ...

    @property
    def posted_at(self) -> Any: ...


class _NoIndex(models.Func):
    """A column by which SQLite shall not search.

    It would take an index of the posts, and read all of them.
    """

    template = "%(expressions)s"
    output_field = models.BigIntegerField()

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        """Say it in SQLite's way."""
        return self.as_sql(compiler, connection, template="+%(expressions)s", **extra)


class PostQuerySet(models.QuerySet[PostRow]):
    """Posts; the order of every list is (posted_at, id), newest first."""

    def published(self) -> Self:
        """Keep the posts that are neither hidden nor deleted."""
        return self.filter(state=State.PUBLISHED)

    def hidden(self) -> Self:
        """Keep the posts that only moderators of their boards see."""
        return self.filter(state=State.HIDDEN)

    def visible_to(self, viewer: Viewer | AnyViewer | None) -> Self:
        """Keep what this viewer may open; agrees with `permissions.can_read`.

        That is: published posts on readable boards, secret ones only for their author; one's own
        that are held; and every post on the boards that the viewer moderates but deleted ones.
        """
        readable = models.Q(board__in=Board.objects.readable_by(viewer).values("pk"))
        published = models.Q(state=State.PUBLISHED) & readable
        if viewer is None or not viewer.is_active:
            return self.filter(published, is_secret=False)
        own_or_open = models.Q(is_secret=False) | models.Q(author=viewer.pk)
        moderated = Board.objects.moderated_by(viewer).values("pk")
        return self.filter(
            (published & own_or_open)
            | (models.Q(state__in=HELD, author=viewer.pk) & readable)
            | models.Q(state__in=[State.PUBLISHED, State.HIDDEN, *HELD], board__in=moderated)
        )

    def listed_for(self, viewer: Viewer | None) -> Self:
        """Keep what stands in this viewer's lists: published posts on readable boards.

        Secret posts are among them, so that a list has the same rows for everyone; their title
        is withheld by `Post.shown_title`.
        """
        return self.published().on_any_of(Board.objects.readable_by(viewer).values("pk"))

    def not_by_blocked(self, viewer: Viewer | None) -> Self:
        """Keep all but what members wrote under their names whom the viewer has blocked."""
        return self.filter(_not_by_blocked(viewer))

    def on_any_of(self, boards: "Collection[int] | models.QuerySet") -> Self:
        """Keep the posts of these boards, given by their keys.

        A list of several boards is a walk along the order of all posts, past those of others.
        """
        return self.alias(key_of_board=_NoIndex("board_id")).filter(key_of_board__in=boards)

    def on(self, board: Board | Param) -> Self:
        """Keep the posts of one board."""
        return self.filter(board=board)

    def tagged(self, tag: models.Model) -> Self:
        """Keep the posts that carry one tag."""
        return self.filter(tagged__tag=tag)

    def newest_first(self) -> Self:
        """Order as every list is ordered."""
        return self.order_by("-posted_at", "-id")

    def newer_than(self, post: Placed) -> Self:
        """Keep the posts above this one in a list, the nearest first."""
        return self.filter(
            models.Q(posted_at__gt=post.posted_at) | models.Q(id__gt=post.pk),
            posted_at__gte=post.posted_at,
        ).order_by("posted_at", "id")

    def older_than(self, post: Placed) -> Self:
        """Keep the posts below this one in a list, the nearest first."""
        return self.filter(
            models.Q(posted_at__lt=post.posted_at) | models.Q(id__lt=post.pk),
            posted_at__lte=post.posted_at,
        ).newest_first()

    def with_row_details(self) -> Self:
        """Load what a row of a list shows but its board, in one query and without the body.

        Joined to the few boards, a planner that knows no better begins with them, and sorts
        everything that they hold; `rows.apply_visibility` puts the boards to the posts.
        """
        return self.select_related("view_total", "counts", "author").only(*ROW_COLUMNS)

    def with_board(self) -> Self:
        """Load board and category in the same query: for posts that are few on any site."""
        return self.select_related("board", "category").defer(*RULES_OF_BOARD)

    def with_article_details(self) -> Self:
        """Load what an article page shows of its post, in one query."""
        joined = ("board", "category", "author", "view_total", "counts", "notice")
        return self.select_related(*joined).defer(*RULES_OF_BOARD, *REST_OF_AUTHOR)

    def as_rows(self) -> "models.QuerySet[PostRow, tuple]":
        """Load no more than that, in the order in which `ListRow` takes it."""
        return self.values_list(*ROW_COLUMNS)

    def with_marks_of(self, viewer: Viewer | AnyViewer | None) -> Self:
        """Say of each post whether this viewer recommends it and has saved it.

        As `is_recommended` and `is_scrapped`, in the same query; as `has_held_comments`,
        whether it has comments that only those who wrote them see; and as `is_confirmed`, whether
        the viewer has confirmed that they read it as a notice. All are False for guests.
        """
        member = viewer.pk if viewer is not None and viewer.is_active else None
        return self.annotate(
            own_recommend=models.FilteredRelation(
                "recommended", condition=models.Q(recommended__member=member)
            ),
            own_scrap=models.FilteredRelation("scraps", condition=models.Q(scraps__member=member)),
            is_recommended=_is_there("own_recommend"),
            is_scrapped=_is_there("own_scrap"),
            has_held_comments=self._held_comments() if member else _never(),
            is_confirmed=self._confirmed_by(member) if member else _never(),
        )

    def _confirmed_by(self, member: Any) -> models.Exists:
        notices: Any = self.model._meta.get_field("notice").related_model
        return _marked(notices, "confirmations", member, notice="notice__")

    def _held_comments(self) -> models.Exists:
        # Of any author: SQLite would look through all comments of one.
        posts = self.model._base_manager.filter(pk=models.OuterRef("pk"))
        return models.Exists(posts.filter(comments__state__in=HELD))


def _marked(
    notices: Any, marks: str, member: Any, *conditions: models.Q, notice: str = ""
) -> models.Exists:
    """Ask whether a member has marked a notice, in its edition of now.

    Args:
        notices: the model of notices.
        marks: the name of its marks, `confirmations` or `folds`.
        notice: what leads to the notice from the rows that are asked about.
    """
    rows = notices._meta.get_field(marks).related_model._base_manager
    edition = models.OuterRef(f"{notice}edition")
    return models.Exists(
        rows.filter(
            *conditions, notice=models.OuterRef(f"{notice}pk"), member=member, edition=edition
        )
    )


def _never() -> models.Value:
    return models.Value(False, output_field=models.BooleanField())


def _not_by_blocked(viewer: Viewer | None) -> models.Q:
    if viewer is None or not viewer.is_active:
        return models.Q()
    blocked = Block.objects.filter(blocker=viewer.pk).values("blocked")
    return ~models.Q(author__in=blocked, anonymous_number__isnull=True)


def _is_there(relation: str) -> models.ExpressionWrapper:
    return models.ExpressionWrapper(
        models.Q(**{f"{relation}__isnull": False}), output_field=models.BooleanField()
    )


class NoticeQuerySet(models.QuerySet[NoticeRow]):
    """Notices, in the order in which their pages show them."""

    def current(self, at: datetime | Param) -> Self:
        """Keep the notices whose time has come and has not run out."""
        return self.filter(
            models.Q(ends_at__isnull=True) | models.Q(ends_at__gt=at), starts_at__lte=at
        )

    def shown_on(self, board: Board | Param | None) -> Self:
        """Keep the notices of every board, and of `board` where one is given."""
        everywhere = models.Q(scope=Scope.EVERY_BOARD)
        if board is None:
            return self.filter(everywhere)
        return self.filter(everywhere | models.Q(post__board=board))

    def listed_for(self, viewer: Viewer | AnyViewer | None) -> Self:
        """Keep the notices of published posts, not of secret ones, on boards open to the viewer.

        They are found from the few notices, and not from the many posts of the boards.
        """
        readable = Board.objects.readable_by(viewer).values("pk")
        return self.alias(
            key_of_board=_NoIndex("post__board_id"),
            state_of_post=_NoIndex("post__state", output_field=models.CharField()),
        ).filter(state_of_post=State.PUBLISHED, post__is_secret=False, key_of_board__in=readable)

    def in_order(self) -> Self:
        """Order by the moderators' order: those of every board, then those of their own board.

        Among equals, the latest pin comes first.
        """
        of_this_board = models.Case(models.When(scope=Scope.EVERY_BOARD, then=0), default=1)
        return self.order_by(of_this_board, "position", "-pinned_at", "-id")

    def with_marks_of(self, viewer: Viewer | AnyViewer | None) -> Self:
        """Say of each notice whether this viewer has confirmed it, and folded it away.

        As `is_confirmed` and `is_folded_away`, in the same query; both are False for guests.
        One that was folded and then began anew is not folded any more.
        """
        if viewer is None or not viewer.is_active:
            return self.annotate(is_confirmed=_never(), is_folded_away=_never())
        since_it_began = models.Q(folded_at__gte=models.OuterRef("starts_at"))
        return self.annotate(
            is_confirmed=_marked(self.model, "confirmations", viewer.pk),
            is_folded_away=_marked(self.model, "folds", viewer.pk, since_it_began),
        )

    def as_rows(self) -> "models.QuerySet[NoticeRow, tuple]":
        """Load what `NoticeRow` takes, of notices from `with_marks_of`."""
        return self.values_list(*(f"post__{column}" for column in ROW_COLUMNS), *NOTICE_COLUMNS)


class CommentQuerySet(models.QuerySet[CommentRow]):
    """Comments, in the order in which they were made."""

    def with_authors(self) -> Self:
        """Load what pages show of who wrote each comment, in the same query."""
        return self.select_related("author").defer(*REST_OF_AUTHOR)

    def public(self) -> Self:
        """Keep the comments that everybody may read who may read their post."""
        return self.filter(state=State.PUBLISHED, is_secret=False)

    def not_by_blocked(self, viewer: Viewer | None) -> Self:
        """Keep all but what members wrote under their names whom the viewer has blocked."""
        return self.filter(_not_by_blocked(viewer))
