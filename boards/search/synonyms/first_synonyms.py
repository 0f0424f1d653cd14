"""The synonyms that a new site begins with: what Korean-Americans call things in two languages.

`>` at the end of a line says that the first word finds the others, and they not it. Left out are
words that are far more often something else: 미 alone, 주 for state, 학교 for college.

A name of Hangul is found inside longer words too. One that others begin or end with only finds,
and is not found: 라테 finds latte, which does not find 소크라테스. What has two parts of two
syllables or more is written together, as that is found apart as well: 세금보고, 세금 보고.
"""

from boards.search.synonyms.tables import (
    brands,
    everyday,
    health_and_school,
    home_and_car,
    money_and_work,
    offices,
    people,
    places,
    things,
)

SUBJECTS = (
    places,
    people,
    brands,
    offices,
    money_and_work,
    home_and_car,
    health_and_school,
    things,
    everyday,
)


def first_synonyms() -> list[tuple[str, bool]]:
    """Return the words of each group, and whether they count one way only."""
    lines = [line for subject in SUBJECTS for line in subject.TABLE.strip().splitlines()]
    return [(line.removesuffix(" >"), line.endswith(" >")) for line in lines]
