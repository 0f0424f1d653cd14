"""Keys by which an imported post is known again, whatever became of it here.

They hold what the page says and nothing of ours: a renamed board or an edited title does not
make a second import add the post once more.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Sequence

from boards.imports.models import PageKind
from boards.imports.saved_page import SavedArticle, SavedNotice, SavedRow
from boards.members.folding import folded


def article_key(article: SavedArticle) -> str:
    """Return the key of an article: its title, masked author and time."""
    moment = article.posted_at.isoformat()
    return _key(PageKind.ARTICLE, article.title, article.masked_author, moment)


def notice_key(notice: SavedNotice) -> str:
    """Return the key of a notice: its title and date."""
    return _key(PageKind.NOTICE, notice.title, notice.date.isoformat())


def row_keys(rows: Sequence[SavedRow]) -> list[str]:
    """Return the keys of a page's rows: title, board, and which of such rows it is."""
    seen: Counter[tuple[str, str]] = Counter()
    keys = []
    for row in rows:
        listed = (row.title, folded(row.board))
        seen[listed] += 1
        keys.append(_key(PageKind.ROW, *listed, seen[listed]))
    return keys


def _key(kind: PageKind, *parts: str | int) -> str:
    text = json.dumps([kind.value, *parts])
    return hashlib.sha256(text.encode()).hexdigest()
