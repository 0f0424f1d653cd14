"""What synonyms an admin may store."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from boards.members.characters import is_longer_than
from boards.search.language.synonym_names import key_of, spelling_of
from boards.search.tokens import tokenizer
from boards.search.tokens.tokenizer import RunKind

MAX_NAME_LENGTH = 40  # characters
MAX_NAMES = 12  # of one group


def checked_names(names: Sequence[str]) -> list[str]:
    """Return the names without those that come twice, however they are written.

    Raises ValidationError when there are not two to twelve, or one is nothing to search for.
    """
    for name in names:
        _check(name)
    different: dict[str, str] = {}
    for name in names:
        different.setdefault(spelling_of(name), name)
    kept = list(different.values())
    if len(set(map(key_of, kept))) < 2:
        raise ValidationError(
            {"words": _("Write at least two different words, separated by commas.")}
        )
    if len(kept) > MAX_NAMES:
        raise ValidationError({"words": _("Write at most %(most)d words.") % {"most": MAX_NAMES}})
    return kept


def _check(name: str) -> None:
    runs = list(tokenizer.runs(name))
    if not runs:
        raise ValidationError(
            {"words": _("“%(word)s” has no letter or digit to search for.") % {"word": name}}
        )
    if len(runs) == 1 and runs[0].kind is RunKind.LETTERS and len(runs[0].text) == 1:
        raise ValidationError(
            {"words": _("“%(word)s” is a single letter. Write a whole word.") % {"word": name}}
        )
    if is_longer_than(name, MAX_NAME_LENGTH):
        raise ValidationError(
            {
                "words": _("“%(word)s” is longer than %(most)d characters.")
                % {"word": name, "most": MAX_NAME_LENGTH}
            }
        )
