"""How well words are found that are not typed as they stand in a text: 150 queries by their kinds.

`relevance/kinds/` has the posts and the queries; one part of these was not looked at while the
search was tuned. The posts of `relevance/posts.txt` are there too, as what is not to be found.
The answers in their order are in `kinds/expected.json`, for SQLite and PostgreSQL alike;
RELEVANCE_WRITE=1 writes it anew.
"""

import json
import os

import pytest
import time_machine

from boards.search.querying.finding import find
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

POSTS = ("posts.txt", "kinds/posts.txt")
TUNED, HELD_OUT = "kinds/queries.txt", "kinds/held_out.txt"
EXPECTED = FOLDER / "kinds/expected.json"
# Of each kind, in both parts, the least recall and precision of the first ten.
FLOORS = {
    "Conjugated words": (0.95, 0.9),
    "Repeated particles": (0.95, 0.9),
    "Sentences and several words": (0.85, 0.85),
    "Names and loanwords": (0.95, 0.9),
    "Two syllables": (0.95, 0.9),
    "Compounds": (0.85, 0.85),
    "Hanja": (0.95, 0.95),
    "Numbers": (0.95, 0.95),
}

Answers = list[tuple[JudgedQuery, list[str]]]


def answers_to(part: str) -> Answers:
    """Ask every query as a guest; return the names of the posts on its first page."""
    posts = [post for file in POSTS for post in written_posts(file)]
    queries = judged_queries(part)
    answered_by_pattern(queries, posts)
    names = publish(posts)
    return [
        (query, [names[result.post.pk] for result in find(None, query.typed).results])
        for query in queries
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("part", [TUNED, HELD_OUT])
def test_every_kind_of_word_is_found_and_little_else(part: str) -> None:
    with time_machine.travel(TODAY, tick=False):
        answers = answers_to(part)
    known = json.loads(EXPECTED.read_text("utf-8"))
    found = {query.line: answer for query, answer in answers}
    if os.environ.get("RELEVANCE_WRITE"):
        known[part] = found
        EXPECTED.write_text(json.dumps(known, ensure_ascii=False, indent=0) + "\n", "utf-8")
    assert found == known[part]
    documented = DOCUMENTATION.read_text("utf-8").splitlines()
    assert [row for row in table(answers) if row not in documented] == []
    for kind, least in FLOORS.items():
        of_kind = [pair for pair in answers if pair[0].kind == kind]
        assert min(found - floor for found, floor in zip(figures(of_kind), least, strict=True)) >= 0


def test_there_are_queries_of_every_kind_in_both_parts() -> None:
    tuned, held_out = judged_queries(TUNED), judged_queries(HELD_OUT)
    assert len(tuned) + len(held_out) >= 150
    assert {query.kind for query in tuned} == {query.kind for query in held_out} == {*FLOORS}
    assert not {query.line for query in tuned} & {query.line for query in held_out}
