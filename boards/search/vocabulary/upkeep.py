"""Keeps the vocabulary true, outside the transactions that change posts.

A change of a post leaves a note (one statement); a minute later at most, the process that keeps
order counts its words anew, and those of new posts, which leave none. The words that a post was
counted with are stored beside the note, so that exactly those can be taken out again. One process
counts at a time (`counting_lock`).

Nothing here is what a suggestion is trusted by: `suggesting` asks the index again.
"""

import time
from collections import Counter
from collections.abc import Iterable, Iterator

from django.db import connection, transaction
from django.db.models import Exists, Max, OuterRef, QuerySet, Value
from django.utils.translation import gettext as _

from boards.posts.models import Post
from boards.search.index.verification import differing_twice
from boards.search.models import VocabularyPost, VocabularyWord
from boards.search.tokens.sounds import sound_of
from boards.search.vocabulary.counting_lock import is_alone
from boards.search.vocabulary.spelling import keys_of
from boards.search.vocabulary.words import words_of_posts

BATCH = 500  # posts of one transaction
BATCHES_AT_ONCE = 20  # of one round: the rest waits for the next minute
CHUNK = 20_000  # ids of posts that are noted by one statement
LOOK_BACK = 1_000  # ids: more than are written at the same time
MAX_WORDS = 50_000  # the rarest beyond are left out
SECONDS_BETWEEN_TRIES = 0.2
SURPLUS = MAX_WORDS // 10  # that may gather before they are taken out

_UPSERT = """
INSERT INTO boards_search_vocabularyword AS known (word, key_1, key_2, key_3, sound, posts)
VALUES {rows}
ON CONFLICT (word) DO UPDATE SET posts = known.posts + excluded.posts
"""
_IS_NEW = ~Exists(VocabularyPost.objects.filter(pk=OuterRef("pk")))
# In the order of ids, as everybody locks these rows.
_NOTE_ALL = """
INSERT INTO boards_search_vocabularypost (post_id, words, is_stale)
SELECT chosen.*, '', TRUE FROM ({selected}) AS chosen WHERE TRUE ORDER BY 1
ON CONFLICT (post_id) DO {on_conflict}
"""
_FORGET = (
    "DELETE FROM boards_search_vocabularypost",
    "DELETE FROM boards_search_vocabularyword",
)
_ROWS_AT_ONCE = 150  # six values each: SQLite takes 999


def note_changed(post_ids: Iterable[int]) -> None:
    """Note that posts changed or are gone; one statement, inside the caller's transaction."""
    VocabularyPost.objects.bulk_create(
        [VocabularyPost(post_id=post_id, is_stale=True) for post_id in sorted(set(post_ids))],
        update_conflicts=True,
        update_fields=["is_stale"],
        unique_fields=["post_id"],
    )


def note_posts(posts: QuerySet[Post]) -> None:
    """Note that all posts of a query changed, however many, in the database itself."""
    _note_all(posts.order_by(), on_conflict="UPDATE SET is_stale = TRUE")


def catch_up() -> int:
    """Count the words of new and of noted posts; return of how many posts.

    None when another process counts at this moment.
    """
    _note_new()
    done = 0
    for _number in range(BATCHES_AT_ONCE):
        posts = _catch_up_batch()
        done += posts
        if posts < BATCH:
            break
    if done:
        _leave_out_rarest()
    return done


def rebuild_vocabulary(*, only_missing: bool = False) -> Iterator[int]:
    """Count all words anew, or those of posts that were never counted; goes on to the end.

    Yields of how many posts the words were counted, batch by batch.
    """
    while not only_missing and not _forget():
        time.sleep(SECONDS_BETWEEN_TRIES)
    _note_never_counted()
    while VocabularyPost.objects.filter(is_stale=True).exists():
        if posts := _catch_up_batch():
            yield posts
        else:  # another process counts, or is about to change the posts that are left
            time.sleep(SECONDS_BETWEEN_TRIES)
    _leave_out_rarest()


def number_to_count() -> int:
    """Return how many posts are noted, or were never counted."""
    noted = VocabularyPost.objects.filter(is_stale=True).count()
    return noted + Post.objects.filter(_IS_NEW).count()


def vocabulary_faults() -> list[str]:
    """Say, in sentences, how the vocabulary differs from what it should be."""
    wrong_posts = sum(len(differing_twice(_differing, ids)) for ids in _batches_of_counted())
    public = Post.objects.visible_to(None)
    wrong_posts += public.filter(_IS_NEW, pk__lte=_last_that_is_never_found()).count()
    wrong_words = _number_of_wrong_words()
    if not wrong_posts and not wrong_words:
        return []
    return [
        _("The vocabulary is wrong for %(posts)d posts and %(words)d words.")
        % {"posts": wrong_posts, "words": wrong_words}
    ]


def _differing(post_ids: list[int]) -> list[int]:
    """Return the posts that were counted with other words than they hold."""
    rows = dict(
        VocabularyPost.objects.filter(pk__in=post_ids, is_stale=False).values_list("pk", "words")
    )
    words = words_of_posts(rows)
    return [pk for pk, stored in rows.items() if stored.split() != words.get(pk, [])]


def _number_of_wrong_words() -> int:
    """Compare the numbers that are stored with the words that the posts were counted with."""
    counted, stored = Counter[str](), dict[str, int]()
    of_posts = VocabularyPost.objects.exclude(words="").order_by()
    of_words = VocabularyWord.objects.order_by()
    # One statement, so that both are of one state on either database.
    rows = of_posts.values_list("words", Value(0), Value(False)).union(
        of_words.values_list("word", "posts", Value(True)), all=True
    )
    for text, posts, is_word in rows.iterator(chunk_size=BATCH):
        if is_word:
            stored[text] = posts
        else:
            counted.update(text.split())
    wrong = sum(posts > counted[word] for word, posts in stored.items())
    # Of more words than are stored, a rare one may have been left out and come again.
    if len(counted) <= MAX_WORDS:
        wrong += sum(stored.get(word, 0) < posts for word, posts in counted.items())
    return wrong


@transaction.atomic
def _catch_up_batch() -> int:
    """Count the words of some noted posts; return of how many, none beside another process."""
    if not is_alone():
        return 0
    noted = VocabularyPost.objects.filter(is_stale=True).order_by("post_id")
    rows = list(noted.select_for_update(skip_locked=True)[:BATCH])
    if not rows:
        return 0
    # Read under the lock: what is written from now on leaves a note again.
    words = words_of_posts(row.post_id for row in rows)
    changes: Counter[str] = Counter()
    for row in rows:
        changes.subtract(row.words.split())
        changes.update(words.get(row.post_id, []))
        row.words, row.is_stale = " ".join(words.get(row.post_id, [])), False
    _add(changes)
    VocabularyPost.objects.bulk_create(
        [row for row in rows if row.words],
        update_conflicts=True,
        update_fields=["words", "is_stale"],
        unique_fields=["post_id"],
    )
    closed = [row.post_id for row in rows if not row.words]
    VocabularyPost.objects.filter(pk__in=closed).update(words="", is_stale=False)
    return len(rows)


def _add(changes: Counter[str]) -> None:
    """Add to the number of posts of words; those that no post has left are removed."""
    words = sorted(word for word, posts in changes.items() if posts)
    with connection.cursor() as cursor:
        for start in range(0, len(words), _ROWS_AT_ONCE):
            some = words[start : start + _ROWS_AT_ONCE]
            values: list[str | int] = []
            for word in some:
                values += [word, *keys_of(word), sound_of(word), changes[word]]
            rows = ", ".join(["(%s, %s, %s, %s, %s, %s)"] * len(some))
            cursor.execute(_UPSERT.format(rows=rows), values)
    VocabularyWord.objects.filter(posts__lte=0).delete()


@transaction.atomic
def _leave_out_rarest() -> None:
    """Remove the rarest words when there are too many; who counts beside this does it later."""
    if not is_alone():
        return
    surplus = VocabularyWord.objects.count() - MAX_WORDS
    if surplus > SURPLUS:
        rarest = VocabularyWord.objects.order_by("posts", "pk").values_list("pk", flat=True)
        VocabularyWord.objects.filter(pk__in=list(rarest[:surplus])).delete()


@transaction.atomic
def _forget() -> bool:
    """Remove all that was counted; False, and nothing is, while another process counts."""
    if not is_alone():
        return False
    with connection.cursor() as cursor:
        # Not by the models: with a signal for each of a million rows.
        for statement in _FORGET:
            cursor.execute(statement)
    return True


def _note_new() -> None:
    """Note posts that nobody noted: those behind the last one, and shortly before it.

    The ids of posts that are written at the same time become visible in any order.
    """
    new = Post.objects.filter(_IS_NEW, pk__gt=_last_that_is_never_found()).order_by("pk")
    # Asked first: an INSERT takes SQLite's write lock even when there is nothing to insert.
    if new.exists():
        _note_all(new[:CHUNK])


def _last_that_is_never_found() -> int:
    """Return the id up to which a round looks for no posts that were never noted."""
    counted = VocabularyPost.objects.filter(is_stale=False)
    return (counted.aggregate(last=Max("pk"))["last"] or 0) - LOOK_BACK


def _note_never_counted() -> None:
    """Note them all, so many at a time that other writers never wait for long."""
    last = Post.objects.aggregate(last=Max("pk"))["last"] or 0
    for first in range(0, last + 1, CHUNK):
        _note_all(Post.objects.filter(_IS_NEW, pk__gte=first, pk__lt=first + CHUNK).order_by())


def _note_all(posts: QuerySet[Post], *, on_conflict: str = "NOTHING") -> None:
    """Note every post of a query; unless told otherwise, leave those that are noted as they are."""
    selected, values = posts.values("pk").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(_NOTE_ALL.format(selected=selected, on_conflict=on_conflict), values)


def _batches_of_counted() -> Iterator[list[int]]:
    last = 0
    counted = VocabularyPost.objects.filter(is_stale=False).order_by("pk")
    while ids := list(counted.filter(pk__gt=last).values_list("pk", flat=True)[:BATCH]):
        last = ids[-1]
        yield ids
