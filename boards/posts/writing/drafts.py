"""What a draft holds, and which form it belongs to."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import BigAutoField, CharField, QuerySet

from boards.db.keys import key_in
from boards.db.prepared import Param, prepared
from boards.members.viewers import Viewer
from boards.models import Board
from boards.permissions import can_write
from boards.posts.models import Draft, Post
from boards.posts.permissions import can_edit
from boards.posts.polls.fields import MAX_CHOICES_TEXT, POLL_OPTIONS, POLL_TEXTS
from boards.posts.text.lengths import MAX_MARKUP_LENGTH
from boards.posts.text.sanitising import UNSTORABLE

KEPT_TEXTS = (
    "title", "category", "body", "markup", "tags", "source", "link", "reason", "notice_scope",
    "notice_starts_at", "notice_ends_at", *POLL_TEXTS,
)  # fmt: skip
KEPT_CHOICES = ("is_secret", "is_anonymous", "comments_open", *POLL_OPTIONS)
MAX_VERSION_DIGITS = 9  # of a number that its column stores
# Code points, far above what the forms accept.
MAX_FIELD_LENGTH = {
    "body": MAX_MARKUP_LENGTH,
    "title": 1000,
    "tags": 10_000,
    "link": 1000,
    "poll_choices": MAX_CHOICES_TEXT,
}
MAX_LINE_LENGTH = 2000  # of every other text


def form_of_new_post(board: Board) -> str:
    """Return the name of the form that writes a new post on a board."""
    return f"new:{board.pk}"


def form_of_edit(post: Post) -> str:
    """Return the name of the form that edits a post."""
    return f"post:{post.pk}"


def may_use_form(viewer: Viewer | None, form: str) -> bool:
    """Say whether a form of this name exists and the viewer may send it."""
    kind, _, number = form.partition(":")
    if (key := key_in(number)) is None:
        return False
    if kind == "new":
        board = Board.objects.filter(pk=key).first()
        return board is not None and can_write(viewer, board)
    if kind == "post":
        post = Post.objects.select_related("board").filter(pk=key).first()
        return post is not None and can_edit(viewer, post)
    return False


def draft_of(viewer: Viewer | None, form: str) -> Draft | None:
    """Return what the viewer has written and not sent in this form."""
    if viewer is None or not viewer.is_authenticated:
        return None
    return _drafts().first(member=viewer.pk, form=form)


@prepared
def _drafts() -> "QuerySet[Draft]":
    of_member = Draft.objects.filter(member=Param("member", BigAutoField()))
    return of_member.filter(form=Param("form", CharField()))


def version_sent(sent: Mapping[str, Any]) -> int | None:
    """Return the version of the draft on which a form was opened, 0 for none of them.

    None where the form names what is no version.
    """
    version = sent.get("draft_version") or "0"
    is_version = version.isascii() and version.isdigit() and len(version) <= MAX_VERSION_DIGITS
    return int(version) if is_version else None


def unsent_on(boards: Iterable[Board], member: Viewer) -> list[tuple[Board, Draft]]:
    """Return what a member began to write on these boards and did not send, the latest first."""
    by_form = {form_of_new_post(board): board for board in boards}
    drafts = Draft.objects.filter(member=member.pk, form__in=by_form).order_by("-saved_at")
    return [(by_form[draft.form], draft) for draft in drafts]


def kept_fields(typed: Mapping[str, Any]) -> dict[str, str | bool]:
    """Return the part of a sent form that a draft keeps, cut where nobody types that much.

    Signs that no database stores are left out.
    """
    texts = {name: UNSTORABLE.sub("", typed.get(name, "")) for name in KEPT_TEXTS}
    return {
        **{
            name: text[: MAX_FIELD_LENGTH.get(name, MAX_LINE_LENGTH)]
            for name, text in texts.items()
        },
        **{name: name in typed for name in KEPT_CHOICES},
    }
