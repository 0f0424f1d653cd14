"""Templates can be read: a partial says what it needs, and a line ends where the eye does."""

import re
from pathlib import Path

from django.conf import settings

TEMPLATES = Path(settings.BASE_DIR) / "templates"
COMMENT = re.compile(r"\{# *\S.*#\}|\{% comment %\}")
MAX_WIDTH = 120  # characters of a line

# A line may be as long as one sentence makes it: translators get sentences whole.
SENTENCE = re.compile(
    r"\{% translate (\"[^\"]*\"|'[^']*') %\}|\{% blocktranslate\b.*?\{% endblocktranslate %\}"
)
# Or as one tag, attribute or text within a line makes it that cannot be broken without changing
# what is shown. There are this many of them; it may become fewer.
MAX_UNBREAKABLE_LINES = 28


def too_long(line: str) -> bool:
    """Say whether a line is too long even without the one sentence that it holds."""
    sentences = SENTENCE.findall(line)
    rest = SENTENCE.sub("", line) if len(sentences) == 1 else line
    return len(rest) > MAX_WIDTH


def test_every_partial_begins_with_a_comment_on_what_it_needs() -> None:
    silent = [
        path.relative_to(TEMPLATES).as_posix()
        for path in TEMPLATES.rglob("_*.html")
        if not COMMENT.match(path.read_text())
    ]
    assert silent == []


def test_lines_of_templates_are_short_enough_to_be_read() -> None:
    long = [
        f"{path.relative_to(TEMPLATES)}:{number}"
        for path in sorted(TEMPLATES.rglob("*.html"))
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if too_long(line)
    ]
    assert len(long) <= MAX_UNBREAKABLE_LINES, long


def test_a_sentence_may_be_long_and_two_in_a_line_may_not() -> None:
    sentence = '{% translate "' + "word " * 30 + '" %}'
    assert not too_long(f"<p>{sentence}</p>")
    assert too_long(f"<p>{sentence} {sentence}</p>")
    assert too_long(f"<p>{'word ' * 30}</p>")
