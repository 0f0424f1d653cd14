"""What Lighthouse said: an object for each page and preset, and the table of `make lighthouse`."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Any

from benchmarks.documents.tables import Column, Section, columns_of, table

SECTION = Section(
    results="lighthouse.json",
    begin="<!-- figures of make lighthouse -->",
    end="<!-- end of the figures of lighthouse -->",
)
PASSED = 0.9  # the score from which Lighthouse itself shows an audit in green
SCORES = ("performance", "accessibility", "best_practices", "seo")  # its categories, with hyphens
# What Lighthouse calls the audits whose figures are stored.
FIGURES = {
    "fcp_ms": "first-contentful-paint",
    "lcp_ms": "largest-contentful-paint",
    "tbt_ms": "total-blocking-time",
    "speed_index_ms": "speed-index",
    "cls": "cumulative-layout-shift",
}


@dataclass(frozen=True)
class FailedAudit:
    """An audit that is not green; `id` and `title` are Lighthouse's own."""

    id: str
    title: str
    score: float  # 0 to 1
    weight: float  # in the scores of the page; 0 for advice, which takes nothing from them


def _names(audits: Iterable[FailedAudit]) -> str:
    return ", ".join(f"`{audit.id}`" for audit in audits)


def _costing(row: "PageScore") -> str:
    return _names(audit for audit in row.failed if audit.weight)


def _advising(row: "PageScore") -> str:
    return _names(audit for audit in row.failed if not audit.weight)


@dataclass(frozen=True)
class PageScore:
    """What Lighthouse said of one page; scores are of 100."""

    page: Annotated[str, Column("page")]  # `home`, `list`, `board`, `article` or `search`
    # `mobile`, a slow phone on a slow network, or `desktop`; both are simulated.
    preset: Annotated[str, Column("preset")]
    performance: Annotated[int, Column("performance", "d")]
    accessibility: Annotated[int, Column("accessibility", "d")]
    best_practices: Annotated[int, Column("best practices", "d")]
    seo: Annotated[int, Column("SEO", "d")]
    fcp_ms: Annotated[float, Column("FCP ms", ".0f")]  # first paint
    lcp_ms: Annotated[float, Column("LCP ms", ".0f")]  # largest paint
    tbt_ms: Annotated[float, Column("TBT ms", ".0f")]  # blocked time
    speed_index_ms: float
    cls: Annotated[float, Column("CLS", ".3f")]  # layout shift, without a unit
    # Sent over the network for the page and all its files.
    bytes: Annotated[int, Column("KB", "KiB")]
    requests: Annotated[int, Column("requests", "d")]
    failed: Annotated[
        list[FailedAudit], Column("costs points", cell=_costing), Column("advice", cell=_advising)
    ]
    lighthouse: str  # the version


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
    scores = {name: round(categories[name.replace("_", "-")]["score"] * 100) for name in SCORES}
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
        f"advice without weight.\n\n{table(columns_of(PageScore), rows)}"
    )
