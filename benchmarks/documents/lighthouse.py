"""What Lighthouse said: an object for each page and preset, and the table of `make lighthouse`."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from benchmarks.documents.tables import Columns, Section, table

SECTION = Section(
    results="lighthouse.json",
    begin="<!-- figures of make lighthouse -->",
    end="<!-- end of the figures of lighthouse -->",
)
PASSED = 0.9  # the score from which Lighthouse itself shows an audit in green
# What Lighthouse calls the categories and the audits whose figures are kept.
SCORES = {
    "performance": "performance",
    "accessibility": "accessibility",
    "best_practices": "best-practices",
    "seo": "seo",
}
FIGURES = {
    "fcp_ms": "first-contentful-paint",
    "lcp_ms": "largest-contentful-paint",
    "tbt_ms": "total-blocking-time",
    "speed_index_ms": "speed-index",
    "cls": "cumulative-layout-shift",
}


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


def _names(audits: Iterable[FailedAudit]) -> str:
    return ", ".join(f"`{audit.id}`" for audit in audits)


COLUMNS: Columns = {
    "page": "{row.page}",
    "preset": "{row.preset}",
    "performance": "{row.performance:d}",
    "accessibility": "{row.accessibility:d}",
    "best practices": "{row.best_practices:d}",
    "SEO": "{row.seo:d}",
    "FCP ms": "{row.fcp_ms:.0f}",
    "LCP ms": "{row.lcp_ms:.0f}",
    "TBT ms": "{row.tbt_ms:.0f}",
    "CLS": "{row.cls:.3f}",
    "KB": "{row.bytes:KiB}",
    "requests": "{row.requests:d}",
    "costs points": lambda row: _names(audit for audit in row.failed if audit.weight),
    "advice": lambda row: _names(audit for audit in row.failed if not audit.weight),
}


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

    scores = {name: round(categories[key]["score"] * 100) for name, key in SCORES.items()}
    figures = {name: round(audits[key]["numericValue"], 3) for name, key in FIGURES.items()}
    return PageScore(
        page=page,
        preset=preset,
        **scores,
        **figures,
        bytes=int(audits["total-byte-weight"]["numericValue"]),
        requests=len(audits["network-requests"]["details"]["items"]),
        failed=[
            FailedAudit(name, audit["title"], audit["score"], weights.get(name, 0))
            for name, audit in audits.items()
            if audit["score"] is not None and audit["score"] < PASSED
        ],
        lighthouse=said["lighthouseVersion"],
    )


def as_text(scores: Iterable[PageScore]) -> str:
    """Return the table in Markdown."""
    rows = list(scores)
    versions = ", ".join(sorted({row.lighthouse for row in rows}))
    return (
        f"Lighthouse {versions}. Scores are of 100; audits that are not green cost points, or are "
        f"advice without weight.\n\n{table(COLUMNS, rows)}"
    )
