"""Shows which of the latest posts are alike: what would have waited for that, had it been new.

Reads at most POSTS of them and stops after SECONDS. Says nothing of who was new then, nor of
boards where alike texts are welcome: it shows what the comparison finds.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from django.conf import settings

from boards.filters.bench import MAX_SHOWN, POSTS, SECONDS
from boards.filters.fingerprints import words_of
from boards.filters.likeness import ALIKE, bands_of, letters_to_compare, likeness
from boards.filters.matching.streams import plain_letters
from boards.posts.models import Post

_BATCH = 100  # posts of one query
_MAX_OF_BAND = 20  # posts that are remembered for one number: a bound of the work
_ANY_KIND = 0


@dataclass(frozen=True)
class Pair:
    """A post, the one before it that is most like it, and how much, in percent."""

    post: Post
    earlier: Post
    percent: int


@dataclass
class Compared:
    """What was found.

    Attributes:
        looked_at: how many posts were read.
        is_whole: false when the time was over before the posts were.
    """

    looked_at: int = 0
    caught: int = 0
    is_whole: bool = True
    shown: list[Pair] = field(default_factory=list)


@dataclass(frozen=True)
class _Read:
    post: Post
    letters: str


def compare_latest() -> Compared:
    """Compare the latest posts with each other, as new ones are compared with them."""
    compared, until = Compared(), time.monotonic() + SECONDS
    by_band: dict[tuple[int, int], list[_Read]] = {}
    for post in _latest():
        if time.monotonic() > until:
            compared.is_whole = False
            break
        compared.looked_at += 1
        letters = letters_to_compare(plain_letters(words_of(post)))
        if not letters:
            continue
        later = _most_alike(_Read(post, letters), by_band)
        if later is not None:
            compared.caught += 1
            if len(compared.shown) < MAX_SHOWN:
                compared.shown.append(later)
    return compared


def _most_alike(read: _Read, by_band: dict[tuple[int, int], list[_Read]]) -> Pair | None:
    """Return the pair of a post with a later one; remember the post by its numbers."""
    later: dict[int, _Read] = {}
    for key in enumerate(bands_of(read.letters, kind=_ANY_KIND)):
        same = by_band.setdefault(key, [])
        later.update((each.post.pk, each) for each in same)
        if len(same) < _MAX_OF_BAND:
            same.append(read)
    lately = read.post.posted_at + timedelta(days=settings.ALIKE_DAYS)
    shares = [
        (likeness(read.letters, each.letters), each.post)
        for each in later.values()
        if each.post.posted_at <= lately
    ]
    share, post = max(shares, key=lambda found: found[0], default=(0.0, None))
    return Pair(post, read.post, round(share * 100)) if post and share >= ALIKE else None


def _latest() -> Iterator[Post]:
    posts = Post.objects.published().filter(is_secret=False).newest_first()
    posts = posts.only("title", "body_text", "posted_at")
    for start in range(0, POSTS, _BATCH):
        batch = list(posts[start : start + _BATCH])
        yield from batch
        if len(batch) < _BATCH:
            return
