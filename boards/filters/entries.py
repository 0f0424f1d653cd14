"""The lines of a filter: what may stand in them."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from boards.filters.kinds import FilterKind
from boards.filters.matching.domains import host_in_ascii, host_of
from boards.filters.matching.patterns import BadPattern, compiled_pattern
from boards.filters.matching.words import is_long_enough

MAX_ENTRIES_LENGTH = 20_000  # characters of all lines
MAX_LINES = 500  # of one filter
MAX_WORD_LENGTH, MAX_PATTERN_LENGTH = 60, 300  # characters


def lines_of(entries: str) -> list[str]:
    """Return the lines of a field, without empty ones and each once."""
    return list(dict.fromkeys(line.strip() for line in entries.splitlines() if line.strip()))


def domain_of(line: str) -> str:
    """Return the domain that a line names, as it is compared; empty for none.

    An address that was copied whole stands for its host: https://www.spam.com/x.
    """
    host = host_in_ascii(host_of(line.removeprefix("*.")))
    return host if "." in host and " " not in host else ""


def check_entries(kind: str, entries: str) -> None:
    """Return when all lines can be looked for.

    Raises:
        ValidationError: for the field `entries`, with the line that is wrong and why.
    """
    if len(entries) > MAX_ENTRIES_LENGTH:
        return  # the field says so
    lines = lines_of(entries)
    if len(lines) > MAX_LINES:
        message = _("A filter has %(most)d lines at most.") % {"most": MAX_LINES}
        raise ValidationError({"entries": message})
    check = {
        FilterKind.WORD: _check_word,
        FilterKind.PATTERN: _check_pattern,
        FilterKind.DOMAIN: _check_domain,
    }
    for line in lines:
        check[FilterKind(kind)](line)


def _check_word(line: str) -> None:
    if len(line) > MAX_WORD_LENGTH:
        raise _wrong(_("“%(line)s” is too long for a word."), line)
    if not is_long_enough(line):
        raise _wrong(
            _("“%(line)s” has fewer than two letters, and would be found everywhere."), line
        )


def _check_pattern(line: str) -> None:
    if len(line) > MAX_PATTERN_LENGTH:
        raise _wrong(_("“%(line)s” is too long for a pattern."), line)
    try:
        compiled_pattern(line)
    except BadPattern as error:
        message = _("“%(line)s” is no pattern that can be used: %(why)s.")
        raise _wrong(message, line, why=str(error)) from error


def _check_domain(line: str) -> None:
    if not domain_of(line):
        raise _wrong(_("“%(line)s” is no domain, as spam.com is."), line)


def _wrong(message: object, line: str, **more: str) -> ValidationError:
    shown = line if len(line) <= MAX_WORD_LENGTH else f"{line[:MAX_WORD_LENGTH]}…"
    error = ValidationError(str(message), code="line", params={"line": shown, **more})
    return ValidationError({"entries": error})
