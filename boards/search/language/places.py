"""The places of a post in which words are found."""

from enum import Enum


class Place(Enum):
    """Where a word was found, or is to be found."""

    TITLE = "title"
    TAGS = "tags"
    TEXT = "text"
    COMMENTS = "comments"


EVERY_PLACE = frozenset(Place)
