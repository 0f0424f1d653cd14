"""How well people find what they look for: 266 judged queries over 185 posts.

`relevance/expected.json` holds the answer to each query in its order. The same file is compared on
SQLite and on PostgreSQL, which is how both are known to answer alike. RELEVANCE_WRITE=1 writes it
anew after a change; look at the difference before you keep it.
"""

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine

from boards.search.querying.finding import find
from tests.search.relevance.judging import figures, table
from tests.search.relevance.loading import publish
from tests.search.relevance.reading import FOLDER, JudgedQuery, judged_queries, written_posts

EXPECTED = FOLDER / "expected.json"
DOCUMENTATION = Path("docs/search.md")
TODAY = datetime(2026, 11, 20, tzinfo=UTC)
LEAST = 0.95


def answers_to(queries: list[JudgedQuery]) -> list[tuple[JudgedQuery, list[str]]]:
    """Ask every query as a guest; return the names of the posts on its first page."""
    names = publish(written_posts())
    return [
        (query, [names[result.post.pk] for result in find(None, query.typed).results])
        for query in queries
    ]


@pytest.mark.django_db
def test_people_find_what_they_look_for_and_little_else():
    with time_machine.travel(TODAY, tick=False):
        answers = answers_to(judged_queries())
    found = {query.line: answer for query, answer in answers}
    if os.environ.get("RELEVANCE_WRITE"):
        lines = (
            f"{json.dumps(line, ensure_ascii=False)}: {json.dumps(answer)}"
            for line, answer in found.items()
        )
        EXPECTED.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")
    assert found == json.loads(EXPECTED.read_text("utf-8"))
    recall, precision = figures(answers)
    assert recall >= LEAST
    assert precision >= LEAST
    documented = DOCUMENTATION.read_text("utf-8").splitlines()
    assert [row for row in table(answers) if row not in documented] == []


def test_judgements_name_posts_of_the_set_and_no_query_comes_twice():
    names = {post.name for post in written_posts()}
    queries = judged_queries()
    assert len(names) == len(written_posts()) == 185
    assert len({query.line for query in queries}) == len(queries) >= 140
    for query in queries:
        assert {*query.answers, *query.strangers} <= names, query
        assert not set(query.answers) & set(query.strangers), query
