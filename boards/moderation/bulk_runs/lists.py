"""Which posts a bulk run is about: those of a board's list, or of one member there."""

from dataclasses import dataclass
from typing import Any

from boards.members.models import Member
from boards.models import Board, Category
from boards.posts.models import Post, Tag
from boards.posts.querysets import PostQuerySet
from boards.posts.states import State

MAX_POSTS = 10_000  # of a bulk run


@dataclass(frozen=True)
class WholeList:
    """A list of one board.

    Attributes:
        category, tag: what its posts have; None where it is not asked.
        member: whose posts, under their name; None for everybody's.
    """

    board: Board
    category: Category | None = None
    tag: Tag | None = None
    member: Member | None = None

    @property
    def criteria(self) -> dict[str, Any]:
        """The columns of a bulk run."""
        return {
            "board": self.board,
            "category": self.category,
            "tag": self.tag,
            "member": self.member,
        }

    def posts(self) -> "PostQuerySet[Post]":
        """Return what a moderator sees in the list: what is published or hidden.

        Of one member what is anonymous is left: what becomes of it, and even its number, would
        tell who wrote it without the looking up that is recorded.
        """
        posts = Post.objects.filter(
            board=self.board, state__in=(State.PUBLISHED, State.HIDDEN)
        ).newest_first()
        if self.category is not None:
            posts = posts.filter(category=self.category)
        if self.tag is not None:
            posts = posts.filter(tagged__tag=self.tag)
        if self.member is not None:
            posts = posts.filter(author=self.member, anonymous_number=None)
        return posts
