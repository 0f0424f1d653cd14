"""What is done to the things of a request: posts and comments are hidden, files are withheld."""

from collections.abc import Collection, Iterable
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

from boards.members.models import Member
from boards.members.viewers import Viewer
from boards.moderation.kinds import kind_of
from boards.moderation.log.actions.write_entry import write_entry
from boards.moderation.models import Case
from boards.moderation.takedowns.models import TAKEN_DOWN, TakedownRequest, TakedownTarget
from boards.moderation.takedowns.permissions import can_handle_takedowns
from boards.posts.models import Comment, Post, Upload
from boards.posts.states import State as TextState
from boards.posts.trashing import hide_in_trash
from boards.posts.uploads.actions.withhold_upload import release_upload, withhold_upload

State = TakedownTarget.State


def remove_thing(target: TakedownTarget, *, by: Member | None, reason: str = "") -> Any | None:
    """Take a thing away from readers; return it, or None when it was deleted before.

    What is in the trash comes back hidden, should it be restored, and nobody can show it then.

    Whoever decides requests need not moderate its board, so the system hides it; the log says who
    decided.
    """
    thing = thing_of(target)
    if thing is None:
        _keep_in_trash(target)
        target.save(update_fields=["state", "was_public"])
        return None
    target.state, target.was_public = State.REMOVED, _was_public(target, thing)
    if isinstance(thing, Upload):
        withhold_upload(upload=thing)
    else:
        _hide(target, thing)
    target.save(update_fields=["state", "was_public"])
    if target.state == State.REMOVED:
        _log(target, by=by, verb="takedown_remove", reason=reason)
    return thing if target.state == State.REMOVED else None


def restore_thing(target: TakedownTarget, *, by: Member, reason: str = "") -> None:
    """Give back what `remove_thing` took, unless something else keeps it away from readers."""
    thing = thing_of(target)
    target.state = State.GONE if thing is None else State.RESTORED
    target.save(update_fields=["state"])
    if thing is None:
        return
    if not _is_taken_otherwise(target):
        _give_back(target, thing)
    _log(target, by=by, verb="takedown_restore", reason=reason)


def thing_of(target: TakedownTarget) -> Any | None:
    """Return the post, the comment or the file, with its board; None when it was deleted."""
    return load_things(target.kind, [target.target_id]).get(target.target_id)


def load_things(kind: str, ids: Iterable[str]) -> dict[str, Any]:
    """Return those of the things of a kind that still exist, by `target_id`; one query."""
    if kind == "upload":
        uploads = Upload.objects.select_related("owner", "post__board", "comment")
        return {str(pk): thing for pk, thing in uploads.in_bulk(map(UUID, ids)).items()}
    reportable = kind_of(kind)
    found = reportable.load([int(each) for each in ids]) if reportable else {}
    return {str(pk): thing for pk, thing in found.items()}


def owner_of(thing: Any) -> Member | None:
    """Return whose it is."""
    return thing.owner if isinstance(thing, Upload) else thing.author


def is_taken_down(row: Post | Comment | Upload) -> bool:
    """Say whether a request keeps it away from readers."""
    kind = row._meta.model_name or ""
    targets = TakedownTarget.objects.filter(kind=kind, target_id=str(row.pk))
    return targets.filter(state__in=TAKEN_DOWN).exists()


def taken_down_comments(comments: Collection[int]) -> set[int]:
    """Return the keys of those comments that a request keeps away from readers; one query."""
    targets = TakedownTarget.objects.filter(
        kind="comment", target_id__in=[str(key) for key in comments], state__in=TAKEN_DOWN
    )
    return {int(key) for key in targets.values_list("target_id", flat=True)}


def taken_down_by(row: Post | Comment | Upload) -> TakedownRequest | None:
    """Return the latest decided of the requests that keep it away from readers; one query."""
    kind = row._meta.model_name or ""
    targets = TakedownTarget.objects.filter(kind=kind, target_id=str(row.pk))
    taken = targets.filter(state__in=TAKEN_DOWN).select_related("request")
    latest = taken.order_by("-request__decided_at", "-pk").first()
    return latest.request if latest else None


def can_judge(viewer: Viewer | None, upload: Upload) -> bool:
    """Say whether it is for the viewer to judge a file: withheld, or part of an open request."""
    if not can_handle_takedowns(viewer):
        return False
    if upload.withheld_at is not None:
        return True
    parts = ("upload", upload.pk), ("post", upload.post_id), ("comment", upload.comment_id)
    named = [Q(kind=kind, target_id=str(pk)) for kind, pk in parts if pk is not None]
    return TakedownTarget.objects.filter(reduce(or_, named), request__result="").exists()


def pictures_of(things: Iterable[Any]) -> "QuerySet[Upload]":
    """Return the pictures that the things are or show."""
    rows = list(things)
    posts = [row.pk for row in rows if isinstance(row, Post)]
    comments = [row.pk for row in rows if isinstance(row, Comment)]
    uploads = [row.pk for row in rows if isinstance(row, Upload)]
    of_posts = Q(post__in=posts, comment=None)
    return Upload.objects.filter(
        Q(pk__in=uploads) | of_posts | Q(comment__in=comments), kind=Upload.FileKind.PICTURE
    )


def _keep_in_trash(target: TakedownTarget) -> None:
    """Note of what was deleted that it is taken down, where it could still be restored."""
    row: Post | Comment | None = None
    if target.kind == "post":
        row = Post.objects.filter(pk=int(target.target_id)).first()
    elif target.kind == "comment":
        row = Comment.objects.filter(pk=int(target.target_id)).first()
    before = None if row is None else hide_in_trash(row)
    target.state = State.GONE if before is None else State.REMOVED
    target.was_public = before == TextState.PUBLISHED


def _was_public(target: TakedownTarget, thing: Any) -> bool:
    """Say whether nothing but requests, this one or an earlier one, keeps it away from readers."""
    if isinstance(thing, Upload) or thing.is_published:
        return True
    return _others_of(target).filter(was_public=True).exists()


def _others_of(target: TakedownTarget) -> "QuerySet[TakedownTarget]":
    """Return what other requests have of the same thing, and have taken down."""
    of_thing = TakedownTarget.objects.filter(kind=target.kind, target_id=target.target_id)
    return of_thing.filter(state__in=TAKEN_DOWN).exclude(pk=target.pk)


def _give_back(target: TakedownTarget, thing: Any) -> None:
    if isinstance(thing, Upload):
        release_upload(upload=thing)  # nothing but requests withholds files
    elif target.was_public:
        _unhide(target, thing)


def _hide(target: TakedownTarget, thing: Any) -> None:
    kind = kind_of(target.kind)
    try:
        if kind is not None:
            kind.hide(thing, by=None)
    except ValidationError:
        target.state = State.GONE  # deleted in this very moment


def _unhide(target: TakedownTarget, thing: Any) -> None:
    kind = kind_of(target.kind)
    if kind is not None and not thing.is_published:
        kind.unhide(thing, by=None)


def _is_taken_otherwise(target: TakedownTarget) -> bool:
    """Say whether another request, or a moderator's decision, hides the same thing."""
    if _others_of(target).exists():
        return True
    if target.kind == "upload":
        return False
    cases = Case.objects.filter(kind=target.kind, target_id=int(target.target_id)).hiding()
    return cases.exists()


def _log(target: TakedownTarget, *, by: Member | None, verb: str, reason: str) -> None:
    write_entry(
        kind=target.kind,
        target_id=target.target_id,
        by=by,
        verb=verb,
        board=target.board,
        reason=reason,
        after={"request": target.request_id},
    )
