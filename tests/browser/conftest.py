"""A real browser before the real site."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.live_site import LiveSite
from tests.waiting import PATIENCE

CHROMIUM = shutil.which("chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 800}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what lies in this folder; without a browser, skip it with one clear line."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="no chromium on this machine"))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser, started once."""
    with sync_playwright() as playwright:
        milliseconds = 1000 * PATIENCE
        expect.set_options(timeout=milliseconds)
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=ARGUMENTS, timeout=milliseconds
        )
        yield browser
        browser.close()


def patient_context(chromium: Browser, **options: Any) -> BrowserContext:
    """Return a context of its own for a visitor, who waits as long as a busy machine takes."""
    context = chromium.new_context(**options)
    context.set_default_timeout(1000 * PATIENCE)
    return context


@pytest.fixture(scope="session")
def demo_site(static_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSite]:
    """The real site with the demo content, one for all browser tests."""
    site = LiveSite(
        folder=tmp_path_factory.mktemp("browser"), static_root=static_root, environment={}
    )
    site.prepare()
    site.manage("load_demo")
    site.start()
    yield site
    site.remove()


@pytest.fixture
def open_page(chromium: Browser, demo_site: LiveSite) -> Iterator[Callable[..., Page]]:
    """Open pages of the demo site: `open_page("/", **options of the browser context)`.

    What the browser complains about in its console fails the test at its end, and so does a
    request to another site.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def note_request(url: str) -> None:
        if not url.startswith((demo_site.url, "data:", "blob:", "about:")):
            complaints.append(f"request to {url}")

    def open_page(path: str, **options: object) -> Page:
        context = patient_context(chromium, base_url=demo_site.url, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
        page.on("request", lambda request: note_request(request.url))
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    unexpected = [text for text in complaints if "status of 4" not in text]
    assert not unexpected


@pytest.fixture(scope="session")
def article_path(demo_site: LiveSite) -> str:
    """The path of a demo article with tags, a list and a heading."""
    code = (
        "from boards.posts.models import Post;"
        "posts = Post.objects.filter(body__contains='<h2>', tags__isnull=False);"
        "print(posts.newest_first()[3].get_absolute_url())"
    )
    return demo_site.run_python(code).strip()


@pytest.fixture(scope="session")
def board_path(demo_site: LiveSite) -> str:
    """The path of the demo's fullest board."""
    return "/boards/talk-talk/"


def expect_signed_in(page: Page, sign_out: str = "Sign out") -> None:
    """Look into the account menu for the button that ends the session, and close it again."""
    menu = page.locator(".account")
    menu.locator("summary").click()
    expect(menu.get_by_role("button", name=sign_out, exact=True)).to_be_visible()
    menu.locator("summary").click()
