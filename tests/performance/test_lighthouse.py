"""What `make lighthouse` says and writes; Lighthouse itself judges a real site."""

from pathlib import Path

from benchmarks import lighthouse
from benchmarks.documents.lighthouse import SECTION, FailedAudit, as_text, score_from
from benchmarks.documents.tables import DOCUMENT

FIGURES = {
    "first-contentful-paint": 1063.2,
    "largest-contentful-paint": 1070.0,
    "total-blocking-time": 8.0,
    "speed-index": 1100.0,
    "cumulative-layout-shift": 0.0,
    "total-byte-weight": 15_872,
}


def said(**audits: dict) -> dict:
    """A report of Lighthouse, as far as it is read."""
    figures = {
        name: {"title": name, "score": 1, "numericValue": value} for name, value in FIGURES.items()
    }
    requests = {"title": "Requests", "score": None, "details": {"items": [{}, {}, {}, {}]}}
    parts = {"performance": [], "accessibility": [], "best-practices": []}
    scores = {name: {"score": 1, "auditRefs": part} for name, part in parts.items()}
    crawlable = {"id": "is-crawlable", "weight": 4.04}
    return {
        "lighthouseVersion": "12.8.2",
        "audits": {**figures, "network-requests": requests, **audits},
        "categories": {**scores, "seo": {"score": 0.63, "auditRefs": [crawlable]}},
    }


HIDDEN = {"title": "Page is blocked from indexing", "score": 0}
ADVICE = {"title": "Render blocking requests", "score": 0.5}
FINE = {"title": "Document has a title", "score": 1}


def test_a_machine_without_lighthouse_is_told_what_to_install(monkeypatch, capsys):
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("LIGHTHOUSE", raising=False)
    assert lighthouse.main([]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "npm install --global lighthouse" in line


def test_a_machine_without_chromium_is_told_what_to_install(monkeypatch, capsys, tmp_path):
    (tmp_path / "lighthouse").touch(mode=0o755)
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("LIGHTHOUSE", str(tmp_path / "lighthouse"))
    monkeypatch.delenv("CHROME_PATH", raising=False)
    assert lighthouse.main([]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "apt-get install chromium" in line


def test_audits_that_are_not_green_are_told_with_their_weight():
    report = said(**{"is-crawlable": HIDDEN, "render-blocking": ADVICE, "document-title": FINE})
    score = score_from(report, page="search", preset="mobile")
    assert (score.performance, score.seo, score.requests) == (100, 63, 4)
    assert score.failed == [
        FailedAudit("is-crawlable", "Page is blocked from indexing", 0, 4.04),
        FailedAudit("render-blocking", "Render blocking requests", 0.5, 0),
    ]


def test_the_table_replaces_the_one_between_its_own_marks(tmp_path):
    report = said(**{"is-crawlable": HIDDEN, "render-blocking": ADVICE})
    score = score_from(report, page="search", preset="mobile")
    document = tmp_path / "performance.md"
    begin, end = SECTION.begin, SECTION.end
    document.write_text(f"Before\n{begin}\nold\n{end}\nAfter\n")
    for _ in range(2):
        SECTION.write(as_text([score]), file=document)
    text = document.read_text()
    assert text.startswith("Before\n") and text.endswith("\nAfter\n")
    assert "old" not in text
    line = "| search | mobile | 100 | 100 | 100 | 63 | 1063 | 1070 | 8 | 0.000 | 15.5 | 4 "
    assert text.count(f"{line}| `is-crawlable` | `render-blocking` |") == 1


def test_the_document_of_the_project_has_the_marks():
    text = Path(DOCUMENT).read_text()
    assert text.count(SECTION.begin) == text.count(SECTION.end) == 1
