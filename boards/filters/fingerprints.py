"""Digests of what a member published lately, so that nobody floods the lists with one text.

Two texts with the same letters have the same digest, whatever signs, spaces, pictures and alphabets
somebody put in between. Short texts have none: everybody says "감사합니다" more than once.
"""

from datetime import datetime, timedelta
from hashlib import blake2b

from django.conf import settings
from django.db import connection
from django.utils import timezone

from boards.filters.compiled import NO_VERSION
from boards.filters.matching.streams import plain_letters
from boards.filters.models import FilterVersion, Fingerprint
from boards.members.models import Member
from boards.posts.models import Comment, Post
from boards.posts.states import State

# Letters of a text that has a digest.
MIN_LETTERS_OF_POST, MIN_LETTERS_OF_COMMENT = 30, 20
MAX_COMPARED = 20  # of a member's latest texts that are read again

_TABLE, _VERSIONS = Fingerprint._meta.db_table, FilterVersion._meta.db_table
# One statement for both, as every text takes it: the note, and which filters are in use.
_NOTE = f"""
INSERT INTO {_TABLE} (member_id, digest, published_at) VALUES (%s, %s, %s)
ON CONFLICT (member_id, digest) DO UPDATE SET published_at = excluded.published_at
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
    digest = blake2b(letters.encode(errors="replace"), digest_size=8, person=kind)
    return int.from_bytes(digest.digest(), signed=True)


def current_version() -> int:
    """Return the version of the filters."""
    with connection.cursor() as cursor:
        cursor.execute(_VERSION)
        found = cursor.fetchone()
    return found[0] if found else NO_VERSION


def note_text(member: Member, digest: int) -> tuple[int, bool]:
    """Note that a member publishes a text; call it inside the transaction that does.

    Returns:
        The version of the filters, and whether the member published the same within
        DUPLICATE_MINUTES: then nothing is noted.
    """
    now = timezone.now()
    moment = Fingerprint._meta.get_field("published_at")
    before = now - timedelta(minutes=settings.DUPLICATE_MINUTES)
    values = [moment.get_db_prep_value(each, connection) for each in (now, before)]
    with connection.cursor() as cursor:
        cursor.execute(_NOTE, [member.pk, digest, *values])
        found = cursor.fetchone()
    if found is None:
        return current_version(), True
    return found[0] or NO_VERSION, False


def has_published(row: Post | Comment, digest: int) -> bool:
    """Say whether the earlier text is still there: who deleted it may publish it again."""
    since = timezone.now() - timedelta(minutes=settings.DUPLICATE_MINUTES)
    return any(digest_of(each) == digest for each in _latest(row, since))


def forget_old_texts() -> int:
    """Remove notes that no text is compared with any more; return how many."""
    before = timezone.now() - timedelta(minutes=settings.DUPLICATE_MINUTES)
    return Fingerprint.objects.filter(published_at__lt=before).delete()[0]


def _latest(row: Post | Comment, since: datetime) -> "list[Post | Comment]":
    rows = type(row)._default_manager.filter(author=row.author_id, posted_at__gte=since)
    fields = ("title", "body_text") if isinstance(row, Post) else ("text",)
    latest = rows.exclude(state=State.DELETED).only(*fields).order_by("-posted_at")
    return list(latest[:MAX_COMPARED])
