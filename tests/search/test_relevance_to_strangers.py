"""How well somebody who does not know how the search works finds posts that are not of its author.

`relevance/asked/` has the posts and the queries, written by a hand that had not seen the search;
each query went to one of two parts by a hash, and one part was not looked at while the search was
tuned. The answers in their order are in `asked/expected.json`, for SQLite and PostgreSQL alike;
RELEVANCE_WRITE=1 writes it anew.
"""

import pytest

from tests.search.relevance.judging import figures
from tests.search.relevance.reading import FOLDER
from tests.search.test_relevance_of_daily_life import judged_answers, lengths_of_parts

POSTS = ("asked/posts.txt",)
TUNED, HELD_OUT = "asked/queries.txt", "asked/held_out.txt"
EXPECTED = FOLDER / "asked/expected.json"
LEAST = 0.85


@pytest.mark.django_db
def test_what_strangers_ask_is_found_and_little_else() -> None:
    answers = judged_answers(POSTS, (TUNED, HELD_OUT), EXPECTED)
    for of_part in answers.values():
        assert min(figures(of_part)) >= LEAST


def test_the_parts_have_the_same_kinds_and_no_query_in_common() -> None:
    assert sum(lengths_of_parts(TUNED, HELD_OUT)) == 170
