"""What of a post or a comment is searched: its fields as one text, and where each begins."""

from collections.abc import Iterable
from dataclasses import dataclass

from boards.filters.matching.domains import addresses_in
from boards.filters.matching.streams import END_OF_FIELD
from boards.filters.matching.words import Find
from boards.posts.models import Comment, Post


@dataclass(frozen=True)
class SearchedText:
    """The fields of a text, one behind the other.

    Attributes:
        fields: the name of each as forms have it, and what it holds.
        addresses: where the links lead.
    """

    fields: tuple[tuple[str, str], ...]
    addresses: tuple[str, ...]

    @property
    def whole(self) -> str:
        """All fields as one text; no find reaches from one into the next."""
        return END_OF_FIELD.join(text for _name, text in self.fields)

    def field_of(self, find: Find) -> str:
        """Return the name of the field in which a find stands."""
        if find.end == find.start:
            return self.fields[-1][0] if len(self.fields) == 1 else "body"
        start = 0
        for name, text in self.fields:
            if find.start < start + len(text):
                return name
            start += len(text) + 1
        return self.fields[-1][0]

    def word_of(self, find: Find) -> str:
        """Return what was found, as it was typed; empty for the address of a link."""
        return self.whole[find.start : find.end]

    def within(self, name: str, finds: Iterable[Find]) -> list[Find]:
        """Return the finds of one field, with their places in it."""
        start = 0
        for each, text in self.fields:
            if each == name:
                end = start + len(text)
                break
            start += len(text) + 1
        inside = (find for find in finds if start <= find.start < find.end <= end)
        return [Find(find.number, find.start - start, find.end - start) for find in inside]


def text_of(row: Post | Comment, tags: Iterable[str] = ()) -> SearchedText:
    """Return what is searched of a post with its tags, or of a comment."""
    if isinstance(row, Comment):
        return SearchedText((("text", row.text),), tuple(addresses_in(row.body)))
    fields = (
        ("title", row.title), ("body", row.body_text), ("source", row.source),
        ("link", row.link), ("tags", END_OF_FIELD.join(tags)),
    )  # fmt: skip
    addresses = addresses_in(row.body)
    return SearchedText(fields, tuple([*addresses, row.link] if row.link else addresses))
