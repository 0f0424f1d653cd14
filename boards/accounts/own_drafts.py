"""What a member has written into the forms of posts and not sent."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse

from boards.members.characters import beginning_of
from boards.members.models import Member
from boards.models import Board
from boards.posts.models import Draft, Post
from boards.posts.permissions import is_author
from boards.posts.text.sanitising import plain_text
from boards.querysets import BoardQuerySet

MAX_SHOWN = 100  # the latest; a member has one for each board and each own post at most
EXCERPT_CHARACTERS = 80
MAX_READ = 4000  # code points of a text that has no title, where its beginning is looked for


@dataclass(frozen=True)
class DraftRow:
    """A draft, the board that it is for, and where it goes on; no path where it cannot any more."""

    draft: Draft
    title: str
    board: str
    path: str


def drafts_of(member: Member) -> list[DraftRow]:
    """Return the member's drafts, the latest first, in three queries however many there are."""
    drafts = list(Draft.objects.filter(member=member).order_by("-saved_at", "-pk")[:MAX_SHOWN])
    edited = Post.objects.filter(pk__in=_numbers(drafts, "post"))
    posts = {post.pk: post for post in edited.defer("body", "body_text")}
    numbers = {*_numbers(drafts, "new"), *(post.board_id for post in posts.values())}
    boards = _with_writing_of(member).in_bulk(numbers)
    return [_row(draft, boards, posts, member) for draft in drafts]


def _with_writing_of(member: Member) -> BoardQuerySet[Any]:
    """Return the boards, and of each as `is_writable` whether the member may post on it."""
    writable = Board.objects.writable_by(member).filter(pk=OuterRef("pk"))
    return Board.objects.annotate(is_writable=Exists(writable))


def _numbers(drafts: list[Draft], kind: str) -> list[int]:
    return [_form_of(draft)[1] for draft in drafts if _form_of(draft)[0] == kind]


def _form_of(draft: Draft) -> tuple[str, int]:
    kind, _, number = draft.form.partition(":")
    return kind, int(number)


def _row(
    draft: Draft, boards: dict[int, Board], posts: dict[int, Post], member: Member
) -> DraftRow:
    kind, number = _form_of(draft)
    post = posts.get(number) if kind == "post" else None
    board = boards.get(number if kind == "new" else post.board_id if post else 0)
    path = ""
    if board and board.is_writable:  # type: ignore[attr-defined]
        if kind == "new":
            path = reverse("posts:write", args=[board.slug])
        elif post and post.is_published and is_author(member, post):
            path = reverse("posts:edit", args=[post.pk])
    return DraftRow(draft, _title(draft), board.name if board else "", path)


def _title(draft: Draft) -> str:
    """Return the title as typed, or else how the text begins."""
    title = str(draft.fields.get("title") or "").strip()
    text = title or plain_text(str(draft.fields.get("body") or "")[:MAX_READ])
    return beginning_of(text, EXCERPT_CHARACTERS, in_one_line=True)
