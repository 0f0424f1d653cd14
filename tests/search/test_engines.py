"""Both engines answer as a plain reading of the tokens does, and so as each other."""

import time
from datetime import UTC, datetime, timedelta
from itertools import cycle
from threading import Event

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from boards.posts.comments.actions.publish_comment import publish_comment
from boards.posts.models import Post
from boards.posts.moderation.actions.delete_post import delete_post
from boards.posts.writing.actions.edit_post import edit_post, version_of
from boards.posts.writing.actions.publish_post import publish_post
from boards.search.index.conditions import (
    EVERY_POST,
    IN_TITLE,
    AllOf,
    AnyOf,
    Not,
    Sequence,
    in_place,
    mark,
)
from boards.search.index.documents import Document, document_of, key_of, within_limits
from boards.search.index.engines import current_engine
from boards.search.index.engines.base import Contents, Match, Span
from boards.search.index.indexing import index_posts
from boards.search.index.sources import sources_of
from boards.search.language.places import Place
from boards.search.models import SearchDocument
from boards.search.tokens.tokenizer import GAP
from tests.concurrency import at_once
from tests.factories import BoardFactory, MemberFactory, PostFactory
from tests.waiting import PATIENCE

EXAMPLES = settings(
    max_examples=150,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
START = datetime(2025, 1, 1, tzinfo=UTC)
TOKENS = ["세금", "금", "금보", "tax", "taxi", "ta", "1.5", "1", "漢字", "ㅋㅋ"]
TITLE_TOKENS = [f"{IN_TITLE}{token}" for token in TOKENS]


def holds(condition, document):
    """Say whether a condition holds for a document: the definition that the engines follow."""
    if isinstance(condition, Sequence):
        fields = {
            None: document.tokens,
            Place.TEXT: document.text,
            Place.COMMENTS: document.comments,
        }
        if condition.place:
            fields = {condition.place: fields[condition.place]}
        return any(
            _begins(condition, tokens[start : start + len(condition.tokens)])
            for tokens in fields.values()
            for start in range(len(tokens))
        )
    if isinstance(condition, Not):
        return not holds(condition.part, document)
    quantifier = all if isinstance(condition, AllOf) else any
    return quantifier(holds(part, document) for part in condition.parts)


def _begins(condition, tokens):
    *first, last = condition.tokens
    if len(tokens) < len(condition.tokens) or tokens[:-1] != first:
        return False
    return tokens[-1].startswith(last) if condition.is_beginning else tokens[-1] == last


def stored(token_lists):
    """Index a document for each list of tokens, a minute apart; return them, the newest first."""
    documents = []
    for number, tokens in enumerate(token_lists):
        posted_at = START + timedelta(minutes=number)
        post = PostFactory(posted_at=posted_at)
        documents.append(Document(post.pk, key_of(posted_at, post.pk), [EVERY_POST, *tokens]))
    keep(documents)
    return documents[::-1]


@transaction.atomic
def keep(documents):
    """Bring documents into the index, in place of what it holds of their posts."""
    for document in documents:
        SearchDocument.objects.get_or_create(
            post_id=document.post_id, defaults={"key": document.key}
        )
    rows = SearchDocument.objects.in_bulk([document.post_id for document in documents])
    current_engine().store([(rows[document.post_id], document) for document in documents])


def found(condition, **options):
    """Return the ids of the posts that an engine finds, in its order."""
    options.setdefault("limit", 100)
    return [match.post_id for match in current_engine().newest(condition, **options)]


# Each field ends in a gap, as those of a post do.
fields = st.lists(st.sampled_from([*TOKENS, GAP]), max_size=6).map(lambda tokens: [*tokens, GAP])
documents = st.lists(
    st.tuples(
        st.lists(st.sampled_from([*TOKENS, *TITLE_TOKENS[:4], GAP]), max_size=12).map(
            lambda tokens: [EVERY_POST, *tokens, GAP]
        ),
        fields,
        fields,
    ),
    min_size=5,
    max_size=5,
)
placed = st.sampled_from([Place.TITLE, Place.TEXT, Place.COMMENTS])
sequences = st.builds(
    Sequence,
    st.lists(st.sampled_from(TOKENS), min_size=1, max_size=3).map(tuple),
    st.booleans(),
)
conditions = st.recursive(
    st.one_of(sequences, st.builds(in_place, sequences, placed)),
    lambda parts: st.one_of(
        parts.map(Not),
        st.lists(parts, max_size=3).map(lambda several: AllOf(tuple(several))),
        st.lists(parts, min_size=1, max_size=3).map(lambda several: AnyOf(tuple(several))),
        st.builds(in_place, parts, placed),
    ),
    max_leaves=8,
)


@pytest.fixture
def five_posts():
    """Five posts with their rows, whose documents each example replaces."""
    return stored([[]] * 5)


@pytest.mark.django_db
@EXAMPLES
@given(token_lists=documents, condition=conditions)
def test_the_engine_answers_as_the_tokens_say(five_posts, token_lists, condition):
    written = [
        Document(before.post_id, before.key, *fields)
        for before, fields in zip(five_posts, token_lists, strict=True)
    ]
    keep(written)
    expected = [document.post_id for document in written if holds(condition, document)]
    assert found(AllOf((condition,))) == expected
    assert found(condition) == expected


@pytest.mark.django_db
def test_the_newest_come_first_within_the_limit_and_the_span():
    posts = stored([["세금"]] * 6)
    keys = [document.key for document in posts]
    ids = [document.post_id for document in posts]
    asked = mark("세금")
    assert found(asked) == ids
    assert found(asked, limit=2) == ids[:2]
    assert found(asked, span=Span(end=keys[1])) == ids[2:]
    assert found(asked, span=Span(first=keys[1])) == ids[:2]
    assert found(asked, span=Span(first=keys[4], end=keys[1])) == ids[2:5]
    assert found(asked, span=Span(first=keys[0] + 1)) == []
    assert found(asked, span=Span(end=keys[-1])) == []
    (newest,) = current_engine().newest(asked, limit=1)
    assert newest == Match(keys[0], ids[0])


@pytest.mark.django_db
def test_posts_years_apart_are_found_in_one_order():
    moments = [datetime(year, 3, 1, tzinfo=UTC) for year in (1971, 1999, 2015, 2024, 2025)]
    ids = [publish(posted_at=moment).pk for moment in moments]
    for limit in (1, 3, 5, 100):
        assert found(mark("세금"), limit=limit) == ids[::-1][:limit]


@pytest.mark.django_db
def test_nothing_is_found_in_an_empty_index():
    assert found(mark("세금")) == []
    assert found(AllOf(())) == []


@pytest.mark.django_db
@pytest.mark.parametrize("where", [0, 15_990, 15_998, 15_999, 16_000, 31_997, 40_000])
def test_a_sequence_is_found_anywhere_in_a_very_long_text(where):
    tokens = [f"x{number}" for number in range(45_000)]
    tokens[where : where + 3] = ["세금", "금보", "보고"]
    (document,) = stored([within_limits(tokens)])
    assert found(Sequence(("세금", "금보", "보고"))) == [document.post_id]
    assert found(Sequence(("세금", "금보", "보"), is_beginning=True)) == [document.post_id]
    assert found(Sequence(("금보", "세금"))) == []
    assert current_engine().holds(rows_of([document])) == {document.post_id}


@pytest.mark.django_db
def test_a_field_is_told_from_the_others_in_a_very_long_text():
    (before,) = stored([[]])
    text = [f"x{number}" for number in range(16_000)]
    comments = [*text[3:100], "y", *text]  # the same tokens, where counting began anew
    document = Document(before.post_id, before.key, [EVERY_POST, GAP], [*text, GAP], comments)
    keep([document])
    for token in ("x0", "x50", "x9000"):
        for place in (None, Place.TEXT, Place.COMMENTS):
            assert found(Sequence((token,), place=place)) == [document.post_id]
    assert found(Sequence(("y",), place=Place.COMMENTS)) == [document.post_id]
    assert found(Sequence(("y",), place=Place.TEXT)) == []
    assert current_engine().holds(rows_of([document])) == {document.post_id}
    assert current_engine().contents() == Contents()


@pytest.mark.django_db
def test_a_token_in_another_field_makes_another_document():
    (before,) = stored([["세금"]])
    tokens = [EVERY_POST, GAP]
    of_text = Document(before.post_id, before.key, tokens, ["세금"], [])
    keep([of_text])
    of_comments = Document(before.post_id, before.key, tokens, [], ["세금"])
    assert current_engine().holds(rows_of([of_comments])) == set()
    assert of_text.digest != of_comments.digest


@pytest.mark.django_db
def test_a_megabyte_of_tokens_is_cut_and_kept():
    tokens = [f"{'x' * 50}{number}" for number in range(30_000)]
    kept = within_limits(["first", *tokens])
    assert len(kept) < 20_000
    (document,) = stored([kept])
    for token in (kept[0], kept[-1]):
        assert found(mark(token)) == [document.post_id]
    assert found(mark(tokens[-1])) == []


@pytest.mark.django_db
def test_a_token_that_comes_very_often_is_looked_at_where_it_comes_first():
    tokens = within_limits(["세금", GAP] * 300 + ["세금", "보고"])
    (document,) = stored([tokens])
    assert found(mark("세금")) == found(mark("보고")) == [document.post_id]
    assert found(Sequence(("세금", "보고"))) == []


@pytest.mark.django_db
def test_the_index_follows_edit_and_deletion():
    post = publish(title="세금 보고")
    publish_comment(post=post, author=MemberFactory(), text="영주권")
    assert found(Sequence(("세금", "금"))) == found(mark("영주")) == [post.pk]
    edit(post, title="비자 연장")
    assert found(mark("세금")) == []
    assert found(mark("비자")) == found(mark("영주")) == [post.pk]
    assert current_engine().faults() == []
    delete_post(post=post, by=None)
    assert found(AllOf(())) == found(mark("비자")) == []
    assert current_engine().faults() == []


@pytest.mark.django_db
def test_indexing_again_changes_nothing():
    post = publish()
    assert index_posts([post.pk]) == 0
    assert index_posts([post.pk, post.pk + 1000]) == 0
    assert found(mark("세금")) == [post.pk]


@pytest.mark.django_db
def test_a_document_that_is_not_what_it_should_be_is_noticed():
    documents = stored([["세금"], ["비자"]])
    held = {document.post_id for document in documents}
    assert current_engine().holds(rows_of(documents)) == held
    first = documents[0]
    wrong = Document(first.post_id, first.key, [EVERY_POST, "다른"])
    assert current_engine().holds(rows_of([wrong])) == set()


@pytest.mark.django_db(transaction=True)
def test_two_who_write_at_once_leave_the_right_document():
    post = publish(title="세금")
    members = [MemberFactory() for _ in range(4)]
    words = ["하나", "둘째", "셋째", "넷째"]

    def commenting(member, text):
        return lambda: publish_comment(post=post, author=member, text=text)

    at_once(*map(commenting, members, words), lambda: index_posts([post.pk]))
    (source,) = sources_of([post.pk])
    assert sorted(source.comments) == sorted(words)
    assert current_engine().holds(rows_of([document_of(source)])) == {post.pk}
    for text in words:
        assert found(mark(text)) == [post.pk]
    assert current_engine().faults() == []


@pytest.mark.django_db(transaction=True)
def test_two_who_index_a_new_post_at_once_index_it_once():
    post = publish()
    SearchDocument.objects.all().delete()
    assert found(mark("세금")) == []
    assert sorted(at_once(*[lambda: index_posts([post.pk])] * 3)) == [0, 0, 1]
    assert found(mark("세금")) == [post.pk]
    assert current_engine().faults() == []


@pytest.mark.django_db(transaction=True)
def test_a_post_that_is_merged_into_the_index_while_somebody_asks_is_not_found_against_its_marks():
    if connection.vendor != "postgresql":
        return  # SQLite merges nothing while somebody asks
    stored([[f"x{number}y{post}" for number in range(500)] for post in range(60)])
    (new,) = stored([[]])
    current_engine().tidy()
    unmarked = Not(mark(EVERY_POST))
    began = time.perf_counter()
    assert found(unmarked) == []
    took = time.perf_counter() - began
    rounds = 40
    is_asked, is_over = Event(), Event()

    def merge_ever_later_after_the_question():
        with connection.cursor() as cursor:
            for number in cycle(range(rounds)):
                is_asked.wait(PATIENCE)
                is_asked.clear()
                if is_over.wait(took * number / rounds):
                    return
                cursor.execute("SELECT gin_clean_pending_list('boards_search_index')")

    def ask():
        try:
            for number in range(rounds):
                with transaction.atomic():
                    keep([Document(new.post_id, new.key, [EVERY_POST, f"z{number}"])])
                    is_asked.set()
                    assert found(unmarked) == []
        finally:
            is_over.set()
            is_asked.set()

    at_once(merge_ever_later_after_the_question, ask)


def publish(title="세금 보고", **fields):
    """Publish a post as a member does."""
    return publish_post(
        board=BoardFactory(), author=MemberFactory(), title=title, body="<p>본문</p>", **fields
    )


def edit(post, title):
    """Change a post's title as its author does."""
    post = Post.objects.get(pk=post.pk)
    edit_post(
        post=post, by=post.author, version=version_of(post), title=title, body=post.body, tags=[]
    )


def rows_of(documents):
    """Return the documents with their rows, as the engine takes them."""
    rows = SearchDocument.objects.in_bulk([document.post_id for document in documents])
    return [(rows[document.post_id], document) for document in documents]


def way_to_segments():
    """Return how SQLite, on a connection that it opens anew, means to find what FTS5 merged."""
    statement = "DELETE FROM boards_search_index_data WHERE id >= %s AND id <= %s"
    connection.close()
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {statement}", (1, 2))
        return cursor.fetchone()[-1]


@pytest.mark.django_db(transaction=True)
def test_an_analysis_of_an_empty_index_does_not_make_sqlite_read_all_of_a_full_one() -> None:
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO boards_search_index (boards_search_index) VALUES ('delete-all')"
        )
        cursor.execute("ANALYZE")
    assert way_to_segments().startswith("SCAN")
    call_command("migrate", verbosity=0)
    assert way_to_segments().startswith("SEARCH")
