"""Whether a text is too much like others of the last days, whoever published them.

What was found waits, and is never refused: a form that everybody fills in, a notice that two
clubs share or an article that two members bring look the same as a flood. Asked only where a note
says that something may be alike (see `fingerprints`), so that other texts cost nothing.
"""

from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.utils import timezone

from boards.filters.fingerprints import Noted, Said, asked_of
from boards.filters.likeness import ALIKE, MAX_LETTERS, letters_to_compare, likeness_to
from boards.filters.matching.streams import plain_letters
from boards.filters.models import Fingerprint
from boards.members.levels import Right, may
from boards.members.models import Member
from boards.posts.models import Comment, Post
from boards.posts.states import State

# Texts of whoever is new wait from the first one that is alike; others may have a few in a day.
MAX_OF_A_DAY = 2
# Bounds of the work: texts with which one is compared, and numbers by which they are looked for.
# What is alike has most of its numbers in common.
MAX_COMPARED, MAX_BANDS = 6, 3
_DAY = timedelta(days=1)
MAX_READ = 4 * MAX_LETTERS  # characters of a text: letters are compared, and not what parts them

_TABLE = Fingerprint._meta.db_table
_POSTS, _COMMENTS = Post._meta.db_table, Comment._meta.db_table
# Of a number the newest notes, and no more of them than texts are compared: so many rows are read
# however many notes have it.
_OF_BAND = f"""SELECT * FROM (
    SELECT text_key, member_id, published_at FROM {_TABLE}
    WHERE {{band}} = %({{band}})s AND published_at > %(since)s AND text_key <> %(text_key)s
    ORDER BY published_at DESC LIMIT {MAX_COMPARED}
) AS of_{{band}}"""  # noqa: S608
_NOTES = f"""
WITH notes AS (
    SELECT text_key, member_id, count(*) AS bands, max(published_at) AS newest
    FROM ({{of_bands}}) AS of_bands GROUP BY text_key, member_id
    ORDER BY bands DESC, newest DESC LIMIT {MAX_COMPARED}
)
"""  # noqa: S608
_OF_NOTE = "texts.author_id = notes.member_id AND texts.submission_key = notes.text_key"
# Written by hand: to write it takes Django longer than the database takes to answer it.
_OF_POSTS = f"""{_NOTES}
SELECT texts.author_id, texts.title || '\n' || substr(texts.body_text, 1, {MAX_READ})
FROM notes JOIN {_POSTS} AS texts ON {_OF_NOTE}
WHERE texts.state <> %(deleted)s AND NOT (texts.is_secret AND texts.author_id <> %(author)s)
"""  # noqa: S608
_OF_COMMENTS = f"""{_NOTES}
SELECT texts.author_id, substr(texts.text, 1, {MAX_READ})
FROM notes JOIN {_COMMENTS} AS texts ON {_OF_NOTE} JOIN {_POSTS} AS post ON post.id = texts.post_id
WHERE texts.state <> %(deleted)s
AND NOT ((texts.is_secret OR post.is_secret) AND texts.author_id <> %(author)s)
"""  # noqa: S608


def alike_for(member: Member) -> timedelta:
    """Return how long a text counts for what this member publishes."""
    return _DAY if may(member, Right.ALIKE_AT_ONCE) else timedelta(days=settings.ALIKE_DAYS)


def alike_texts(row: Post | Comment, said: Said, noted: Noted, member: Member) -> int:
    """Return how many texts like this keep it from being published at once; 0 where it may be.

    Args:
        said: what it says.
        noted: what the note of it told.
    """
    alike = _alike(row, said, noted, member)
    if not may(member, Right.ALIKE_AT_ONCE):
        return sum(1 for _each in alike)
    # By a decision about the same text twice, another number makes it another text.
    others = [
        letters for author, letters in alike if author != member.pk or letters != said.compared
    ]
    return len(others) if len(others) > MAX_OF_A_DAY else 0


def _alike(
    row: Post | Comment, said: Said, noted: Noted, member: Member
) -> Iterator[tuple[int, str]]:
    """Yield by whom alike texts are, and their letters; what was deleted is none any more.

    Nobody learns from a text of theirs that waits what somebody wrote to the moderators alone: the
    secret texts of others are none either.
    """
    likeness_of = likeness_to(said.compared)
    for author, text in _readable(row, said, noted, alike_for(member)):
        letters = letters_to_compare(plain_letters(text))
        if letters and likeness_of(letters) >= ALIKE:
            yield author, letters


def _readable(
    row: Post | Comment, said: Said, noted: Noted, lately: timedelta
) -> list[tuple[int, str]]:
    """Return texts and their authors: the notes first that have most numbers in common."""
    columns = noted.common[:MAX_BANDS]
    of_bands = " UNION ALL ".join(_OF_BAND.format(band=column) for column in columns)
    statement = (_OF_POSTS if isinstance(row, Post) else _OF_COMMENTS).format(of_bands=of_bands)
    asked = asked_of(row, said, timezone.now() - lately)
    with connection.cursor() as cursor:
        cursor.execute(statement, {**asked, "deleted": State.DELETED, "author": row.author_id})
        return cursor.fetchall()
