"""What of a post or a comment is searched: its fields as one text, and where each begins."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape

from boards.filters.matching.domains import addresses_in
from boards.filters.matching.streams import END_OF_FIELD
from boards.filters.matching.words import Find
from boards.posts.models import Comment, Post
from boards.posts.screening import Asking

OF_POLL = ("poll_question", "poll_choices")
DESCRIPTIONS = "alt"  # the name of the field of what is read to some, or shown on pointing
# As the sanitiser writes it: every value is in double quotes, and none of them holds one.
_TAG = re.compile(r'<(?:a|img)((?: [a-z-]+="[^"]*")+)')
_DESCRIPTION = re.compile(r' (?:alt|title)="([^"]+)"')


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
            return self.main_field
        start = 0
        for name, text in self.fields:
            if find.start < start + len(text):
                return name
            start += len(text) + 1
        return self.fields[-1][0]

    @property
    def main_field(self) -> str:
        """The name of the field in which people write."""
        return "text" if self.fields[0][0] == "text" else "body"

    def form_field_of(self, find: Find) -> str:
        """Return the name of the field of a form beside which a find is named."""
        field = self.field_of(find)
        if field != DESCRIPTIONS:
            return field
        return "picture" if self.main_field == "text" else "body"

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


def text_of(
    row: Post | Comment,
    tags: Iterable[str] = (),
    asking: Asking = ("", ()),
) -> SearchedText:
    """Return what is searched of a post with its tags and its poll, or of a comment."""
    described = _descriptions_in(row.body)
    if isinstance(row, Comment):
        return SearchedText((("text", row.text), *described), tuple(addresses_in(row.body)))
    question, choices = asking
    fields = (
        ("title", row.title), ("body", row.body_text), ("source", row.source),
        ("link", row.link), ("tags", END_OF_FIELD.join(tags)),
        *zip(OF_POLL, (question, END_OF_FIELD.join(choices)), strict=True),
        *described,
    )  # fmt: skip
    addresses = addresses_in(row.body)
    return SearchedText(fields, tuple([*addresses, row.link] if row.link else addresses))


def _descriptions_in(markup: str) -> list[tuple[str, str]]:
    """Return the descriptions of pictures and links in safe HTML as one field, or none."""
    if ' alt="' not in markup and ' title="' not in markup:
        return []
    found = [unescape(text) for tag in _TAG.findall(markup) for text in _DESCRIPTION.findall(tag)]
    return [(DESCRIPTIONS, END_OF_FIELD.join(found))] if found else []
