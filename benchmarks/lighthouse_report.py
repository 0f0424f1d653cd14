"""Writes what Lighthouse said: an object for each page and preset, and a table for people."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.document import DOCUMENT, put_between
from benchmarks.report import KIB

BEGIN, END = "<!-- figures of make lighthouse -->", "<!-- end of the figures of lighthouse -->"
PASSED = 0.9  # the score from which Lighthouse itself shows an audit in green


@dataclass(frozen=True)
class FailedAudit:
    """An audit that is not green.

    Attributes:
        id, title: Lighthouse's own.
        score: 0 to 1.
        weight: in the scores of the page; 0 for advice, which takes nothing from them.
    """

    id: str
    title: str
    score: float
    weight: float


@dataclass(frozen=True)
class PageScore:
    """What Lighthouse said of one page.

    Attributes:
        page: `list`, `article` or `search`.
        preset: `mobile`, a slow phone on a slow network, or `desktop`; both are simulated.
        performance, accessibility, best_practices, seo: 0 to 100.
        fcp_ms, lcp_ms, tbt_ms, speed_index_ms: first and largest paint, blocked time, speed index.
        cls: layout shift, without a unit.
        bytes: sent over the network for the page and all its files.
        lighthouse: the version.
    """

    page: str
    preset: str
    performance: int
    accessibility: int
    best_practices: int
    seo: int
    fcp_ms: float
    lcp_ms: float
    tbt_ms: float
    speed_index_ms: float
    cls: float
    bytes: int
    requests: int
    failed: list[FailedAudit]
    lighthouse: str


def score_from(said: dict[str, Any], *, page: str, preset: str) -> PageScore:
    """Read Lighthouse's report, its JSON as a dict.

    Raises:
        KeyError: when the report lacks a score or a figure.
    """
    audits, categories = said["audits"], said["categories"]
    weights = {
        part["id"]: part["weight"]
        for category in categories.values()
        for part in category["auditRefs"]
    }

    def value(name: str) -> float:
        return round(audits[name]["numericValue"], 3)

    def score(name: str) -> int:
        return round(categories[name]["score"] * 100)

    return PageScore(
        page=page,
        preset=preset,
        performance=score("performance"),
        accessibility=score("accessibility"),
        best_practices=score("best-practices"),
        seo=score("seo"),
        fcp_ms=value("first-contentful-paint"),
        lcp_ms=value("largest-contentful-paint"),
        tbt_ms=value("total-blocking-time"),
        speed_index_ms=value("speed-index"),
        cls=value("cumulative-layout-shift"),
        bytes=int(value("total-byte-weight")),
        requests=len(audits["network-requests"]["details"]["items"]),
        failed=[
            FailedAudit(
                id=name,
                title=audit["title"],
                score=audit["score"],
                weight=weights.get(name, 0),
            )
            for name, audit in audits.items()
            if audit["score"] is not None and audit["score"] < PASSED
        ],
        lighthouse=said["lighthouseVersion"],
    )


def write_document(scores: Sequence[PageScore], *, file: Path = DOCUMENT) -> None:
    """Put the table between the marks of the document.

    Raises:
        ValueError: when it has no marks.
    """
    put_between(BEGIN, END, as_text(scores), file=file)


def as_text(scores: Iterable[PageScore]) -> str:
    """Return the table in Markdown."""
    rows = list(scores)
    versions = ", ".join(sorted({row.lighthouse for row in rows}))
    lines = [
        f"Lighthouse {versions}. Scores are of 100; audits that are not green cost points, or are "
        "advice without weight.\n",
        "| page | preset | performance | accessibility | best practices | SEO | FCP ms | LCP ms "
        "| TBT ms | CLS | KB | requests | costs points | advice |",
        "|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|---|---|",
        *map(_line, rows),
    ]
    return "\n".join(lines) + "\n"


def _line(row: PageScore) -> str:
    cells = [
        row.page,
        row.preset,
        *map(str, (row.performance, row.accessibility, row.best_practices, row.seo)),
        *(f"{value:.0f}" for value in (row.fcp_ms, row.lcp_ms, row.tbt_ms)),
        f"{row.cls:.3f}",
        f"{row.bytes / KIB:.1f}",
        str(row.requests),
        _names(audit for audit in row.failed if audit.weight),
        _names(audit for audit in row.failed if not audit.weight),
    ]
    return f"| {' | '.join(cells)} |"


def _names(audits: Iterable[FailedAudit]) -> str:
    return ", ".join(f"`{audit.id}`" for audit in audits)
