"""Makes the pictures of docs/moderation.md from the demo content: `make pictures`."""

import json
import os
import secrets
import sys
import tempfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.environment import ENVIRONMENT, SQLITE_URL
from tests.migrated_database import open_folder, remove_folder

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "images"
SIZE = {"width": 360, "height": 720}
GAP, PAPER = 24, (214, 220, 230)  # between the Korean page and the English one
COLOURS = 128

PREPARE = """
import json
from datetime import timedelta
from django.test import Client
from django.utils import timezone
from boards.models import Board
from boards.members.models import Member
from boards.moderation.sanctions.actions.sanction_member import sanction_member
from boards.moderation.sanctions.giving import Terms
from boards.posts.models import Post
from boards.posts.moderation.actions.delete_post import delete_post
from boards.posts.moderation.actions.hide_post import hide_post
from boards.posts.notices.actions.pin_notice import pin_notice

moderator = Member.objects.get(handle="moderator")
board = Board.objects.moderated_by(moderator).first()
posts = list(Post.objects.published().filter(board=board, notice=None).newest_first()[4:9])
pin_notice(post=posts[0], by=moderator)
pin_notice(post=posts[1], by=moderator, must_read=True)
hide_post(post=posts[2], by=moderator, reason="광고")
delete_post(post=posts[3], by=moderator)
sanction_member("silence", member=posts[4].author, by=moderator,
    terms=Terms(reason="같은 광고를 여러 번 올림", board=board,
        ends_at=timezone.now() + timedelta(days=3)))
client = Client()
client.force_login(moderator, "boards.members.backends.MemberBackend")
print(json.dumps({"session": client.cookies["sessionid"].value, "board": board.slug,
    "member": posts[4].author.pk, "post": posts[4].get_absolute_url()}))
"""


class Picture(NamedTuple):
    """A page of the handbook; `show` brings what it is about into view."""

    name: str
    path: str
    show: Callable[[Page], None] = lambda page: None
    is_of_guest: bool = False


def open_panel(page: Page) -> None:
    """Open what moderators do to a post, and scroll to it."""
    page.locator(".moderation > summary").first.click()
    page.locator(".moderation").first.evaluate("each => each.scrollIntoView()")


PICTURES = (
    Picture("queue", "/moderation/"),
    Picture("post", "{post}", open_panel),
    Picture("notices", "/boards/{board}/notices/"),
    Picture("sanctions", "/moderation/members/{member}/"),
    Picture("trash", "/moderation/trash/"),
    Picture("log", "/moderation/log/"),
    Picture("takedown", "/report/", is_of_guest=True),
)


def make_pictures(folder: Path) -> None:
    """Write every picture into a folder, the Korean page on its left."""
    from tests.browser.conftest import ARGUMENTS, CHROMIUM
    from tests.live_site import LiveSite, collected_static_files

    work = Path(tempfile.mkdtemp())
    site = LiveSite(folder=work, static_root=collected_static_files(work / "s"), environment={})
    try:
        site.prepare()
        site.manage("load_demo")
        known = json.loads(site.run_python(PREPARE))
        site.start()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            for picture in PICTURES:
                shots = [shot(browser, site.url, picture, known, code) for code in ("ko", "en")]
                side_by_side(shots).save(folder / f"moderation-{picture.name}.png", optimize=True)
                sys.stdout.write(f"{picture.name}\n")
            browser.close()
    finally:
        site.remove()


def shot(
    browser: Browser, url: str, picture: Picture, known: dict[str, str], code: str
) -> Image.Image:
    """Return what a phone shows of a page in a language."""
    context = browser.new_context(base_url=url, viewport=SIZE, locale=code, color_scheme="light")
    if not picture.is_of_guest:
        context.add_cookies([{"name": "sessionid", "value": known["session"], "url": url}])
    page = context.new_page()
    page.goto(picture.path.format(**known))
    picture.show(page)
    content = page.screenshot()
    context.close()
    return Image.open(BytesIO(content)).convert("RGB")


def side_by_side(shots: list[Image.Image]) -> Image.Image:
    """Return two pictures as one of few colours."""
    left, right = shots
    both = Image.new("RGB", (left.width + GAP + right.width, left.height), PAPER)
    both.paste(left, (0, 0))
    both.paste(right, (left.width + GAP, 0))
    return both.quantize(COLOURS)


if __name__ == "__main__":
    os.environ.update(ENVIRONMENT)
    os.environ["SECRET_KEY"] = secrets.token_urlsafe(50)
    os.environ["DATABASE_URL"] = SQLITE_URL
    os.environ["FORUM_TESTS_ENVIRONMENT"] = "sqlite"
    open_folder()
    try:
        make_pictures(FOLDER)
    finally:
        remove_folder()
