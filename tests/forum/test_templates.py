"""Templates can be read: a partial says what it needs."""

import re
from pathlib import Path

from django.conf import settings

TEMPLATES = Path(settings.BASE_DIR) / "templates"
COMMENT = re.compile(r"\{# *\S.*#\}|\{% comment %\}")


def test_every_partial_begins_with_a_comment_on_what_it_needs() -> None:
    silent = [
        path.relative_to(TEMPLATES).as_posix()
        for path in TEMPLATES.rglob("_*.html")
        if not COMMENT.match(path.read_text())
    ]
    assert silent == []
