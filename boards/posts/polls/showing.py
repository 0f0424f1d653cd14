"""A poll as its viewer may see it: a form to vote, the results, or what it asks and no more."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlencode

from django.db.models import BigAutoField, BooleanField, Exists, OuterRef, QuerySet, Value

from boards.caching.paths import cached_reverse
from boards.db.prepared import Param, prepared
from boards.members.viewers import AnyViewer, Viewer, ViewerKind, key_of, kind_of
from boards.posts.models import PollChoice, Post, VotedChoice
from boards.posts.permissions import is_author
from boards.posts.polls import permissions


class ShownChoice(NamedTuple):
    """One choice.

    Attributes:
        votes, percent: 0 for who does not see the results; of those who voted, rounded.
        is_own: whether the viewer voted for it.
        is_ticked: whether it is ticked in the form.
    """

    key: int
    name: str
    votes: int
    percent: int
    is_own: bool
    is_ticked: bool


@dataclass(frozen=True)
class ShownPoll:
    """All that the template of a poll prints: what is cached of a page has it as its key.

    Attributes:
        question: empty where the title of the post is it.
        max_choices: of one vote.
        scale: what the longest possible bar stands for.
        may_vote: whether the viewer may vote now, or change their vote.
        sign_in_path: for guests who could vote if they signed in.
        error, message: what has just happened.
    """

    question: str
    choices: tuple[ShownChoice, ...]
    max_choices: int
    voters: int
    closes_at: datetime | None
    is_closed: bool
    shows_results: bool
    has_voted: bool
    may_vote: bool
    may_close: bool
    sign_in_path: str
    error: str = ""
    message: str = ""

    @property
    def is_multiple(self) -> bool:
        """Whether one vote may be for several choices."""
        return self.max_choices > 1

    @property
    def scale(self) -> int:
        """Return the number of votes that fills a bar."""
        return max(1, self.voters)


def poll_for(
    viewer: Viewer,
    post: Post,
    *,
    can_moderate: bool | None = None,
    ticked: Collection[int] | None = None,
    error: str = "",
    message: str = "",
) -> ShownPoll | None:
    """Return the poll of a post that the viewer may read; one query, and none without a poll.

    Args:
        can_moderate: whether the viewer moderates the board; None for what is to be asked.
        ticked: the keys of the choices that stay ticked in the form; None for one's own vote.
    """
    if not post.has_poll:
        return None
    rows = _choices(kind_of(viewer)).fetch(post=post.pk, viewer=key_of(viewer))
    if not rows:
        return None
    poll = rows[0].poll
    has_voted = any(row.is_own for row in rows)  # type: ignore[attr-defined]
    is_closed = poll.is_closed or post.board.is_archived
    shows = permissions.can_see_results(poll, has_voted=has_voted) or is_closed
    may_ever_vote = permissions.can_vote(viewer, post)
    may_sign_in = not (viewer.is_authenticated or is_closed) and post.is_published
    return ShownPoll(
        question=poll.question,
        choices=tuple(_shown(row, poll.voters, shows=shows, ticked=ticked) for row in rows),
        max_choices=poll.max_choices,
        voters=poll.voters,
        closes_at=poll.closes_at,
        is_closed=is_closed,
        shows_results=shows,
        has_voted=has_voted,
        may_vote=may_ever_vote and not is_closed and (poll.allows_changes or not has_voted),
        may_close=not is_closed and _may_close(viewer, post, can_moderate),
        sign_in_path=_sign_in_path(post) if may_sign_in else "",
        error=error,
        message=message,
    )


def _may_close(viewer: Viewer, post: Post, can_moderate: bool | None) -> bool:
    if can_moderate is None or is_author(viewer, post):
        return permissions.can_close(viewer, post)
    return post.is_published and can_moderate


def _shown(
    row: PollChoice, voters: int, *, shows: bool, ticked: Collection[int] | None
) -> ShownChoice:
    is_own: bool = row.is_own  # type: ignore[attr-defined]
    votes = row.votes if shows else 0
    return ShownChoice(
        key=row.pk,
        name=row.name,
        votes=votes,
        percent=percent_of(votes, voters),
        is_own=is_own,
        is_ticked=is_own if ticked is None else row.pk in ticked,
    )


def percent_of(votes: int, voters: int) -> int:
    """Return how many of a hundred voters that is, rounded half up; 0 where nobody has voted."""
    return (200 * votes + voters) // (2 * voters) if voters else 0


@prepared
def _choices(kind: ViewerKind) -> "QuerySet[PollChoice]":
    viewer = AnyViewer(kind)
    own: Exists | Value = Value(False, output_field=BooleanField())
    if viewer.is_active:
        own = Exists(VotedChoice.objects.filter(choice=OuterRef("pk"), vote__member=viewer.pk))
    choices = PollChoice.objects.filter(poll=Param("post", BigAutoField()))
    return choices.select_related("poll").annotate(is_own=own).order_by("position")


def _sign_in_path(post: Post) -> str:
    query = urlencode({"next": f"{post.get_absolute_url()}#poll"})
    return f"{cached_reverse('account_login')}?{query}"
