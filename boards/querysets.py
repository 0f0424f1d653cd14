"""Questions about boards, in the domain's words."""

from typing import Any, Self, TypeVar

from django.db import models
from django.db.models.functions import Coalesce

from boards.access import Access
from boards.categories import LOADED_FIELDS, JSONRows
from boards.duties import DUTY_OF_FIELD, Duties
from boards.earlier_slugs import SluggedQuerySet
from boards.members.models import Member
from boards.members.restrictions import silenced_boards
from boards.members.viewers import AnyViewer, Viewer

# The model is named where it takes its manager from here: this module knows no model.
BoardRow = TypeVar("BoardRow", bound=models.Model)
CategoryRow = TypeVar("CategoryRow", bound=models.Model)


class BoardQuerySet(SluggedQuerySet[BoardRow]):
    """Boards, in the order in which the site shows them."""

    are_few = True

    def readable_by(self, viewer: Viewer | AnyViewer | None) -> Self:
        """Keep the boards that this viewer may read; agrees with `permissions.can_read`."""
        if viewer is None or not viewer.is_active:
            return self.filter(read_access=Access.EVERYONE)
        if viewer.is_superuser:
            return self
        return self.filter(
            ~models.Q(read_access=Access.MODERATORS)
            | models.Q(pk__in=type(self)(self.model).with_moderator(viewer).values("pk"))
        )

    def writable_by(self, viewer: Viewer | AnyViewer | None) -> Self:
        """Keep the boards on which this viewer may post; agrees with `permissions.can_write`."""
        if viewer is None or not viewer.is_active:
            return self.none()
        kept = self.readable_by(viewer).filter(is_archived=False)
        if isinstance(viewer, Member) and viewer.restrictions:
            silenced = silenced_boards(viewer.restrictions)
            kept = self.none() if None in silenced else kept.exclude(pk__in=silenced)
        if viewer.is_superuser:
            return kept
        return kept.filter(
            ~models.Q(write_access=Access.MODERATORS)
            | models.Q(pk__in=type(self)(self.model).with_moderator(viewer).values("pk"))
        )

    def moderated_by(self, viewer: Viewer | AnyViewer | None) -> Self:
        """Keep the boards that this viewer may moderate; agrees with `permissions.can_moderate`."""
        return self._of_moderator(viewer, moderations__content=True)

    def pinned_on_by(self, viewer: Viewer | AnyViewer | None) -> Self:
        """Keep the boards where this viewer pins notices; agrees with `permissions.can_pin_on`."""
        return self._of_moderator(viewer, moderations__notices=True)

    def with_moderator(self, viewer: Viewer | AnyViewer | None) -> Self:
        """Keep those whose moderator this viewer is; agrees with `permissions.is_moderator`."""
        return self._of_moderator(viewer)

    def _of_moderator(self, viewer: Viewer | AnyViewer | None, **scope: bool) -> Self:
        if viewer is None or not viewer.is_active:
            return self.none()
        if viewer.is_superuser:
            return self
        return self.filter(moderations__member=viewer.pk, **scope)

    def with_moderation_of(self, viewer: Viewer | AnyViewer | None) -> Self:
        """Say of each board in the same query what this viewer moderates of it.

        As `duties`, which are 0 for guests without asking.
        """
        if viewer is None or not viewer.is_active:
            return self
        if viewer.is_superuser:
            return self.annotate(duties=models.Value(int(Duties.ALL)))
        moderators = self.model.moderators.through._default_manager  # type: ignore[attr-defined]
        own = moderators.filter(board=models.OuterRef("pk"), member=viewer.pk).order_by()
        duties: Any = models.Value(0)
        for field, duty in DUTY_OF_FIELD.items():
            has_it = models.When(**{field: True}, then=models.Value(int(duty)))
            duties += models.Case(has_it, default=models.Value(0))
        found = models.Subquery(own.values(duties=duties), output_field=models.IntegerField())
        return self.annotate(duties=Coalesce(found, models.Value(0)))

    def with_categories(self) -> Self:
        """Load the categories of each board in the same query, for `Board.every_category`."""
        model: Any = self.model._meta.get_field("categories").related_model
        own = model._default_manager.filter(board=models.OuterRef("pk")).order_by()
        rows = own.values("board").annotate(rows=JSONRows(*LOADED_FIELDS)).values("rows")
        none = models.Value("[]", output_field=models.TextField())
        return self.annotate(loaded_categories=Coalesce(models.Subquery(rows), none))


class CategoryQuerySet(models.QuerySet[CategoryRow]):
    """Categories of boards."""

    def in_order(self) -> Self:
        """Order as the tabs of their board stand."""
        return self.order_by("position", "pk")

    def offered(self, *, to_moderator: bool) -> Self:
        """Keep those that may be chosen: retired ones never, some by moderators only."""
        kept = self.filter(is_retired=False)
        return kept if to_moderator else kept.filter(moderators_only=False)
