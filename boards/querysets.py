"""Questions about boards, in the domain's words."""

from typing import Self, TypeVar

from django.db import models

from boards.access import Access
from boards.earlier_slugs import SluggedQuerySet
from boards.members.viewers import AnyViewer, Viewer

# The model is named where it takes its manager from here: this module knows no model.
BoardRow = TypeVar("BoardRow", bound=models.Model)


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
            | models.Q(pk__in=type(self)(self.model).moderated_by(viewer).values("pk"))
        )

    def moderated_by(self, viewer: Viewer | AnyViewer | None) -> Self:
        """Keep the boards that this viewer may moderate; agrees with `permissions.can_moderate`."""
        if viewer is None or not viewer.is_active:
            return self.none()
        if viewer.is_superuser:
            return self
        return self.filter(moderators=viewer.pk)
