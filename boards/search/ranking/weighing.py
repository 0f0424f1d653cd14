"""Looks at the texts of the likeliest posts, to weigh them against each other."""

from collections.abc import Sequence
from datetime import datetime

from boards.search.index import loading
from boards.search.language.places import Place
from boards.search.ranking.highlighting import Wording
from boards.search.ranking.worth import (
    Candidate,
    Found,
    find_in,
    find_in_titles,
    in_order_of_worth,
    is_settled,
    without_chance,
)

MAX_READ = 100  # of so many posts the texts are read
MAX_TEXT_LENGTH = 2000  # characters of each


def weighed(
    candidates: Sequence[Candidate], wordings: Sequence[Wording], *, now: datetime
) -> list[Candidate]:
    """Return the candidates, the best first.

    The best by title and recency are weighed by all of their texts, which are read where the title
    leaves anything open. Those among them that hold the signs of a word by chance are left out if
    others hold the word; the rest follows.
    """
    in_titles = find_in_titles(candidates, wordings)
    ordered = in_order_of_worth(candidates, in_titles, now=now)
    if not wordings:
        return ordered
    read = ordered[:MAX_READ]
    found = {each.post_id: in_titles[each.post_id] for each in read}
    unsettled = [each for each in read if not is_settled(found[each.post_id])]
    if unsettled:
        _look_into_texts(found, unsettled, wordings, MAX_TEXT_LENGTH)
    likely = without_chance([(each, found[each.post_id]) for each in read], wordings, now=now)
    return [*likely, *ordered[MAX_READ:]]


def found_in_texts_of(
    candidates: Sequence[Candidate], wordings: Sequence[Wording], *, max_length: int
) -> dict[int, Found]:
    """Look for the words in titles, tags, the first `max_length` characters, and comments.

    Returns what was found by the ids of the posts. Comments are read where a word is missing.
    """
    found = find_in_titles(candidates, wordings)
    if candidates:
        _look_into_texts(found, candidates, wordings, max_length)
    return found


def _look_into_texts(
    found: dict[int, Found],
    candidates: Sequence[Candidate],
    wordings: Sequence[Wording],
    max_length: int,
) -> None:
    """Add to what was found in titles what is found in the rest of the posts."""
    for post_id, texts in _texts_of(candidates, max_length).items():
        _add(found[post_id], find_in(texts, wordings))
    _look_into_comments(found, wordings)


def _texts_of(candidates: Sequence[Candidate], max_length: int) -> dict[int, dict[Place, str]]:
    texts: dict[int, dict[Place, str]] = {each.post_id: {} for each in candidates}
    for post_id, text in loading.beginnings_of(texts, max_length):
        texts[post_id][Place.TEXT] = text
    for post_id, name in loading.tags_of(texts):
        texts[post_id][Place.TAGS] = f"{texts[post_id].get(Place.TAGS, '')}\n{name}"
    return texts


def _look_into_comments(found: dict[int, Found], wordings: Sequence[Wording]) -> None:
    """Add to what was found, where a word was found in nothing else."""
    ids = [post_id for post_id, words in found.items() if not all(words)]
    if not ids:
        return
    comments: dict[int, str] = {}
    for post_id, text in loading.comments_of(ids):
        comments[post_id] = f"{comments.get(post_id, '')}\n{text}"
    for post_id, text in comments.items():
        _add(found[post_id], find_in({Place.COMMENTS: text}, wordings))


def _add(found: Found, added: Found) -> None:
    for known, words in zip(found, added, strict=True):
        known.update(words)
