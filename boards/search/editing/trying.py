"""Tries a group of synonyms: the same search with it and without, as a guest sees it."""

from dataclasses import dataclass

from boards.search.models import SynonymGroup
from boards.search.querying.finding import Result, Results, find
from boards.search.synonyms import lookup as synonyms
from boards.search.synonyms.lookup import SynonymsOfGroup, names_of, stored_groups


@dataclass(frozen=True)
class Tried:
    """The first page of a search with a group and without it.

    Attributes:
        added, lost: keys of the posts that stand on only one of the two pages.
    """

    with_group: Results
    without_group: Results
    added: frozenset[int]
    lost: frozenset[int]


def try_synonyms(group: SynonymGroup, typed: str) -> Tried:
    """Search as a guest with a group, whether it is in use or not, and without it."""
    others = stored_groups(besides=group.pk)
    its_own = SynonymsOfGroup(group.names, group.is_one_way)
    with synonyms.using(names_of([*others, its_own])):
        with_group = find(None, typed)
    with synonyms.using(names_of(others)):
        without_group = find(None, typed)
    ours, theirs = _keys(with_group.results), _keys(without_group.results)
    return Tried(with_group, without_group, added=ours - theirs, lost=theirs - ours)


def _keys(results: list[Result]) -> frozenset[int]:
    return frozenset(result.post.pk for result in results)
