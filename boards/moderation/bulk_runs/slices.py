"""The work of a bulk run, a post at a time, each in a transaction of its own.

Each post is locked, checked and logged by the action that moderators have for one. A run that is
cut off goes on where it stopped when it is called again; two at once wait for each other at the
row of the run, and the second goes on behind the first.
"""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from boards.members.models import Member
from boards.moderation.models import BulkItem, BulkRun, ModerationEntry
from boards.moderation.undoing.actions.undo_entry import undo_entry
from boards.posts.models import Post
from boards.posts.moderation.bulk import VERBS, CategoryNotChosen

SLICE = 50  # posts
_Result = BulkItem.Result
_NOT_THEIRS = _("You do not moderate it, or it is gone.")
_SO_ALREADY = _("It was so already.")
_GONE = _("Whoever began this has no account any more.")


def go_on(run_id: int) -> bool:
    """Do the next part of a run, or of its undoing; return whether there is more to do."""
    return all(_do_one(run_id) for _post in range(SLICE))


@transaction.atomic
def _do_one(run_id: int) -> bool:
    runs = BulkRun.objects.select_for_update(of=("self",))
    run = runs.select_related("by", "undone_by", "board").get(pk=run_id)
    if run.finished_at is None:
        return _next(run, _Result.WAITING, _act) or _finish(run, "finished_at")
    if run.undone_at is not None and run.returned_at is None:
        return _next(run, _Result.DONE, _act_back) or _finish(run, "returned_at")
    return False


def _finish(run: BulkRun, column: str) -> bool:
    setattr(run, column, timezone.now())
    run.save(update_fields=[column])
    return False


def _next(run: BulkRun, result: str, act: Callable[[BulkRun, BulkItem], None]) -> bool:
    """Do what is to be done to the next post; return whether there was one."""
    waiting = run.items.filter(result=result).select_related("entry__board", "entry__from_board")
    item = waiting.order_by("pk").first()
    if item is None:
        return False
    act(run, item)
    item.save(update_fields=["result", "why_ko", "why_en", "entry"])
    return True


def _act(run: BulkRun, item: BulkItem) -> None:
    why = _refusal_of(lambda: _do(run, item))
    if why is None and item.entry is None:
        why = _SO_ALREADY
    _note(item, _Result.DONE if why is None else _Result.LEFT, why)


def _do(run: BulkRun, item: BulkItem) -> None:
    by, post = run.by, Post.objects.only("pk", "board").filter(pk=item.post_id).first()
    if by is None:
        raise ValidationError(_GONE)
    if post is None:
        raise PermissionDenied
    before = _latest(item)
    VERBS[run.verb].prepare(run.fields, by).act(post, by)
    entry = _latest(item)
    if entry is not None and entry != before:
        item.entry = entry


def _latest(item: BulkItem) -> ModerationEntry | None:
    of_post = ModerationEntry.objects.filter(kind="post", target_id=str(item.post_id))
    return of_post.order_by("-pk").first()


def _act_back(run: BulkRun, item: BulkItem) -> None:
    why = _refusal_of(lambda: _undo(run.undone_by, item))
    _note(item, _Result.UNDONE if why is None else _Result.KEPT, why)


def _undo(by: Member | None, item: BulkItem) -> None:
    if by is None:
        raise ValidationError(_GONE)
    if item.entry is not None:
        undo_entry(entry=item.entry, by=by)


def _refusal_of(act: Callable[[], None]) -> "str | Promise | ValidationError | None":
    """Do something to one post; return why it was left alone, None when it was not."""
    try:
        with transaction.atomic():
            act()
    except ValidationError as error:
        return error
    except (PermissionDenied, CategoryNotChosen):
        return _NOT_THEIRS
    return None


def _note(item: BulkItem, result: str, why: "str | Promise | ValidationError | None") -> None:
    item.result = result
    with override("ko"):
        item.why_ko = _said(why)
    with override("en"):
        item.why_en = _said(why)


def _said(why: "str | Promise | ValidationError | None") -> str:
    if isinstance(why, ValidationError):
        return " ".join(map(str, why.messages))
    return str(why or "")
