"""The fields that a search may be restricted to beside its words, and what they say as a query."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from boards.search.language.query_parser import QUOTES


class SearchField(TextChoices):
    """Where the words are looked for; the others are short for what the query language says."""

    EVERYWHERE = "", _("Everything")
    TITLE = "title", _("Title")
    BODY = "body", _("Text")
    COMMENTS = "comments", _("Comments")
    AUTHOR = "author", _("Author")

    def query_of(self, typed: str) -> str:
        """Return what was typed as a query."""
        if self is SearchField.AUTHOR:
            name = " ".join(typed.translate(_WITHOUT_QUOTES).split())
            return f'author:"{name}"' if name else ""
        return f"in:{self.value} {typed}" if self.value and typed.strip() else typed


_WITHOUT_QUOTES = {ord(sign): None for sign in QUOTES}
