"""Saved pages for tests, of our own writing and in the shapes of the real ones."""

from pathlib import Path

import pytest

# Somebody else's text: it stays outside of the project and is used where it is at hand.
REAL_PAGE = Path(__file__).resolve().parents[3] / "shared" / "seed-article-page.txt"

BYLINE = "By hoxxxxx Posted: 2025-01-27 21:05:09"
BODY = """\
▶ 보증금은 사진으로 지킨다
▶ 통보는 글로 남긴다

▶ 마지막 점검은 함께

\u00a0

첫 집을 비우던 날, 집주인은 \\"청소비\\"라며 절반을 떼었다. <b>굵게</b> & 억울하게.

▲사진부터 찍는다
자세한 것은 https://example.com/deposit?a=1&b=2에 있다.
둘째 줄은 \\'같은 문단\\'이다.

\u00a0
"""
NOTICES = [("처음 오신 분은 \\'인사\\' 먼저", "09/03/2024"), ("구인 글의 약속", "02/12/2021")]
ROWS = [
    ("동네 빵집이 \\'새벽 네 시\\'에 여는 까닭", "Talk & Talk", "1281"),
    ("취업비자 인터뷰 후기", "Visa,Green Card,Citizenship", "3841"),
    ('공항 국수의 \\"비밀\\"', "Travel & Food", "1470"),
    ("눈 치우는 순서", "Talk & Talk", "0"),
    ("1099를 처음 받은 해", "Tax & Salary", "12,345"),
    ("마스크를 다시 꺼내며", "Live Updates (COVID-19, etc.)", "２４３２"),
    ("이직하고 일주일", "Job & Work Life", "6551"),
    ("북클럽 같이 하실 분 🙂", "U.S. Life & Tips", "2424"),
    ("눈 치우는 순서", "Talk & Talk", "77"),
]
VIEWS = [1281, 3841, 1470, 0, 12345, 2432, 6551, 2424, 77]


def saved_page(
    *,
    title: str = "보증금 \\'전액\\'을 돌려받은 이야기",
    byline: str = BYLINE,
    body: str = BODY,
    source: str = "출처 : 동네 \\'소식지\\'",
    heading: str = "Title View",
    notices: list[tuple[str, str]] | None = None,
    rows: list[tuple[str, str, str]] | None = None,
) -> str:
    """Return a saved page; every part can be replaced."""
    lines = [title, byline, "", body, source, "", "\u00a0", heading]
    for name, date in NOTICES if notices is None else notices:
        lines += [f"[공지] {name}", date]
    for row in ROWS if rows is None else rows:
        lines += row
    return "\n".join(lines)


def pages_at_hand() -> list[object]:
    """Return our page, and the real one where it lies beside the project."""
    pages = [pytest.param(saved_page(), id="ours")]
    if REAL_PAGE.is_file():
        pages.append(pytest.param(REAL_PAGE.read_text(encoding="utf-8"), id="real"))
    return pages
