"""How well people find what daily life in America is about: visas, taxes, rents, jobs, cars.

`relevance/life/` has the posts and the queries; one part of these was not looked at while the
search was tuned. All other judged posts are there too. The answers in their order are in
`life/expected.json`, for SQLite and PostgreSQL alike; RELEVANCE_WRITE=1 writes it anew.
"""

import json
import os
from collections.abc import Sequence
from pathlib import Path

import pytest
import time_machine

from boards.background.signals import upkeep_is_due
from boards.search.querying.finding import find
from boards.search.querying.index_query import EVERYWHERE
from boards.search.querying.meant import with_words
from boards.search.suggesting.spelling import suggestion_for
from tests.search.relevance.judging import figures, table
from tests.search.relevance.loading import publish
from tests.search.relevance.reading import (
    FOLDER,
    JudgedQuery,
    answered_by_pattern,
    judged_queries,
    written_posts,
)
from tests.search.test_relevance import DOCUMENTATION, TODAY
from tests.search.test_relevance_by_kind import Answers

POSTS = ("posts.txt", "kinds/posts.txt", "life/posts.txt")
TUNED, HELD_OUT = "life/queries.txt", "life/held_out.txt"
EXPECTED = FOLDER / "life/expected.json"
MISSPELT = "Typing errors"
LEAST, LEAST_OF_KIND, LEAST_OF_SENTENCES = 0.95, 0.85, 0.8


def asked(query: JudgedQuery) -> list[int]:
    """Ask a query as a guest, and what is suggested for one that is misspelt."""
    found, typed = find(None, query.typed), query.typed
    if query.kind == MISSPELT:
        count = 0 if found.query.is_read_otherwise else found.found
        words = suggestion_for(None, typed, found=count, filters=EVERYWHERE)
        found = find(None, with_words(typed, words)) if words else found
    return [result.post.pk for result in found.results]


def judged_answers(
    files: Sequence[str], parts: Sequence[str], expected: Path
) -> dict[str, Answers]:
    """Return what each query of each part finds among the posts of these files.

    Compares it with what is expected, and with the figures of the documentation.
    """
    posts = [post for file in files for post in written_posts(file)]
    answers: dict[str, Answers] = {}
    with time_machine.travel(TODAY, tick=False):
        names = publish(posts)
        upkeep_is_due.send(sender=None)
        for part in parts:
            queries = judged_queries(part)
            answered_by_pattern(queries, posts)
            answers[part] = [(query, [names[pk] for pk in asked(query)]) for query in queries]
    found = {
        part: {query.line: answer for query, answer in of_part} for part, of_part in answers.items()
    }
    if os.environ.get("RELEVANCE_WRITE"):
        expected.write_text(json.dumps(found, ensure_ascii=False, indent=0) + "\n", "utf-8")
    documented = DOCUMENTATION.read_text("utf-8").splitlines()
    rows = [row for of_part in answers.values() for row in table(of_part)]
    assert [row for row in rows if row not in documented] == []
    assert found == json.loads(expected.read_text("utf-8"))
    return answers


@pytest.mark.django_db
def test_every_kind_of_query_finds_what_is_meant_and_little_else() -> None:
    answers = judged_answers(POSTS, (TUNED, HELD_OUT), EXPECTED)
    for of_part in answers.values():
        assert min(figures(of_part)) >= LEAST
        for kind in {query.kind for query, _ in of_part}:
            least = LEAST_OF_SENTENCES if kind.startswith("Sentences") else LEAST_OF_KIND
            of_kind = [pair for pair in of_part if pair[0].kind == kind]
            assert min(figures(of_kind)) >= least, kind


def lengths_of_parts(*files: str) -> tuple[int, ...]:
    """Return how many queries each part has; all have the same kinds, and no query in common."""
    parts = [judged_queries(file) for file in files]
    (_kinds,) = {frozenset(query.kind for query in part) for part in parts}
    lines = [query.line for part in parts for query in part]
    assert len(lines) == len(set(lines))
    return tuple(map(len, parts))


def test_the_parts_have_the_same_kinds_and_no_query_in_common() -> None:
    tuned, held_out = judged_queries(TUNED), judged_queries(HELD_OUT)
    assert len(tuned) >= 150
    assert len(held_out) >= 150
    assert {query.kind for query in tuned} == {query.kind for query in held_out}
