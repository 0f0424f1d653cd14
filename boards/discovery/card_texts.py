"""What stands on the card of a post."""

import hashlib
from dataclasses import astuple, dataclass

from django.conf import settings

from boards.posts.models import Post

WIDTH, HEIGHT = 1200, 630  # pixels, as Facebook, Kakao and X ask for
DESIGN = 1  # to be raised when cards begin to look different


@dataclass(frozen=True)
class CardTexts:
    """The texts of one card."""

    title: str
    board: str
    author: str
    site: str

    @property
    def version(self) -> str:
        """A name for this card; other texts or another design give another."""
        texts = "\0".join((str(DESIGN), *astuple(self)))
        return hashlib.sha256(texts.encode()).hexdigest()[:16]


def of(post: Post) -> CardTexts:
    """Return the texts of a post's card, in the language of the page and for everybody's eyes."""
    return CardTexts(
        title=post.title,
        board=post.board.name,
        author=post.byline_name_for(None),
        site=settings.SITE_NAME,
    )
