"""Digests of what a member published lately, so that nobody floods the lists with one text.

Two texts with the same letters have the same digest, whatever signs, spaces, pictures and alphabets
somebody put in between. Short texts have none: everybody says "감사합니다" more than once. A longer
one has numbers besides, by which texts are found that are alike.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b
from itertools import compress
from typing import Any, cast
from uuid import UUID, uuid4

from django.conf import settings
from django.db import connection
from django.utils import timezone

from boards.filters.compiled import NO_VERSION
from boards.filters.likeness import BANDS, bands_of, letters_to_compare
from boards.filters.matching.streams import plain_letters
from boards.filters.models import FilterVersion, Fingerprint
from boards.posts.models import Comment, Post
from boards.posts.states import GONE

# Letters of a text that has a digest.
MIN_LETTERS_OF_POST, MIN_LETTERS_OF_COMMENT = 30, 20

_TABLE, _VERSIONS = Fingerprint._meta.db_table, FilterVersion._meta.db_table
BAND_COLUMNS = [f"band_{number}" for number in range(1, BANDS + 1)]
# Each number by itself, so that its index is read up to the first note, however many there are.
_LIKE_IT = ", ".join(
    f"""EXISTS (
        SELECT 1 FROM {_TABLE} AS earlier
        WHERE earlier.{band} = %({band})s
        AND earlier.published_at > %(since)s AND earlier.text_key <> %(text_key)s
    )"""  # noqa: S608
    for band in BAND_COLUMNS
)
# One statement for all, as every text takes it: the note, which filters are in use, and which
# numbers it has in common with what was noted before. A text too short for that has none.
_NOTE = f"""
INSERT INTO {_TABLE} (member_id, digest, published_at, text_key, {", ".join(BAND_COLUMNS)})
VALUES (
    %(member)s, %(digest)s, %(now)s, %(text_key)s,
    {", ".join(f"%({band})s" for band in BAND_COLUMNS)}
)
ON CONFLICT (member_id, digest)
DO UPDATE SET
    published_at = excluded.published_at, text_key = excluded.text_key,
    {", ".join(f"{band} = excluded.{band}" for band in BAND_COLUMNS)}
WHERE {_TABLE}.published_at <= %(before)s
RETURNING (SELECT number FROM {_VERSIONS} LIMIT 1)
"""  # noqa: S608
_NOTE_AND_LIKE_IT = f"{_NOTE}, {_LIKE_IT}"
_VERSION = f"SELECT number FROM {_VERSIONS} LIMIT 1"  # noqa: S608


@dataclass(frozen=True)
class Noted:
    """What the note of a text tells.

    Attributes:
        version: that of the filters.
        is_there: the author published the same within DUPLICATE_MINUTES and it is still there;
            then nothing was noted.
        common: the columns of numbers that something has, too, which was noted lately: it may be
            alike.
    """

    version: int
    is_there: bool = False
    common: Sequence[str] = ()


@dataclass(frozen=True)
class Said:
    """What is said in a text, as it is compared with others.

    Attributes:
        digest: what it has in common with all that say the same.
        compared: its letters, for the likeness to others; empty where it has none.
    """

    digest: int
    compared: str
    bands: tuple[int, ...]


def words_of(row: Post | Comment) -> str:
    """Return the words by which a text is compared."""
    return f"{row.title}\n{row.body_text}" if isinstance(row, Post) else row.text


def said_in(row: Post | Comment) -> Said | None:
    """Return what is said in a text; None for a short one."""
    if isinstance(row, Post):
        kind, least = b"post", MIN_LETTERS_OF_POST
    else:
        kind, least = b"comment", MIN_LETTERS_OF_COMMENT
    said = words_of(row)
    letters = plain_letters(said)
    if len(letters) < least:
        return None
    # With its numbers: today's prices in yesterday's words are another text.
    numbers = "".join(filter(str.isdigit, said))
    digest = blake2b(f"{letters}\n{numbers}".encode(errors="replace"), digest_size=8, person=kind)
    compared = letters_to_compare(letters) if settings.ALIKE_DAYS else ""
    bands = bands_of(compared, kind=kind[0]) if compared else ()
    return Said(int.from_bytes(digest.digest(), signed=True), compared, bands)


def current_version() -> int:
    """Return the version of the filters."""
    with connection.cursor() as cursor:
        cursor.execute(_VERSION)
        found = cursor.fetchone()
    return found[0] if found else NO_VERSION


def note_text(row: Post | Comment, said: Said, *, alike_for: timedelta) -> Noted:
    """Note that its author publishes a text; call it inside the transaction that does.

    Gives the row the key by which it is known later, unless a form gave it one.

    Args:
        alike_for: how old notes may be that have a number in common.
    """
    row.submission_key = row.submission_key or uuid4()
    now = timezone.now()
    values = {
        "member": row.author_id,
        "digest": said.digest,
        "now": _as_stored("published_at", now),
        "before": _as_stored("published_at", now - timedelta(minutes=settings.DUPLICATE_MINUTES)),
        **asked_of(row, said, now - alike_for),
    }
    with connection.cursor() as cursor:
        cursor.execute(_NOTE_AND_LIKE_IT if said.bands else _NOTE, values)
        found = cursor.fetchone()
    if found is None:
        return Noted(current_version(), is_there=not _takes_place_of_deleted(row, said.digest))
    version, *are_common = found
    return Noted(version or NO_VERSION, common=tuple(compress(BAND_COLUMNS, are_common)))


def asked_of(row: Post | Comment, said: Said, since: datetime) -> dict[str, Any]:
    """Return the values by which notes are asked for: numbers, since when, and which text not."""
    return {
        "text_key": _as_stored("text_key", row.submission_key),
        "since": _as_stored("published_at", since),
        **dict(zip(BAND_COLUMNS, said.bands or [None] * BANDS, strict=True)),
    }


def _as_stored(name: str, value: Any) -> Any:
    if connection.vendor == "postgresql":
        return value  # its driver takes moments and UUIDs as they are
    field: Any = Fingerprint._meta.get_field(name)
    return field.get_db_prep_value(value, connection)


def _takes_place_of_deleted(row: Post | Comment, digest: int) -> bool:
    """Note a text anew if the earlier one was deleted: then it may be published again."""
    notes = Fingerprint.objects.select_for_update(no_key=True)
    known = notes.filter(member=row.author_id, digest=digest).first()
    if known is None:  # too old by now
        return True
    earlier = type(row)._default_manager.filter(author=row.author_id, submission_key=known.text_key)
    if earlier.exclude(state__in=GONE).exists():
        return False
    known.published_at, known.text_key = timezone.now(), cast(UUID, row.submission_key)
    known.save(update_fields=["published_at", "text_key"])
    return True


def forget_old_texts() -> int:
    """Remove notes that no text is compared with any more; return how many."""
    minutes, days = settings.DUPLICATE_MINUTES, settings.ALIKE_DAYS
    before = timezone.now() - max(timedelta(minutes=minutes), timedelta(days=days))
    return Fingerprint.objects.filter(published_at__lt=before).delete()[0]
