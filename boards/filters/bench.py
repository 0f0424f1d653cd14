"""Tries a filter on the latest posts before it is used: what would it have found?

Reads at most POSTS of them and stops after SECONDS, so that the page comes whatever the filter.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from boards.filters.compiled import CompiledFilters
from boards.filters.matching.words import Find
from boards.filters.models import Filter
from boards.filters.texts import SearchedText, text_of
from boards.posts.models import Post

POSTS = 1000
BATCH = 100  # posts of one query
SECONDS = 3.0
MAX_SHOWN = 100  # posts of the page
MAX_FINDS_SHOWN = 3  # of one post
AROUND = 30  # characters on either side of a find


@dataclass(frozen=True)
class Place:
    """One find with what stands around it, and the whole word that it is a part of.

    Attributes:
        is_within: letters go on before or behind it, so that it may be an innocent word.
    """

    before: str
    found: str
    behind: str
    is_within: bool
    word: str


@dataclass(frozen=True)
class Caught:
    """A post in which a filter finds something."""

    post: Post
    places: list[Place]


@dataclass
class Tried:
    """What a filter found.

    Attributes:
        looked_at: how many posts were read.
        is_whole: false when the time was over before the posts were.
        too_slow: a pattern took longer than it may.
    """

    looked_at: int = 0
    caught: int = 0
    is_whole: bool = True
    too_slow: bool = False
    shown: list[Caught] = field(default_factory=list)

    @property
    def innocent_words(self) -> list[str]:
        """Words that the finds are parts of, the most frequent first: exceptions to think of."""
        counts: dict[str, int] = {}
        for caught in self.shown:
            for place in caught.places:
                if place.is_within:
                    counts[place.word] = counts.get(place.word, 0) + 1
        return sorted(counts, key=lambda word: -counts[word])


def try_filter(row: Filter) -> Tried:
    """Search the latest posts of the filter's board, or of all, with this filter alone."""
    filters, tried = CompiledFilters([row]), Tried()
    until = time.monotonic() + SECONDS
    for post in _latest(row):
        if time.monotonic() > until or tried.too_slow:
            tried.is_whole = False
            break
        tried.looked_at += 1
        text = text_of(post)
        found = filters.search(text.whole, text.addresses, board_id=None)
        tried.too_slow = found.too_slow is not None
        if found.finds:
            tried.caught += 1
            if len(tried.shown) < MAX_SHOWN:
                places = [_place(text, find) for find in found.finds[:MAX_FINDS_SHOWN]]
                tried.shown.append(Caught(post, places))
    return tried


def _latest(row: Filter) -> Iterator[Post]:
    posts = (
        Post.objects.published()
        .newest_first()
        .only("title", "body", "body_text", "source", "link", "posted_at")
    )
    if row.board_id is not None:
        posts = posts.filter(board=row.board_id)
    for start in range(0, POSTS, BATCH):
        batch = list(posts[start : start + BATCH])
        yield from batch
        if len(batch) < BATCH:
            return


def _place(text: SearchedText, find: Find) -> Place:
    whole = text.whole
    if find.end == find.start:
        return Place("", " ".join(text.addresses)[: AROUND * 4], "", False, "")
    start, end = find.start, find.end
    while start and whole[start - 1].isalnum() and find.start - start < AROUND:
        start -= 1
    while end < len(whole) and whole[end].isalnum() and end - find.end < AROUND:
        end += 1
    return Place(
        before=_plain(whole[max(0, find.start - AROUND) : find.start]),
        found=whole[find.start : find.end],
        behind=_plain(whole[find.end : find.end + AROUND]),
        is_within=(start, end) != (find.start, find.end),
        word=whole[start:end],
    )


def _plain(text: str) -> str:
    return text.replace("\0", " ")
