"""The work of a clean-up, some texts at a time, each time in one transaction.

A run that is cut off goes on where it stopped when it is called again; two at once wait for each
other at the row of the clean-up.
"""

from contextlib import suppress
from itertools import groupby
from operator import attrgetter
from typing import Any, cast

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from boards.members.models import Member
from boards.models import Board
from boards.moderation.kinds import ReportableKind, kind_of
from boards.moderation.models import Case, CleanUp, CleanUpItem
from boards.posts.models import Comment, Post
from boards.posts.states import State
from boards.sanctions.permissions import can_sanction_everywhere

CHUNK = 50  # texts


def published_by(member: Member, board: Board | None) -> "list[QuerySet[Any]]":
    """Return what a clean-up is to hide: posts, and comments, that everybody may see.

    Pictures and files go with the text that shows them. What waits for approval, or is hidden
    already, stays as it is; and so does what is anonymous, or hiding it, and even its number,
    would tell who wrote it without the looking up that is recorded.

    Args:
        board: None for the whole site.
    """
    named = {"author": member, "state": State.PUBLISHED, "anonymous_number": None}
    posts = Post.objects.filter(**named)
    comments = Comment.objects.filter(**named).exclude(post__state=State.DELETED)
    if board is None:
        return [posts, comments]
    return [posts.filter(board=board), comments.filter(post__board=board)]


def go_on(clean_up: CleanUp) -> bool:
    """Do the next part of hiding or of showing again; return whether there is more to do."""
    with transaction.atomic():
        clean_ups = CleanUp.objects.select_for_update(of=("self",))
        clean_ups = clean_ups.select_related("member", "board", "by", "undone_by")
        held = clean_ups.get(pk=clean_up.pk)
        if held.finished_at is None:
            return _hide_some(held)
        return held.undone_at is not None and _show_some(held)


def _hide_some(clean_up: CleanUp) -> bool:
    for texts in published_by(clean_up.member, clean_up.board):
        code = texts.model._meta.model_name
        # What could not be hidden is noted as well, and not tried for ever.
        noted = clean_up.items.filter(kind=code).values("target_id")
        left = texts.exclude(pk__in=noted).order_by("pk")
        pks = list(left.values_list("pk", flat=True)[:CHUNK])
        if not pks:
            continue
        things = _kind(code).load(pks).values()
        hidden = {thing.pk for thing in things if _hide(clean_up, texts, thing)}
        items = [CleanUpItem(clean_up=clean_up, kind=code, target_id=pk) for pk in pks]
        for item in items:
            item.is_released = item.target_id not in hidden
        CleanUpItem.objects.bulk_create(items)
        return True
    clean_up.finished_at = timezone.now()
    clean_up.save(update_fields=["finished_at"])
    return False


def _hide(clean_up: CleanUp, texts: "QuerySet[Any]", thing: Any) -> bool:
    """Hide a text that is still one of `texts` when it is held; return whether that was done.

    What somebody else has hidden first is theirs to show again.
    """
    kind = _kind(thing._meta.model_name)
    with suppress(PermissionDenied, ValidationError), transaction.atomic():
        held = kind.locked(thing)
        if texts.filter(pk=held.pk).exists():
            kind.hide(held, by=_acting(clean_up.by), reason=clean_up.reason)
            return True
    return False


def _show_some(clean_up: CleanUp) -> bool:
    left = clean_up.items.filter(is_released=False).order_by("kind", "target_id")
    items = list(left[:CHUNK])
    for code, of_kind in groupby(items, key=attrgetter("kind")):
        things = _kind(code).load([item.target_id for item in of_kind])
        for _pk, thing in sorted(things.items()):
            _show(clean_up, thing)
    CleanUpItem.objects.filter(pk__in=[item.pk for item in items]).update(is_released=True)
    return bool(items)


def _show(clean_up: CleanUp, thing: Any) -> None:
    """Show a text again, unless it is gone, shown since, or a decision hides it besides."""
    code = thing._meta.model_name
    kind, of_thing = _kind(code), {"kind": code, "target_id": thing.pk}
    # Where others have to decide about it, or it was deleted meanwhile, it stays as it is.
    with suppress(PermissionDenied, ValidationError), transaction.atomic():
        held = kind.locked(thing)
        is_hidden_by_this = clean_up.items.filter(**of_thing, is_released=False).exists()
        is_hidden_besides = Case.objects.filter(**of_thing).hiding().exists()
        if kind.is_hidden(held) and is_hidden_by_this and not is_hidden_besides:
            kind.unhide(held, by=_acting(clean_up.undone_by))


def _kind(code: str | None) -> ReportableKind:
    return cast(ReportableKind, kind_of(code or ""))  # this room registers both


def _acting(by: Member | None) -> Member | None:
    """Return in whose name each text is hidden: for the whole site that may be the system's.

    Who sanctions everywhere need not moderate each board; the clean-up says who it was.
    """
    if by is not None and not by.is_superuser and can_sanction_everywhere(by):
        return None
    return by
