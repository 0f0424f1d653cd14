"""Members found by the beginning of a handle, or by a part of an e-mail address."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Func, IntegerField, OuterRef, QuerySet

from boards.db.keys import key_in
from boards.members.characters import first_characters
from boards.members.folding import folded
from boards.members.models import Member
from boards.members.restrictions import in_force
from boards.members.viewers import name_for
from boards.posts.models import Comment, Post
from boards.sanctions.models import SanctionKind

PAGE = 50  # members
MAX_LENGTH = 100  # characters of what is looked for; nobody has a longer handle
MAX_EMAIL_LENGTH = 254
MAX_COUNTED = 1000  # posts, and comments, of one member: more are said to be more
NUMBER_SIGN = "#"
_LAST_SIGN = "\U0010ffff"


@dataclass(frozen=True)
class Found:
    """One member, as staff see them.

    Attributes:
        email: only where it was looked for.
        sanctions: what holds now, in words.
        posts, comments: written, of any state; MAX_COUNTED + 1 for more than that.
    """

    member: Member
    name: str
    email: str
    sanctions: Sequence[str]
    posts: int
    comments: int


@dataclass(frozen=True)
class FoundPage:
    """Some members; `after` leads to the next ones, empty when there are none."""

    rows: Sequence[Found]
    after: str


class _RowsCounted(Func):
    """The number of rows of a query that asks for some at most: no more than these are read."""

    template = "(SELECT COUNT(*) FROM %(expressions)s AS counted)"
    output_field = IntegerField()


def by_handle(text: str, *, viewer: Member, after: str = "") -> FoundPage:
    """Return members whose handle begins so, in whatever spelling, in the order of their handles.

    All members for nothing, and for `#` and a number the member who has it. One query.

    Args:
        after: of the page before.
    """
    if text.startswith(NUMBER_SIGN):
        return _by_number(text.removeprefix(NUMBER_SIGN), viewer)
    key = folded(first_characters(text, MAX_LENGTH))
    members = _beginning_with(key, after=folded(first_characters(after, MAX_LENGTH)))
    members = members.filter(deleted_at=None).order_by("handle_key")
    found = list(_with_numbers(members)[: PAGE + 1])
    is_more = len(found) > PAGE
    rows = [_row(member, viewer) for member in found[:PAGE]]
    return FoundPage(rows, after=found[PAGE - 1].handle_key if is_more else "")


def by_email(part: str, *, viewer: Member) -> FoundPage:
    """Return the latest members whose e-mail address has this part, with the addresses.

    More than a page are not shown: who looks for so little asks for too much.
    """
    wanted = Member.objects.normalize_email(first_characters(part, MAX_EMAIL_LENGTH))
    if not wanted or "\0" in wanted:
        return FoundPage([], after="")
    members = Member.objects.filter(email__contains=wanted, deleted_at=None).order_by("-pk")
    found = list(_with_numbers(members)[: PAGE + 1])
    rows = [_row(member, viewer, shows_email=True) for member in found[:PAGE]]
    return FoundPage(rows, after="more" if len(found) > PAGE else "")


def _by_number(text: str, viewer: Member) -> FoundPage:
    key = key_in(text.strip())
    members = Member.objects.filter(pk=key, deleted_at=None) if key else Member.objects.none()
    return FoundPage([_row(member, viewer) for member in _with_numbers(members)], after="")


def _beginning_with(key: str, *, after: str = "") -> "QuerySet[Member]":
    """Return the members whose key begins so and comes later, by an index of either database.

    SQLite compares keys sign by sign, and has no index for LIKE; PostgreSQL compares them as a
    language does, and has one.
    """
    members = Member.objects.filter(handle_key__gt=after) if after else Member.objects.all()
    if not key:
        return members
    if connection.vendor != "sqlite":
        return members.filter(handle_key__startswith=key)
    # One beginning of what is walked, not two of which the index takes the worse.
    members = members if after >= key else Member.objects.filter(handle_key__gte=key)
    return members.filter(handle_key__lt=key + _LAST_SIGN)


def _with_numbers(members: "QuerySet[Member]") -> "QuerySet[Member]":
    return members.annotate(
        posts_counted=_RowsCounted(_some(Post)), comments_counted=_RowsCounted(_some(Comment))
    )


def _some(model: Any) -> "QuerySet[Any]":
    of_member = model.objects.filter(author=OuterRef("pk")).order_by()
    rows: QuerySet[Any] = of_member.values("pk")[: MAX_COUNTED + 1]
    return rows


def _row(member: Any, viewer: Member, *, shows_email: bool = False) -> Found:
    return Found(
        member=member,
        name=name_for(viewer, member),
        email=member.email if shows_email else "",
        sanctions=[str(SanctionKind(each.kind).label) for each in in_force(member.restrictions)],
        posts=member.posts_counted,
        comments=member.comments_counted,
    )
