"""The work of a clean-up, some texts at a time, each time in one transaction.

A run that is cut off goes on where it stopped when it is called again; two at once wait for each
other at the row of the clean-up.
"""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from boards.members.models import Member
from boards.moderation.kinds import kind_of
from boards.moderation.models import Case, CleanUp, CleanUpItem
from boards.posts.models import Comment, Post
from boards.posts.states import State
from boards.sanctions.permissions import can_sanction_everywhere

CHUNK = 50  # texts


def published_by(member: Member, clean_up: CleanUp) -> "list[QuerySet[Any]]":
    """Return what a clean-up is to hide: posts, and comments, that everybody may see.

    Pictures and files go with the text that shows them. What waits for approval, or is hidden
    already, stays as it is.
    """
    posts = Post.objects.filter(author=member, state=State.PUBLISHED)
    comments = Comment.objects.filter(author=member, state=State.PUBLISHED)
    comments = comments.exclude(post__state=State.DELETED)
    if clean_up.board_id is None:
        return [posts, comments]
    return [posts.filter(board=clean_up.board_id), comments.filter(post__board=clean_up.board_id)]


def go_on(clean_up: CleanUp) -> bool:
    """Do the next part of hiding or of showing again; return whether there is more to do."""
    with transaction.atomic():
        held = CleanUp.objects.select_for_update(of=("self",)).get(pk=clean_up.pk)
        if not held.is_at_work:
            return False
        is_more = _hide_some(held) if held.finished_at is None else _show_some(held)
    return is_more


def _hide_some(clean_up: CleanUp) -> bool:
    found = list(_next_texts(clean_up))
    for text in found:
        _hide(clean_up, text)
    if not found:
        clean_up.finished_at = timezone.now()
        clean_up.save(update_fields=["finished_at"])
    return bool(found)


def _next_texts(clean_up: CleanUp) -> Iterator[Any]:
    for texts in published_by(clean_up.member, clean_up):
        # What could not be hidden is noted as well, and not tried for ever.
        noted = clean_up.items.filter(kind=texts.model._meta.model_name).values("target_id")
        some = list(texts.exclude(pk__in=noted).order_by("pk")[:CHUNK])
        if some:
            yield from some
            return


def _hide(clean_up: CleanUp, text: Any) -> None:
    code = text._meta.model_name
    kind = kind_of(code)
    thing = kind.find(text.pk) if kind else None
    is_hidden = False
    if kind is not None and thing is not None:
        with suppress(PermissionDenied, ValidationError), transaction.atomic():
            kind.hide(thing, by=_acting(clean_up.by), reason=clean_up.reason)
            is_hidden = True
    CleanUpItem.objects.create(
        clean_up=clean_up, kind=code, target_id=text.pk, is_released=not is_hidden
    )


def _show_some(clean_up: CleanUp) -> bool:
    items = list(clean_up.items.filter(is_released=False).order_by("pk")[:CHUNK])
    for item in items:
        _show(clean_up, item)
    CleanUpItem.objects.filter(pk__in=[item.pk for item in items]).update(is_released=True)
    if not items:
        clean_up.restored_at = timezone.now()
        clean_up.save(update_fields=["restored_at"])
    return bool(items)


def _show(clean_up: CleanUp, item: CleanUpItem) -> None:
    """Show a text again, unless it is gone, or a decision about it hides it besides."""
    kind = kind_of(item.kind)
    thing = kind.find(item.target_id) if kind else None
    if kind is None or thing is None or not kind.is_hidden(thing):
        return
    if Case.objects.filter(kind=item.kind, target_id=item.target_id).unsettled().exists():
        return
    # Where others have to decide about it, or it was deleted meanwhile, it stays as it is.
    with suppress(PermissionDenied, ValidationError), transaction.atomic():
        kind.unhide(thing, by=_acting(clean_up.undone_by))


def _acting(by: Member | None) -> Member | None:
    """Return in whose name each text is hidden: for the whole site that may be the system's.

    Who sanctions everywhere need not moderate each board; the clean-up says who it was.
    """
    if by is not None and not by.is_superuser and can_sanction_everywhere(by):
        return None
    return by
