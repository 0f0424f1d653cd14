"""How well names from abroad, forms of verbs, mistakes and compounds are found over other texts.

`relevance/town/` has the posts and the queries; each query went to one of two parts by a hash, and
one part was not looked at while the search was tuned. All other judged posts are there too. The
answers in their order are in `town/expected.json`, for SQLite and PostgreSQL alike;
RELEVANCE_WRITE=1 writes it anew.
"""

import pytest

from tests.search.relevance.judging import figures
from tests.search.relevance.reading import FOLDER
from tests.search.test_relevance_of_daily_life import POSTS, judged_answers, lengths_of_parts

TOWN = (*POSTS, "town/posts.txt")
TUNED, HELD_OUT = "town/queries.txt", "town/held_out.txt"
EXPECTED = FOLDER / "town/expected.json"
LEAST = 0.9


@pytest.mark.django_db
def test_other_spellings_and_forms_are_found_and_little_else() -> None:
    answers = judged_answers(TOWN, (TUNED, HELD_OUT), EXPECTED)
    for of_part in answers.values():
        assert min(figures(of_part)) >= LEAST


def test_the_parts_have_the_same_kinds_and_no_query_in_common() -> None:
    assert sum(lengths_of_parts(TUNED, HELD_OUT)) >= 120
