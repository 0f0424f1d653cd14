"""How well answers fit what was judged: recall and precision of the first ten."""

from collections.abc import Sequence
from statistics import mean

from tests.search.relevance.reading import JudgedQuery

FIRST = 10


def recall(query: JudgedQuery, answer: Sequence[str]) -> float:
    """Return the share of the posts that should come back, or of ten of them, that do."""
    wanted = min(FIRST, len(query.answers))
    return _right(query, answer) / wanted if wanted else 1.0


def precision(query: JudgedQuery, answer: Sequence[str]) -> float:
    """Return the share of the first ten that answer the query.

    An empty answer is right for a query that nothing answers, and wrong for every other.
    """
    shown = len(answer[:FIRST])
    return _right(query, answer) / shown if shown else float(not query.answers)


def figures(answers: Sequence[tuple[JudgedQuery, Sequence[str]]]) -> tuple[float, float]:
    """Return mean recall and precision: each query counts the same, however much it finds."""
    return (
        mean(recall(query, answer) for query, answer in answers),
        mean(precision(query, answer) for query, answer in answers),
    )


def table(answers: Sequence[tuple[JudgedQuery, Sequence[str]]]) -> list[str]:
    """Return the rows of the table in docs/search.md: one for each kind of query, then all."""
    kinds = dict.fromkeys(query.kind for query, _ in answers)
    rows = [_row(kind, [pair for pair in answers if pair[0].kind == kind]) for kind in kinds]
    return [*rows, _row("**all**", answers)]


def _row(name: str, answers: Sequence[tuple[JudgedQuery, Sequence[str]]]) -> str:
    recalled, precise = figures(answers)
    return f"| {name} | {len(answers)} | {recalled:.3f} | {precise:.3f} |"


def _right(query: JudgedQuery, answer: Sequence[str]) -> int:
    return len(set(answer[:FIRST]) & set(query.answers))
