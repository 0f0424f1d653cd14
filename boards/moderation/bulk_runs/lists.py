"""Which posts a bulk run is about: those of a board's list, of one member, or of a search there."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import QueryDict

from boards.members.models import Member
from boards.models import Board, Category
from boards.posts.models import Post, Tag
from boards.posts.querysets import PostQuerySet
from boards.posts.states import State
from boards.search.querying.search_params import SearchParams, search_params_in
from boards.search.querying.whole import names_author, whole_of

MAX_POSTS = 10_000  # of a bulk run
SEARCH = "search"  # among what a run notes besides: the query string of its search


@dataclass(frozen=True)
class Searched:
    """A search on one board, by who begins the run: each finds what they may read."""

    by: Member
    params: SearchParams

    @cached_property
    def found(self) -> list[int]:
        """The ids of what is found now; of more than MAX_POSTS, one more than these."""
        return whole_of(self.by, self.params, limit=MAX_POSTS + 1)


@dataclass(frozen=True)
class WholeList:
    """A list of one board.

    Attributes:
        category, tag: what its posts have; None where it is not asked.
        member: whose posts, under their name; None for everybody's.
        search: which of them it finds; None where nothing is searched for.
    """

    board: Board
    category: Category | None = None
    tag: Tag | None = None
    member: Member | None = None
    search: Searched | None = None

    @property
    def criteria(self) -> dict[str, Any]:
        """The columns of a bulk run."""
        return {
            "board": self.board,
            "category": self.category,
            "tag": self.tag,
            "member": self.member,
        }

    @property
    def noted(self) -> dict[str, str]:
        """What a bulk run notes besides; not a search that names a member, who may leave."""
        if self.search is None:
            return {}
        params = self.search.params
        return {SEARCH: "" if names_author(params) else params.whole}

    def posts(self) -> "PostQuerySet[Post]":
        """Return what a moderator sees in the list: what is published or hidden.

        A search finds what is published.

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
        if self.search is not None:
            posts = posts.filter(pk__in=self.search.found, state=State.PUBLISHED)
        return posts


def search_noted(fields: Mapping[str, str]) -> SearchParams | None:
    """Return the search whose posts a run was about; None where it was none."""
    noted = fields.get(SEARCH)
    return None if noted is None else search_params_in(QueryDict(noted), ())
