"""Whether a text is too much like others of the last days, whoever published them.

What was found waits, and is never refused: a form that everybody fills in, a notice that two
clubs share or an article that two members bring look the same as a flood. Asked only where a note
says that something may be alike (see `fingerprints`), so that other texts cost nothing.
"""

from collections.abc import Iterator
from datetime import timedelta
from functools import reduce
from operator import or_
from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from boards.filters.fingerprints import Said, words_of
from boards.filters.likeness import ALIKE, letters_to_compare, likeness
from boards.filters.matching.streams import plain_letters
from boards.filters.models import Fingerprint
from boards.members.levels import Right, may
from boards.members.models import Member
from boards.posts.models import Comment, Post
from boards.posts.states import State

# Texts of whoever is new wait from the first one that is alike; others may have a few in a day.
MAX_OF_A_DAY = 2
MAX_COMPARED = 10  # texts with which one is compared: a bound of the work


def alike_texts(row: Post | Comment, said: Said, member: Member) -> int:
    """Return how many texts like this keep it from being published at once; 0 where it may be.

    Args:
        said: what it says; it has been noted, and seemed alike.
    """
    if not may(member, Right.ALIKE_AT_ONCE):
        return sum(1 for _each in _alike(row, said, timedelta(days=settings.ALIKE_DAYS)))
    # By a decision about the same text twice, another number makes it another text.
    others = [
        letters
        for author, letters in _alike(row, said, timedelta(days=1))
        if author != member.pk or letters != said.compared
    ]
    return len(others) if len(others) > MAX_OF_A_DAY else 0


def _alike(row: Post | Comment, said: Said, lately: timedelta) -> Iterator[tuple[int, str]]:
    """Yield by whom alike texts are, and their letters; what was deleted is none any more."""
    same_band = (Q(**{f"band_{number}": band}) for number, band in enumerate(said.bands, 1))
    notes = Fingerprint.objects.filter(
        reduce(or_, same_band), published_at__gt=timezone.now() - lately
    ).exclude(text_key=cast(UUID, row.submission_key))
    found = dict(notes.values_list("text_key", "member")[:MAX_COMPARED])
    for text in _readable(row, found):
        letters = letters_to_compare(plain_letters(words_of(text)))
        if letters and likeness(said.compared, letters) >= ALIKE:
            yield text.author_id, letters


def _readable(row: Post | Comment, found: dict[Any, int]) -> "QuerySet[Any]":
    """Return the texts of notes, those of others only where they are no secret.

    Nobody learns from a text of theirs that waits what somebody wrote to the moderators alone.
    """
    texts: QuerySet[Any] = (
        type(row)
        ._default_manager.filter(author__in=set(found.values()), submission_key__in=list(found))
        .exclude(state=State.DELETED)
    )
    if isinstance(row, Comment):
        secret = Q(is_secret=True) | Q(post__is_secret=True)
        return texts.exclude(secret & ~Q(author=row.author_id)).only("author", "text")
    secret = Q(is_secret=True)
    return texts.exclude(secret & ~Q(author=row.author_id)).only("author", "title", "body_text")
