"""A member's saved searches as their page lists them."""

from dataclasses import dataclass

from django.db.models import Count, F
from django.urls import reverse

from boards.members.models import Member
from boards.posts.models import Post
from boards.posts.querysets import PostQuerySet
from boards.search.language.search_field import SearchField
from boards.search.models import SavedSearch, SavedSearchMatch
from boards.search.querying.search_params import SearchParams
from boards.search.saved.describing import description_of


@dataclass(frozen=True)
class SavedSearchRow:
    """A saved search with what the page shows of it.

    Attributes:
        title: its name, or what it looks for.
        words: what it looks for, where a name hides it.
        new: how many posts were found since the member looked, of those that they may read.
    """

    search: SavedSearch
    title: str
    words: str
    filters: list[str]
    new: int

    @property
    def feed(self) -> str:
        """The path of its feed."""
        return reverse("feeds:saved-search", args=[self.search.token, "atom"])


def saved_searches_of(member: Member) -> list[SavedSearchRow]:
    """Return the member's saved searches, the latest first; two queries however many there are."""
    searches = SavedSearch.objects.filter(member=member).select_related("board")
    new = _new_by_search(member)
    return [_row(search, new.get(search.pk, 0)) for search in searches.order_by("-pk")]


def params_of(search: SavedSearch) -> SearchParams:
    """Return the search page of a saved search."""
    return SearchParams(typed=search.query, board=search.board, place=SearchField(search.field))


def posts_told_to(member: Member) -> PostQuerySet:
    """Return the posts that a saved search may tell a member of: those that they would be shown.

    Not those of whom they blocked, whose posts lists fold.
    """
    return Post.objects.visible_to(member).published().not_by_blocked(member)


def _new_by_search(member: Member) -> dict[int, int]:
    matches = SavedSearchMatch.objects.filter(
        saved_search__member=member,
        matched_at__gt=F("saved_search__looked_at"),
        post__in=posts_told_to(member),
    )
    counted = matches.order_by().values("saved_search").annotate(posts=Count("pk"))
    return dict(counted.values_list("saved_search", "posts"))


def _row(search: SavedSearch, new: int) -> SavedSearchRow:
    known = description_of(search)
    words = "" if known.words == known.title else known.words
    return SavedSearchRow(search, known.title, words, known.filters, new)
