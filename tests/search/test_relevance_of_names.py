"""How well names from abroad, forms of verbs, mistakes and compounds are found over other texts.

`relevance/town/` has the posts and the queries; each query went to one of two parts by a hash, and
one part was not looked at while the search was tuned. All other judged posts are there too. The
answers in their order are in `town/expected.json`, for SQLite and PostgreSQL alike;
RELEVANCE_WRITE=1 writes it anew.
"""

import json
import os

import pytest
import time_machine

from boards.background.signals import upkeep_is_due
from tests.search.relevance.judging import figures, table
from tests.search.relevance.loading import publish
from tests.search.relevance.reading import (
    FOLDER,
    answered_by_pattern,
    judged_queries,
    written_posts,
)
from tests.search.test_relevance import DOCUMENTATION, TODAY
from tests.search.test_relevance_by_kind import Answers
from tests.search.test_relevance_of_daily_life import POSTS, asked

TOWN = (*POSTS, "town/posts.txt")
TUNED, HELD_OUT = "town/queries.txt", "town/held_out.txt"
EXPECTED = FOLDER / "town/expected.json"
LEAST = 0.9


@pytest.mark.django_db
def test_other_spellings_and_forms_are_found_and_little_else() -> None:
    posts = [post for file in TOWN for post in written_posts(file)]
    answers: dict[str, Answers] = {}
    with time_machine.travel(TODAY, tick=False):
        names = publish(posts)
        upkeep_is_due.send(sender=None)
        for part in (TUNED, HELD_OUT):
            queries = judged_queries(part)
            answered_by_pattern(queries, posts)
            answers[part] = [(query, [names[pk] for pk in asked(query)]) for query in queries]
    found = {
        part: {query.line: answer for query, answer in of_part} for part, of_part in answers.items()
    }
    if os.environ.get("RELEVANCE_WRITE"):
        EXPECTED.write_text(json.dumps(found, ensure_ascii=False, indent=0) + "\n", "utf-8")
    documented = DOCUMENTATION.read_text("utf-8").splitlines()
    rows = [row for of_part in answers.values() for row in table(of_part)]
    assert [row for row in rows if row not in documented] == []
    assert found == json.loads(EXPECTED.read_text("utf-8"))
    for of_part in answers.values():
        assert min(figures(of_part)) >= LEAST


def test_the_parts_have_the_same_kinds_and_no_query_in_common() -> None:
    tuned, held_out = judged_queries(TUNED), judged_queries(HELD_OUT)
    assert len(tuned) + len(held_out) >= 120
    assert {query.kind for query in tuned} == {query.kind for query in held_out}
    assert not {query.line for query in tuned} & {query.line for query in held_out}
