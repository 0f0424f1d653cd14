"""Questions about boards, in the domain's words."""

from typing import TYPE_CHECKING

from django.db import models

from boards.access import Access

if TYPE_CHECKING:
    from boards.members.masking import Viewer
    from boards.models import Board


class BoardQuerySet(models.QuerySet["Board"]):
    """Boards, in the order in which the site shows them."""

    def readable_by(self, viewer: "Viewer | None") -> "BoardQuerySet":
        """Keep the boards that this viewer may read; agrees with `permissions.can_read`."""
        if viewer is None or not viewer.is_active:
            return self.filter(read_access=Access.EVERYONE)
        if viewer.is_superuser:
            return self
        return self.filter(
            ~models.Q(read_access=Access.MODERATORS)
            | models.Q(pk__in=self.model.objects.moderated_by(viewer).values("pk"))
        )

    def moderated_by(self, viewer: "Viewer | None") -> "BoardQuerySet":
        """Keep the boards that this viewer may moderate; agrees with `permissions.can_moderate`."""
        if viewer is None or not viewer.is_active:
            return self.none()
        if viewer.is_superuser:
            return self
        return self.filter(moderators=viewer.pk)

    def in_navigation(self) -> "BoardQuerySet":
        """Keep the boards that have a tab."""
        return self.filter(in_navigation=True)
