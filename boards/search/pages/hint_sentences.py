"""Says in whole sentences what was not read as it may have been meant, and what to do."""

from django.utils.translation import gettext_lazy as _

from boards.members.characters import beginning_of
from boards.search.language.query_parser import MAX_QUERY_LENGTH, MAX_TERMS, Hint

MAX_PART_LENGTH = 60  # characters of the query that a sentence repeats

_SENTENCES = {
    Hint.TOO_LONG: _(
        "Only the first %(most_characters)d characters were searched for. Use fewer words."
    ),
    Hint.TOO_MANY: _("Only the first %(most_words)d words were searched for. Use fewer words."),
    Hint.QUOTE: _(
        "A quotation mark had no partner and was ignored. Put one before and one after the words "
        "that belong together."
    ),
    Hint.EMPTY_FIELD: _(
        "Nothing stands behind “%(part)s”, so it was treated as a plain word. Write a name after "
        "the colon."
    ),
    Hint.UNKNOWN_BOARD: _(
        "There is no board “%(part)s”, so it was treated as plain words. Choose a board from the "
        "list instead."
    ),
    Hint.UNKNOWN_CATEGORY: _(
        "There is no category “%(part)s”, so it was treated as plain words. Write it as it stands "
        "before the titles."
    ),
    Hint.UNKNOWN_TAG: _(
        "No post has the tag “%(part)s”, so it was treated as plain words. Check how the tag is "
        "spelled."
    ),
    Hint.UNKNOWN_DATE: _(
        "“%(part)s” is no date, so it was treated as a plain word. Write dates like 2024-05-01, "
        "2024-05 or 2024."
    ),
    Hint.UNKNOWN_PLACE: _(
        "“in:%(part)s” is not known, so it was treated as a plain word. Known are in:title, "
        "in:body and in:comments."
    ),
    Hint.NOTHING: _("There is no letter or digit to search for. Type a word."),
    Hint.NOT_ALL: _(
        "No post has all of these words. These have some; what is missing stands below each."
    ),
    Hint.SOME_LACK: _(
        "Few posts have all of these words. Others lack one, which stands below each."
    ),
    Hint.SPLIT: _("Nothing has the words as you wrote them. These have “%(part)s”."),
}


def sentence_of(hint: Hint, part: str) -> str:
    """Return the sentence for one hint; `part` is the part of the query that it is about."""
    values = {
        "part": beginning_of(part, MAX_PART_LENGTH),
        "most_characters": MAX_QUERY_LENGTH,
        "most_words": MAX_TERMS,
    }
    return str(_SENTENCES[hint]) % values
