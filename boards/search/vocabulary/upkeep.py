"""Keeps the vocabulary true, outside the transactions that change posts.

A change of a post leaves a note (one statement); a minute later at most, the process that keeps
order counts its words anew, and those of new posts, which leave none. The words that a post was
counted with are stored beside the note, so that exactly those can be taken out again.

Nothing here is what a suggestion is trusted by: `suggesting` asks the index again.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from django.db import connection, transaction
from django.db.models import Exists, Max, OuterRef, QuerySet
from django.utils.translation import gettext as _

from boards.posts.models import Post
from boards.search.models import VocabularyPost, VocabularyWord
from boards.search.vocabulary.spelling import keys_of
from boards.search.vocabulary.words import words_of_posts

BATCH = 500  # posts of one transaction
BATCHES_AT_ONCE = 20  # of one round: the rest waits for the next minute
CHUNK = 20_000  # ids of posts that are noted by one statement
LOOK_BACK = 1_000  # ids: more than are written at the same time
MAX_WORDS = 50_000  # the rarest beyond are left out
SURPLUS = MAX_WORDS // 10  # that may gather before they are taken out

_UPSERT = """
INSERT INTO boards_search_vocabularyword AS known (word, key_1, key_2, key_3, posts) VALUES {rows}
ON CONFLICT (word) DO UPDATE SET posts = known.posts + excluded.posts
"""
_IS_NEW = ~Exists(VocabularyPost.objects.filter(pk=OuterRef("pk")))
_NOTE_ALL = """
INSERT INTO boards_search_vocabularypost (post_id, words, is_stale)
SELECT chosen.*, '', TRUE FROM ({selected}) AS chosen WHERE TRUE
ON CONFLICT (post_id) DO UPDATE SET is_stale = TRUE
"""
_FORGET = (  # in the order in which a round locks them
    "DELETE FROM boards_search_vocabularypost",
    "DELETE FROM boards_search_vocabularyword",
)
_ROWS_AT_ONCE = 150  # five values each: SQLite takes 999


def note_changed(post_ids: Iterable[int]) -> None:
    """Note that posts changed or are gone; one statement, inside the caller's transaction."""
    VocabularyPost.objects.bulk_create(
        [VocabularyPost(post_id=post_id, is_stale=True) for post_id in sorted(set(post_ids))],
        update_conflicts=True,
        update_fields=["is_stale"],
        unique_fields=["post_id"],
    )


def note_board_changed(board_id: int) -> None:
    """Note that all posts of a board changed, however many: who may read them did."""
    _note_all(Post.objects.filter(board=board_id).order_by())


def catch_up(*, batches: int = BATCHES_AT_ONCE) -> int:
    """Count the words of new and of noted posts; return of how many posts."""
    _note_new()
    done = 0
    for _number in range(batches):
        posts = _catch_up_batch()
        done += posts
        if posts < BATCH:
            break
    return done


def rebuild_vocabulary(*, only_missing: bool = False) -> None:
    """Count all words anew, or those of posts that were never counted; waits for the end."""
    if only_missing:
        _note_in_chunks(Post.objects.filter(_IS_NEW))
    else:
        with transaction.atomic(), connection.cursor() as cursor:
            # Not by the models: with a signal for each of a million rows.
            for statement in _FORGET:
                cursor.execute(statement)
        _note_in_chunks(Post.objects.all())
    while catch_up():
        pass


def vocabulary_faults() -> list[str]:
    """Say, in sentences, how the vocabulary differs from what it should be."""
    wrong_posts, counted = 0, Counter[str]()
    for rows in _batches_of_counted():
        words = words_of_posts(row.post_id for row in rows)
        wrong_posts += sum(row.words.split() != words.get(row.post_id, []) for row in rows)
        counted.update(word for row in rows for word in row.words.split())
    stored = dict(VocabularyWord.objects.values_list("word", "posts"))
    # Of more words than are kept, a rare one may have been left out and come again.
    is_whole = len(counted) <= MAX_WORDS
    pending = VocabularyPost.objects.filter(is_stale=True).exclude(words="")
    counted.update(word for row in pending.iterator() for word in row.words.split())
    wrong_words = sum(posts > counted[word] for word, posts in stored.items())
    if is_whole:
        wrong_words += sum(stored.get(word, 0) < posts for word, posts in counted.items())
    if not wrong_posts and not wrong_words:
        return []
    return [
        _("The vocabulary is wrong for %(posts)d posts and %(words)d words.")
        % {"posts": wrong_posts, "words": wrong_words}
    ]


@transaction.atomic
def _catch_up_batch() -> int:
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
    """Add to the number of posts of words; always in one order, so that two do not wait crosswise.

    Words that no post has left are removed, and the rarest when there are too many.
    """
    words = sorted(word for word, posts in changes.items() if posts)
    with connection.cursor() as cursor:
        for start in range(0, len(words), _ROWS_AT_ONCE):
            some = words[start : start + _ROWS_AT_ONCE]
            values: list[str | int] = []
            for word in some:
                values += [word, *keys_of(word), changes[word]]
            rows = ", ".join(["(%s, %s, %s, %s, %s)"] * len(some))
            cursor.execute(_UPSERT.format(rows=rows), values)
    VocabularyWord.objects.filter(posts__lte=0).delete()
    surplus = VocabularyWord.objects.count() - MAX_WORDS
    if surplus > SURPLUS:
        rarest = VocabularyWord.objects.order_by("posts", "pk").values("pk")[:surplus]
        VocabularyWord.objects.filter(pk__in=list(rarest.values_list("pk", flat=True))).delete()


def _note_new() -> None:
    """Note posts that nobody noted: those behind the last one, and shortly before it.

    The ids of posts that are written at the same time become visible in any order.
    """
    counted = VocabularyPost.objects.filter(is_stale=False)
    last = counted.aggregate(last=Max("pk"))["last"] or 0
    new = Post.objects.filter(_IS_NEW, pk__gt=last - LOOK_BACK)
    _note_all(new.order_by("pk")[:CHUNK])


def _note_in_chunks(posts: QuerySet[Post]) -> None:
    """Note many posts, so many at a time that other writers never wait for long."""
    last = Post.objects.aggregate(last=Max("pk"))["last"] or 0
    for first in range(0, last + 1, CHUNK):
        _note_all(posts.order_by().filter(pk__gte=first, pk__lt=first + CHUNK))


def _note_all(posts: QuerySet[Post]) -> None:
    """Note every post of a query in the database itself; call it with what it may take."""
    selected, values = posts.values("pk").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(_NOTE_ALL.format(selected=selected), values)


def _batches_of_counted() -> Iterator[list[VocabularyPost]]:
    last = 0
    while True:
        rows = VocabularyPost.objects.filter(pk__gt=last, is_stale=False).order_by("pk")
        batch = list(rows[:BATCH])
        if not batch:
            return
        last = batch[-1].post_id
        yield batch
