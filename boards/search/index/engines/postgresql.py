"""The index on PostgreSQL: a tsvector beside each document, in a GIN index.

A GIN index gives all matches of a word and knows no order. So that the newest of half a million
matches come without reading the others, each document also carries marks for the windows of time
in which its post was made, short and long; a search asks for the newest windows first.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import islice

from django.db import connection, connections, router, transaction
from django.db.backends.utils import CursorWrapper
from django.utils.translation import gettext as _

from boards.search.index.conditions import (
    EVERY_POST,
    AllOf,
    AnyOf,
    Condition,
    Not,
    is_of_rights,
    mark,
)
from boards.search.index.conditions import Sequence as TokenSequence
from boards.search.index.documents import DAY_ONLY, KEY_BITS, Document
from boards.search.index.engines.base import Engine, Match, Span
from boards.search.index.words import MAX_SEQUENCE
from boards.search.language.places import Place
from boards.search.models import SearchDocument

DOCUMENTS = SearchDocument._meta.db_table
INDEX = "boards_search_index"
COLUMN = "vector tsvector NOT NULL DEFAULT ''::tsvector"
CREATE_COLUMN = f"""
ALTER TABLE {DOCUMENTS} ADD COLUMN {COLUMN};
CREATE INDEX {INDEX} ON {DOCUMENTS} USING gin (vector);
"""
DROP_COLUMN = f"ALTER TABLE {DOCUMENTS} DROP COLUMN vector"
STORE = f"""
UPDATE {DOCUMENTS} SET key = %s, digest = %s, vector = %s::tsvector WHERE post_id = %s
"""  # noqa: S608
STORE_NEW = f"""
INSERT INTO {DOCUMENTS} (key, digest, vector, post_id, tokens)
VALUES (%s, %s, %s::tsvector, %s, '')
"""  # noqa: S608
FORGET = f"UPDATE {DOCUMENTS} SET digest = '', vector = '' WHERE post_id = ANY(%s)"  # noqa: S608
# Materialized: else the planner may walk through all keys and look at each vector.
_NEWEST = f"""
WITH matches AS MATERIALIZED (
    SELECT key, post_id FROM {DOCUMENTS} WHERE vector @@ %s::tsquery{{looked_at}}
)
SELECT key, post_id FROM matches
WHERE CASE key & {DAY_ONLY} WHEN {DAY_ONLY}
    THEN (%s::bigint IS NULL OR key >= %s) AND (%s::bigint IS NULL OR key < %s)
    ELSE (%s::bigint IS NULL OR key >= %s) AND (%s::bigint IS NULL OR key < %s) END
ORDER BY key DESC LIMIT %s
"""  # noqa: S608
NEWEST = _NEWEST.format(looked_at="")
# The same, and whether each one's vector agrees. Materialized: else all matches are looked at.
NEWEST_COMPARED = f"""
WITH newest AS MATERIALIZED ({NEWEST})
SELECT newest.key, post_id, ts_match_vq(vector, %s::tsquery)
FROM newest JOIN {DOCUMENTS} USING (post_id) ORDER BY newest.key DESC
"""  # noqa: S608
NEWEST_LOOKED_AT = _NEWEST.format(looked_at=" AND ts_match_vq(vector, %s::tsquery)")
# Reading every vector is never the better way; said to the database with the first question.
LAST_KEY = f"""
SELECT max(key), set_config('enable_seqscan', 'off', true) FROM {DOCUMENTS}
WHERE (%s::bigint IS NULL OR key < %s)
"""  # noqa: S608
HOLDS = f"SELECT 1 FROM {DOCUMENTS} WHERE post_id = %s AND key = %s AND vector = %s::tsvector"  # noqa: S608
EMPTY_VECTOR_BYTES = 8  # at most, with PostgreSQL's own: what is longer need not be read
UNHELD = f"""
SELECT post_id FROM {DOCUMENTS}
WHERE post_id > %s AND pg_column_size(vector) <= {EMPTY_VECTOR_BYTES}
ORDER BY post_id LIMIT %s
"""  # noqa: S608
HAS_COLUMN = """
SELECT 1 FROM pg_attribute
WHERE attrelid = %s::regclass AND attname = 'vector' AND NOT attisdropped
"""
HAS_INDEX = """
SELECT 1 FROM pg_index WHERE indexrelid = to_regclass(%s) AND indrelid = %s::regclass
AND indisvalid AND indisready AND pg_get_indexdef(indexrelid) LIKE '%%USING gin (vector)'
"""
# What a filter of an aggregate asks, no index answers.
FOUND_AND_THERE = f"""
SELECT (SELECT count(*) FROM {DOCUMENTS} WHERE vector @@ %s::tsquery),
    (SELECT count(*) FILTER (WHERE vector @@ %s::tsquery) FROM {DOCUMENTS})
"""  # noqa: S608

# Windows of 2 to the power of so many seconds: 24 days and 194 days.
WINDOW_BITS = (21, 24)
MAX_PLACES = 16_000  # a tsvector knows 16,383
OVERLAP = MAX_SEQUENCE  # places of the rest, so that no sequence is cut where counting restarts
PLACES_OF_ONE_TOKEN = 256

_EVERY_POST = mark(EVERY_POST)
# A weight says of each place of a token in which field it is, or that it is in both.
_ELSEWHERE, _TEXT, _COMMENTS, _BOTH = "", "B", "C", "A"
_WEIGHTS_OF = {None: "", Place.TEXT: f":{_TEXT}{_BOTH}", Place.COMMENTS: f":{_COMMENTS}{_BOTH}"}

# What was asked lately, and the window that held enough. It says where to begin, and never what is
# found.
_Asked = tuple[str, int, bool]
MAX_REMEMBERED = 1_000
_long_enough: dict[_Asked, int | None] = {}


class PostgreSQLEngine(Engine):
    """Full-text search without any extension or dictionary."""

    def store_new(self, document: Document) -> None:
        """Insert the row with its vector, so that the index gets it once."""
        with connection.cursor() as cursor:
            cursor.execute(STORE_NEW, _row_of(document))

    def store(self, documents: Iterable[tuple[SearchDocument, Document]]) -> None:
        """Write the vectors."""
        rows = [_row_of(document) for _, document in documents]
        with connection.cursor() as cursor:
            if len(rows) == 1:  # as after each comment: a plain statement is the cheaper one
                cursor.execute(STORE, rows[0])
            else:
                cursor.executemany(STORE, rows)

    def remove(self, rows: Iterable[SearchDocument]) -> None:
        """Empty the vectors."""
        with connection.cursor() as cursor:
            cursor.execute(FORGET, ([row.pk for row in rows],))

    def newest(self, condition: Condition, *, limit: int, span: Span = Span()) -> list[Match]:  # noqa: B008
        """Ask for the newest windows of time, then for longer ones, and at last for all.

        It begins where the same question ended before.
        """
        using = router.db_for_read(SearchDocument)
        with transaction.atomic(using=using), connections[using].cursor() as cursor:
            cursor.execute(LAST_KEY, [span.whole.end] * 2)
            last, _off = cursor.fetchone()
            if last is None:
                return []
            asked = (expression(condition), limit, span.first is None)
            matches: list[Match] = []
            shorter = None
            for bits in _windows_for(asked):
                if bits and shorter and len(matches) << (bits - shorter) < limit:
                    continue  # by what the shorter window held, this one will not hold enough
                windowed = AllOf((_newest_windows(bits, last), condition)) if bits else condition
                matches = _matches(cursor, windowed, span, limit)
                if len(matches) == limit:
                    break
                shorter = bits
        _remember(asked, bits, is_enough=len(matches) == limit)
        return matches

    def holds(self, documents: Sequence[tuple[SearchDocument, Document]]) -> set[int]:
        """Compare the stored vectors with those that the documents give."""
        if not self._answers(HAS_COLUMN, DOCUMENTS):
            return set()
        held = set()
        with connection.cursor() as cursor:
            for _, document in documents:
                cursor.execute(HOLDS, (document.post_id, document.key, vector_of(document)))
                if cursor.fetchone():
                    held.add(document.post_id)
        return held

    def faults(self) -> list[str]:
        """Say what is not there, or let the index find every document and count them."""
        if not self._answers(HAS_COLUMN, DOCUMENTS):
            return [_("The column of the index is missing.")]
        if not self._answers(HAS_INDEX, INDEX, DOCUMENTS):
            return [_("The database index is missing or incomplete.")]
        every = expression(_EVERY_POST)
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute(FOUND_AND_THERE, (every, every))
            found, there = cursor.fetchone()
        if found == there:
            return []
        numbers = {"found": found, "there": there}
        return [_("The index finds %(found)d of %(there)d documents.") % numbers]

    def recreate(self) -> None:
        """Make the column where it is missing, and the index in any case.

        Outside of a transaction nobody who writes waits for the index.
        """
        apart = "" if connection.in_atomic_block else "CONCURRENTLY"
        if connection.in_atomic_block:
            connection.check_constraints()  # a table with checks that wait is not altered
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE {DOCUMENTS} ADD COLUMN IF NOT EXISTS {COLUMN}")
            cursor.execute(f"DROP INDEX {apart} IF EXISTS {INDEX}")
            cursor.execute(f"CREATE INDEX {apart} {INDEX} ON {DOCUMENTS} USING gin (vector)")

    def unheld(self, *, after: int, limit: int) -> list[int]:
        """Look for vectors of no length."""
        with connection.cursor() as cursor:
            cursor.execute(UNHELD, (after, limit))
            return [post_id for (post_id,) in cursor.fetchall()]

    def tidy(self) -> None:
        """Bring what is pending into the index, and renew what the planner knows."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT gin_clean_pending_list(%s)", (INDEX,))
            cursor.execute(f"ANALYZE {DOCUMENTS}")

    def _answers(self, query: str, *params: str) -> bool:
        with connection.cursor() as cursor:
            cursor.execute(query, params)
            return cursor.fetchone() is not None


def _matches(cursor: CursorWrapper, condition: Condition, span: Span, limit: int) -> list[Match]:
    """Let the index answer, and look at the vectors of what it names where it may be wrong.

    A post that still waits to be merged into the index is found under one token before another
    while somebody merges. Who asks for the one without the other gets it then, though it has both;
    PostgreSQL looks at the vector itself only where weights are asked for.
    """
    query = expression(condition)
    bounds = [key for key in (*span.of_days, *span.of_moments) for _ in range(2)]
    if not _may_be_wrong(condition):
        cursor.execute(NEWEST, (query, *bounds, limit))
        return [Match(key, post_id) for key, post_id in cursor.fetchall()]
    cursor.execute(NEWEST_COMPARED, (query, *bounds, limit, query))
    found = cursor.fetchall()
    if not all(agrees for _, _, agrees in found):
        cursor.execute(NEWEST_LOOKED_AT, (query, query, *bounds, limit))
        found = cursor.fetchall()
    return [Match(key, post_id) for key, post_id, *_agrees in found]


def _may_be_wrong(condition: Condition) -> bool:
    """Say whether anything is excluded but by the asker's rights.

    Every search excludes by rights, and whoever shows a post asks the post itself about them.
    """
    if isinstance(condition, TokenSequence):
        return False
    if isinstance(condition, Not):
        return not is_of_rights(condition.part)
    return any(map(_may_be_wrong, condition.parts))


def _windows_for(asked: _Asked) -> list[int | None]:
    """Return the windows to ask for, the shortest first, from the one that was long enough."""
    windows = [*WINDOW_BITS, None]
    return windows[windows.index(_long_enough.get(asked, WINDOW_BITS[0])) :]


def _remember(asked: _Asked, bits: int | None, *, is_enough: bool) -> None:
    """Note which window to begin with; what is found often by now is asked from the shortest on."""
    if len(_long_enough) >= MAX_REMEMBERED:
        _long_enough.clear()
    _long_enough[asked] = WINDOW_BITS[0] if bits is None and is_enough else bits


def _row_of(document: Document) -> tuple[int, bytes, str, int]:
    return document.key, document.digest, vector_of(document), document.post_id


def vector_of(document: Document) -> str:
    """Write a tsvector: each token with its places, the same beyond the 16,000th as from the 1st.

    Tokens hold letters, digits, dots and underscores only: nothing that needs escaping.
    """
    fields = (document.text, _TEXT), (document.comments, _COMMENTS)
    # PostgreSQL gathers the places of a token, and keeps as many of them.
    tokens = [*_window_marks(document.key), *document.tokens]
    if len(tokens) + len(document.text) + len(document.comments) > MAX_PLACES:
        return _long_vector([(tokens, _ELSEWHERE), *fields])
    parts = [f"'{token}':{place}" for place, token in enumerate(tokens, start=1)]
    for tokens, weight in fields:
        first = len(parts) + 1
        parts += [f"'{token}':{place}{weight}" for place, token in enumerate(tokens, start=first)]
    return " ".join(parts)


def _long_vector(fields: Iterable[tuple[list[str], str]]) -> str:
    places: defaultdict[str, dict[int, str]] = defaultdict(dict)
    weighted = ((token, weight) for tokens, weight in fields for token in tokens)
    for number, (token, weight) in enumerate(weighted):
        place = number % MAX_PLACES + 1
        is_again = number >= MAX_PLACES and place <= OVERLAP
        for each in (place, MAX_PLACES + place) if is_again else (place,):
            places[token][each] = _joined(places[token].get(each, weight), weight)
    return " ".join(f"'{token}':{_written(known)}" for token, known in places.items())


def _written(places: dict[int, str]) -> str:
    first = islice(places.items(), PLACES_OF_ONE_TOKEN)
    return ",".join([f"{place}{weight}" for place, weight in first])


def _joined(weight: str, other: str) -> str:
    """The weight of one token in one place of two fields, where counting restarted."""
    if weight == other or other == _ELSEWHERE:
        return weight
    return other if weight == _ELSEWHERE else _BOTH


def expression(condition: Condition) -> str:
    """Say a condition as a tsquery."""
    if isinstance(condition, TokenSequence):
        weights = _WEIGHTS_OF[condition.place]
        tokens = [f"'{token}'{weights}" for token in condition.tokens]
        if condition.is_beginning:
            tokens[-1] += "*" if weights else ":*"
        return f"({' <-> '.join(tokens)})"
    if isinstance(condition, Not):
        return f"!{expression(condition.part)}"
    if isinstance(condition, AnyOf):
        # A word and its other forms may be asked for alike; who looks at a vector looks once.
        return f"({' | '.join(dict.fromkeys(map(expression, condition.parts)))})"
    # Without a token that is wanted, the index would have nothing to begin with.
    wanted = [] if any(not isinstance(part, Not) for part in condition.parts) else [_EVERY_POST]
    return f"({' & '.join(expression(part) for part in [*wanted, *condition.parts])})"


def _window_marks(key: int) -> list[str]:
    return [_window_mark(bits, key >> KEY_BITS >> bits) for bits in WINDOW_BITS]


def _newest_windows(bits: int, last_key: int) -> Condition:
    """The window of the last key and the one before it: the first alone may hold few posts."""
    number = last_key >> KEY_BITS >> bits
    return AnyOf((mark(_window_mark(bits, number)), mark(_window_mark(bits, number - 1))))


def _window_mark(bits: int, number: int) -> str:
    return f"_w{bits}x{number}".replace("-", "before")
