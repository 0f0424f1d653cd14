"""Who looks at a page, and which names they see whole."""

from dataclasses import dataclass
from enum import Enum
from typing import Any, Protocol

from django.contrib.auth.models import AnonymousUser
from django.db.models import BigAutoField
from django.utils.translation import gettext

from boards.db.prepared import Param
from boards.members.masking import mask_name
from boards.members.models import Member

# Whoever looks at a page. Where a viewer may be None, None stands for a guest.
Viewer = Member | AnonymousUser


class Named(Protocol):
    """A member, or what a row of a list has loaded of one."""

    @property
    def pk(self) -> Any: ...

    @property
    def handle(self) -> str: ...

    @property
    def deleted_at(self) -> Any: ...


def may_see_full_name(viewer: Viewer | None, member: Named) -> bool:
    """Say whether the viewer is staff or the member in question; moderators are not staff."""
    if viewer is None or not viewer.is_active:
        return False
    return viewer.is_staff or viewer.pk == member.pk


def name_for(viewer: Viewer | None, member: Named) -> str:
    """Return the member's name as this viewer may see it; None stands for a guest."""
    if member.deleted_at:
        return gettext("Former member")
    return member.handle if may_see_full_name(viewer, member) else mask_name(member.handle)


class ViewerKind(Enum):
    """Viewers of one kind may see what is told apart by nothing but who they are."""

    GUEST = "guest"
    MEMBER = "member"
    SUPERUSER = "superuser"


@dataclass(frozen=True)
class AnyViewer:
    """Stands for every viewer of a kind in a prepared query; their key fills the slot `viewer`."""

    kind: ViewerKind
    pk: Any = Param("viewer", BigAutoField())

    @property
    def is_active(self) -> bool:
        """Whether these are members."""
        return self.kind is not ViewerKind.GUEST

    @property
    def is_superuser(self) -> bool:
        """Whether these may do everything."""
        return self.kind is ViewerKind.SUPERUSER


def kind_of(viewer: Viewer | None) -> ViewerKind:
    """Return the viewer's kind; a member who is switched off counts as a guest."""
    if viewer is None or not viewer.is_active:
        return ViewerKind.GUEST
    return ViewerKind.SUPERUSER if viewer.is_superuser else ViewerKind.MEMBER


def key_of(viewer: Viewer | None) -> int | None:
    """Return what fills the slot `viewer`."""
    return viewer.pk if viewer is not None else None
