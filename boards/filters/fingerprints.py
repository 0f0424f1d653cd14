"""Digests of what a member published lately, so that nobody floods the lists with one text.

Two texts with the same letters have the same digest, whatever signs, spaces, pictures and alphabets
somebody put in between. Short texts have none: everybody says "감사합니다" more than once.
"""

from datetime import timedelta
from hashlib import blake2b
from typing import cast
from uuid import UUID, uuid4

from django.conf import settings
from django.db import connection
from django.utils import timezone

from boards.filters.compiled import NO_VERSION
from boards.filters.matching.streams import plain_letters
from boards.filters.models import FilterVersion, Fingerprint
from boards.posts.models import Comment, Post
from boards.posts.states import GONE

# Letters of a text that has a digest.
MIN_LETTERS_OF_POST, MIN_LETTERS_OF_COMMENT = 30, 20

_TABLE, _VERSIONS = Fingerprint._meta.db_table, FilterVersion._meta.db_table
# One statement for both, as every text takes it: the note, and which filters are in use.
_NOTE = f"""
INSERT INTO {_TABLE} (member_id, digest, published_at, text_key) VALUES (%s, %s, %s, %s)
ON CONFLICT (member_id, digest)
DO UPDATE SET published_at = excluded.published_at, text_key = excluded.text_key
WHERE {_TABLE}.published_at <= %s
RETURNING (SELECT number FROM {_VERSIONS} LIMIT 1)
"""  # noqa: S608
_VERSION = f"SELECT number FROM {_VERSIONS} LIMIT 1"  # noqa: S608


def digest_of(row: Post | Comment) -> int | None:
    """Return what a text has in common with all that say the same; None for a short one."""
    if isinstance(row, Post):
        kind, least, said = b"post", MIN_LETTERS_OF_POST, f"{row.title}\n{row.body_text}"
    else:
        kind, least, said = b"comment", MIN_LETTERS_OF_COMMENT, row.text
    letters = plain_letters(said)
    if len(letters) < least:
        return None
    # With its numbers: today's prices in yesterday's words are another text.
    numbers = "".join(filter(str.isdigit, said))
    digest = blake2b(f"{letters}\n{numbers}".encode(errors="replace"), digest_size=8, person=kind)
    return int.from_bytes(digest.digest(), signed=True)


def current_version() -> int:
    """Return the version of the filters."""
    with connection.cursor() as cursor:
        cursor.execute(_VERSION)
        found = cursor.fetchone()
    return found[0] if found else NO_VERSION


def note_text(row: Post | Comment, digest: int) -> tuple[int, bool]:
    """Note that its author publishes a text; call it inside the transaction that does.

    Gives the row the key by which it is known later, unless a form gave it one.

    Returns:
        The version of the filters, and whether the author published the same within
        DUPLICATE_MINUTES and it is still there: then nothing is noted.
    """
    row.submission_key = row.submission_key or uuid4()
    now = timezone.now()
    before = now - timedelta(minutes=settings.DUPLICATE_MINUTES)
    moment = Fingerprint._meta.get_field("published_at")
    key = Fingerprint._meta.get_field("text_key")
    values = [
        row.author_id, digest, moment.get_db_prep_value(now, connection),
        key.get_db_prep_value(row.submission_key, connection),
        moment.get_db_prep_value(before, connection),
    ]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_NOTE, values)
        found = cursor.fetchone()
    if found is None:
        return current_version(), not _takes_place_of_deleted(row, digest)
    return found[0] or NO_VERSION, False


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
    before = timezone.now() - timedelta(minutes=settings.DUPLICATE_MINUTES)
    return Fingerprint.objects.filter(published_at__lt=before).delete()[0]
