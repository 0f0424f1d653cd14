"""What several nodes must agree on: they are checked one by one, and through nginx."""

import json
import secrets
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

from benchmarks.servers import fetch
from benchmarks.site import HOST, PROJECT, call_inside, shell

VIEWS_OF = "benchmarks.inside.nodes.views_of"
READERS = 900
READERS_AT_ONCE = 16
ROUNDS = 30  # of a draft that is saved on one node and read on the next
SECONDS_TO_SHOW = 15
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
HEADERS = {
    "Host": HOST,
    "Accept-Language": "en",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-For": "203.0.113.7, 127.0.0.1",
}


class CheckFailed(RuntimeError):
    """The nodes do not agree; says on what."""


@dataclass
class Browser:
    """One visitor, whatever node answers."""

    cookies: dict[str, str] = field(default_factory=dict)
    agent: str = BROWSER

    def open(self, url: str, path: str, form: Mapping[str, str] | None = None) -> tuple[int, str]:
        """Open a page of a node, or send a form to it; return the status and the page."""
        headers, body = {**HEADERS, "User-Agent": self.agent}, None
        if form is not None:
            self.cookies["csrftoken"] = token = secrets.token_hex(16)
            body = urlencode({**form, "csrfmiddlewaretoken": token})
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            headers["Origin"] = f"https://{HOST}"
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        port = urlsplit(url).port or 80
        status, page, response_headers = fetch(port, path, headers=headers, form=body, within=30)
        for line in response_headers.get_all("Set-Cookie") or []:
            self.cookies.update({name: one.value for name, one in SimpleCookie(line).items()})
        return status, page


def checked(
    nodes: Sequence[str], *, through: str, environment: Mapping[str, str]
) -> dict[str, float]:
    """Check three nodes, by their URLs and through that of nginx, and return the figures of it.

    Raises CheckFailed at the first thing that is wrong.
    """
    handle, password = f"walker{secrets.token_hex(4)}", secrets.token_urlsafe(12)
    make_member = "benchmarks.inside.nodes.make_member"
    made = call_inside(make_member, handle, password, environment=environment)
    member = Browser()
    _sign_in(member, nodes, handle, password, own_page=f"/members/{made['member']}/")
    _drafts(member, nodes, board=made["board"], slug=made["slug"])
    seconds = _comment(member, nodes, post=made["post"])
    _views(made["post"], through=through, environment=environment)
    return {
        "sessions_on_other_nodes": len(nodes) - 1,
        "drafts_read_on_another_node": ROUNDS,
        "views_of_distinct_readers": READERS,
        "views_added": READERS,
        "seconds_until_guests_of_all_nodes_see_a_comment": round(seconds, 2),
    }


def _sign_in(
    member: Browser, nodes: Sequence[str], handle: str, password: str, *, own_page: str
) -> None:
    status, _ = member.open(nodes[0], "/accounts/login/", {"login": handle, "password": password})
    _must(status == HTTPStatus.FOUND, f"signing in on one node answered {status}")
    for node in nodes:
        _, page = member.open(node, "/")
        _must(own_page in page, "a session of one node is unknown on another")


def _drafts(member: Browser, nodes: Sequence[str], *, board: int, slug: str) -> None:
    version = 0
    for turn in range(ROUNDS):
        title = f"draft {turn} {secrets.token_hex(4)}"
        form = {"title": title, "draft_version": str(version)}
        status, said = member.open(nodes[turn % len(nodes)], f"/drafts/new:{board}/", form)
        _must(status == HTTPStatus.OK, f"saving a draft answered {status}: {said[:200]}")
        version = json.loads(said)["version"]
        _, page = member.open(nodes[(turn + 1) % len(nodes)], f"/boards/{slug}/write/")
        _must(title in page, "a draft that one node saved is not on another")


def _comment(member: Browser, nodes: Sequence[str], *, post: int) -> float:
    """Return the seconds until guests of every node see what was written on one."""
    guest, path = Browser(), f"/posts/{post}/"
    for node in nodes:
        guest.open(node, path)  # a cached page
    text = f"said {secrets.token_hex(4)}"
    member.open(nodes[0], f"/posts/{post}/comments/", {"text": text})
    began = time.monotonic()
    _, page = member.open(nodes[1], path)
    _must(text in page, "a member does not see on one node what was written on another")
    while not all(text in guest.open(node, path)[1] for node in nodes):
        _must(time.monotonic() < began + SECONDS_TO_SHOW, "a comment does not show")
        time.sleep(0.02)
    return time.monotonic() - began


def _views(post: int, *, through: str, environment: Mapping[str, str]) -> None:
    """Let readers come, some twice, while three more processes roll up as the nodes do."""
    # The total of the post, and the sum of its days.
    shown = partial(call_inside, VIEWS_OF, post, environment=environment)
    before = shown()
    agents = [f"{BROWSER} {secrets.token_hex(6)}" for _ in range(READERS)]

    def read(agent: str) -> int:
        return Browser(agent=agent).open(through, f"/posts/{post}/")[0]

    with _rolling_up(environment), ThreadPoolExecutor(READERS_AT_ONCE) as readers:
        statuses = set(readers.map(read, [*agents, *agents[: READERS // 3]]))
    _must(statuses == {HTTPStatus.OK}, f"articles answered {statuses}")
    expected = [views + READERS for views in before]
    deadline = time.monotonic() + SECONDS_TO_SHOW
    while (now := shown()) != expected and time.monotonic() < deadline:
        time.sleep(0.5)
    _must(now == expected, f"{READERS} views made {before} to {now}")
    time.sleep(2)
    _must(shown() == expected, "views were added twice")


@contextmanager
def _rolling_up(environment: Mapping[str, str]) -> Iterator[None]:
    command = shell("from benchmarks.inside.nodes import roll_up; roll_up()")
    rolling = [subprocess.Popen(command, cwd=PROJECT, env=environment) for _ in range(3)]
    try:
        yield
    finally:
        for process in rolling:
            _must(process.wait(timeout=120) == 0, "a roll-up failed")


def _must(holds: bool, otherwise: str) -> None:
    if not holds:
        raise CheckFailed(otherwise)
