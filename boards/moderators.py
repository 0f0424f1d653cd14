"""Gives the moderators of boards their group and the admin, and takes both back."""

from typing import Any

from django.contrib.auth.models import Group
from django.db.models.signals import m2m_changed, pre_delete

from boards.members.models import Member
from boards.models import Board

GROUP_NAME = "Moderators"


def moderators_group() -> Group:
    """Return the group whose permissions every moderator has in the admin."""
    return Group.objects.get_or_create(name=GROUP_NAME)[0]


def set_moderator_rights(member_id: int, *, leaving: Board | None = None) -> None:
    """Give the moderator of some board the group and the admin; take both back from others.

    Whoever has other groups or permissions of their own is staff for those and stays so.
    Must run in a transaction: two boards that one member leaves at once wait for each other.

    Args:
        leaving: a board that no longer counts.
    """
    member = Member.objects.select_for_update(no_key=True).get(pk=member_id)
    remaining = member.moderated_boards.all()
    if leaving is not None:
        remaining = remaining.exclude(pk=leaving.pk)
    group = moderators_group()
    if remaining.exists():
        member.groups.add(group)
        _set_staff(member, True)
    elif member.groups.filter(pk=group.pk).exists():
        member.groups.remove(group)
        _set_staff(member, _is_staff_for_another_reason(member))


def _is_staff_for_another_reason(member: Member) -> bool:
    return member.is_staff and (
        member.is_superuser or member.groups.exists() or member.user_permissions.exists()
    )


def _set_staff(member: Member, is_staff: bool) -> None:
    if member.is_staff != is_staff:
        member.is_staff = is_staff
        member.save(update_fields=["is_staff"])


def _follow_moderators(
    *, instance: Any, action: str, reverse: bool, pk_set: set[int] | None, **_: Any
) -> None:
    if action == "pre_clear" and not reverse:
        # Once cleared, nobody knows any more who they were.
        for member_id in instance.moderators.order_by("pk").values_list("pk", flat=True):
            set_moderator_rights(member_id, leaving=instance)
    elif action == "post_clear" and reverse:
        set_moderator_rights(instance.pk)
    elif action in ("post_add", "post_remove"):
        for member_id in [instance.pk] if reverse else sorted(pk_set or ()):
            set_moderator_rights(member_id)


def _release_moderators(*, instance: Board, **_: Any) -> None:
    # The rows of a deleted board's moderators go without a signal of their own.
    instance.moderators.clear()


def connect() -> None:
    """Start listening; called once, when Django is ready."""
    m2m_changed.connect(
        _follow_moderators, sender=Board.moderators.through, dispatch_uid="boards.moderators"
    )
    pre_delete.connect(_release_moderators, sender=Board, dispatch_uid="boards.moderators")
