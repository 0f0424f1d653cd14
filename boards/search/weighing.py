"""Looks at the texts of the likeliest posts, to weigh them against each other."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models.functions import Substr

from boards.posts.models import Comment, Post, TaggedPost
from boards.search.highlighting import Wording
from boards.search.places import Place
from boards.search.ranking import (
    Candidate,
    Found,
    find_in,
    in_order_of_worth,
    without_chance,
)

# Of so many posts the texts are read: so much of each, and so many comments in all.
MAX_READ = 100
MAX_TEXT_LENGTH = 2000  # characters
MAX_COMMENTS = 300


def weighed(
    candidates: Sequence[Candidate], wordings: Sequence[Wording], *, now: datetime
) -> list[Candidate]:
    """Return the candidates, the best first.

    The best by title and recency are weighed by all of their texts, and those among them that hold
    the signs of a word by chance are left out if others hold the word; the rest follows.
    """
    ordered = in_order_of_worth(candidates, wordings, now=now)
    if not wordings:
        return ordered
    read = ordered[:MAX_READ]
    found = found_in_texts_of(read, wordings)
    likely = without_chance([(each, found[each.post_id]) for each in read], wordings, now=now)
    return [*likely, *ordered[MAX_READ:]]


def found_in_texts_of(
    candidates: Sequence[Candidate],
    wordings: Sequence[Wording],
    *,
    max_length: int = MAX_TEXT_LENGTH,
) -> dict[int, Found]:
    """Look for the words in titles, tags, the first `max_length` characters, and comments.

    Returns what was found by the ids of the posts. Comments are read where a word is missing.
    """
    texts = _texts_of(candidates, max_length)
    found = {each.post_id: find_in(texts[each.post_id], wordings) for each in candidates}
    _look_into_comments(found, wordings)
    return found


def _texts_of(candidates: Sequence[Candidate], max_length: int) -> dict[int, dict[Place, str]]:
    texts = {each.post_id: {Place.TITLE: each.title} for each in candidates}
    beginning = Substr("body_text", 1, max_length)
    for post_id, text in Post.objects.filter(pk__in=texts).values_list("pk", beginning):
        texts[post_id][Place.TEXT] = text
    tagged = TaggedPost.objects.filter(content_object__in=texts).order_by("tag_id")
    for post_id, name in tagged.values_list("content_object_id", "tag__name"):
        texts[post_id][Place.TAGS] = f"{texts[post_id].get(Place.TAGS, '')}\n{name}"
    return texts


def _look_into_comments(found: dict[int, Found], wordings: Sequence[Wording]) -> None:
    """Add to what was found, where a word was found in nothing else."""
    ids = [post_id for post_id, words in found.items() if not all(words)]
    if not ids:
        return
    public = Comment.objects.public().filter(post__in=ids)
    comments: dict[int, str] = {}
    for post_id, text in public.order_by("pk").values_list("post_id", "text")[:MAX_COMMENTS]:
        comments[post_id] = f"{comments.get(post_id, '')}\n{text}"
    for post_id, text in comments.items():
        words = find_in({Place.COMMENTS: text}, wordings)
        for known, added in zip(found[post_id], words, strict=True):
            known.update(added)
