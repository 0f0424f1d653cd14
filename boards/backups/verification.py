"""Proves that a database is whole: the same proofs for a backup, a restored and a moved site."""

from collections.abc import Callable, Iterator
from io import StringIO

from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils.translation import gettext as _

from boards.models import Board
from boards.moderation.log.triggers import LOG_TRIGGERS
from boards.posts.lists.numbering.triggers import LIST_TRIGGERS
from boards.posts.models import ListChange, Post, Tag, TaggedPost

PROOFS = (
    "reconcile_counts",
    "reconcile_lists",
    "reconcile_views",
    "reconcile_sanctions",
    "check_index",
)
TRIAL = -1


def failures_of_site(*, say: Callable[[str], None] = lambda sentence: None) -> list[str]:
    """Run every proof on the default database; return a sentence for each that fails.

    What the proofs put in order on their way is rolled back: the rows stay as they are.
    """
    with transaction.atomic():
        failures = _failures(say)
        transaction.set_rollback(True)
    return failures


def _failures(say: Callable[[str], None]) -> list[str]:
    failures = [*_failures_of_triggers()]
    for name in PROOFS:
        say(name)
        out = StringIO()
        try:
            call_command(name, stdout=out, stderr=StringIO())
        except CommandError as error:
            failures.append(f"{name}: {out.getvalue().strip()} {error}")
    return failures


def _failures_of_triggers() -> Iterator[str]:
    if missing := LIST_TRIGGERS.missing(connection) + LOG_TRIGGERS.missing(connection):
        yield _("Triggers are missing: %s.") % ", ".join(missing)
    elif not triggers_work():
        yield _("The triggers of the lists do not record changes.")


def triggers_work() -> bool:
    """Say whether a post with a tag that comes, hides and goes is noted; it never stays."""
    with transaction.atomic():
        works = _triggers_note_changes()
        transaction.set_rollback(True)
    return works


def _triggers_note_changes() -> bool:
    ListChange.objects.all().delete()
    # With keys of their own, so that no key is used up that a post would get.
    board = Board.objects.bulk_create(
        [Board(pk=TRIAL, slug="backup-trial", name_ko="-", name_en="-")]
    )[0]
    post = Post.objects.bulk_create([Post(pk=TRIAL, board=board, title="-", masked_author="-")])[0]
    tag = Tag.objects.bulk_create([Tag(pk=TRIAL, name="backup trial", slug="backup-trial")])[0]
    TaggedPost.objects.bulk_create([TaggedPost(pk=TRIAL, tag=tag, content_object=post)])
    came = _noted() == [(0, 1), (tag.pk, 1)]
    is_copied = TaggedPost.objects.filter(
        tag=tag, board=board, posted_at=post.posted_at, is_listed=True
    ).exists()
    Post.objects.filter(pk=post.pk).update(state="hidden")
    return came and is_copied and _noted()[2:] == [(0, -1), (tag.pk, -1)]


def _noted() -> list[tuple[int, int]]:
    return list(ListChange.objects.order_by("pk").values_list("tag", "number"))
