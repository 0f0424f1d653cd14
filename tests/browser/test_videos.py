"""Videos of other sites: nobody is asked for anything before the play button is pressed."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import PHONE, patient_context
from tests.live_site import LiveSite

ADDRESS = "https://youtu.be/dQw4w9WgXcQ?t=30"
VIOLATIONS = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.violations.push(`${event.violatedDirective} ${event.blockedURI}`);
});
"""


@pytest.fixture(scope="module")
def path(demo_site: LiveSite) -> str:
    """The path of a post with a video."""
    code = (
        "from boards.models import Board;"
        "from boards.members.models import Member;"
        "from boards.posts.text.plain_markup import markup_of;"
        "from boards.posts.writing.actions.publish_post import publish_post;"
        "author = Member.objects.create_user('viewer1', email='viewer1@example.com');"
        "board = Board.objects.get(slug='talk-talk');"
        f"body = markup_of('앞' + chr(10) * 2 + '{ADDRESS}' + chr(10) * 2 + '뒤');"
        "post = publish_post(board=board, author=author, title='영상', body=body);"
        "print('path=' + post.get_absolute_url())"
    )
    return demo_site.run_python(code).split("path=")[1].strip()


@pytest.fixture
def watch(
    chromium: Browser, demo_site: LiveSite, path: str
) -> Iterator[Callable[..., tuple[Page, list[str]]]]:
    """Open the post; other sites are answered by this test, and their addresses noted."""
    contexts = []

    def watch(**options: object) -> tuple[Page, list[str]]:
        context = patient_context(chromium, base_url=demo_site.url, locale="en", **options)
        contexts.append(context)
        asked: list[str] = []

        def answer(route: Route) -> None:
            if route.request.url.startswith(demo_site.url):
                route.continue_()
                return
            asked.append(route.request.url)
            route.fulfill(content_type="text/html", body="<p>player</p>")

        context.route("**/*", answer)
        context.add_init_script(VIOLATIONS)
        page = context.new_page()
        page.goto(path)
        page.wait_for_load_state("networkidle")
        return page, asked

    yield watch
    for context in contexts:
        context.close()


def test_nothing_is_asked_before_the_click_and_the_player_after_it(watch, tmp_path: Path) -> None:
    page, asked = watch(viewport=PHONE)
    button = page.get_by_role("button", name="Play the video")
    expect(button).to_be_visible()
    box = button.bounding_box()
    button.scroll_into_view_if_needed()
    button.hover()
    page.wait_for_load_state("networkidle")
    assert asked == []
    button.focus()
    page.keyboard.press("Enter")
    frame = page.locator("iframe")
    expect(page.frame_locator("iframe").get_by_text("player")).to_be_visible()
    player = "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1&rel=0&start=30"
    assert asked == [player]
    assert page.evaluate("window.violations") == []
    assert page.evaluate("document.activeElement.tagName") == "IFRAME"
    assert frame.get_attribute("title") == "YouTube video"
    assert frame.get_attribute("referrerpolicy") == "strict-origin-when-cross-origin"
    assert frame.get_attribute("allowfullscreen") is not None
    # What stands below does not move.
    assert frame.bounding_box()["height"] == pytest.approx(box["height"], abs=1)
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_without_javascript_the_card_is_a_link(watch) -> None:
    page, asked = watch(java_script_enabled=False)
    link = page.get_by_role("link", name="Play the video")
    expect(link).to_be_visible()
    assert link.get_attribute("href") == ADDRESS
    assert asked == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(watch, scheme: str) -> None:
    page, _ = watch(viewport=PHONE, color_scheme=scheme)
    page.get_by_role("button", name="Play the video").wait_for()
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
