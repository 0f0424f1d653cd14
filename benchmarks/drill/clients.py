"""Members who write without a pause and send again what did not go through, and readers."""

import http.client
import threading
import time
import uuid
from dataclasses import dataclass, field
from urllib.parse import urlencode

from benchmarks.load import TOKEN
from benchmarks.servers import fetch
from benchmarks.site import HOST

RESPONSE_SECONDS = 40.0  # longer than gunicorn lets a worker go on
SECONDS_BEFORE_SENDING_AGAIN = 0.2
SECONDS_BETWEEN_PAGES = 0.1

_OF_THE_PROXY = {"Host": HOST, "X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.254"}


@dataclass
class Written:
    """What one member saw.

    Attributes:
        acknowledged: when the site said that a text was stored, in monotonic seconds, by text.
        lost_texts: texts that a response other than the promised one did not give back.
        strange: responses that no member should see, as a status and the beginning of the page.
    """

    acknowledged: dict[str, float] = field(default_factory=dict)
    lost_texts: list[str] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)
    unanswered: int = 0
    refused: int = 0


@dataclass
class Seen:
    """What one reader saw: `pages` that came, others as `Written` has them."""

    pages: int = 0
    refused: int = 0
    strange: list[str] = field(default_factory=list)


class Writer(threading.Thread):
    """One member: posts and comments by turns, each until the site has it.

    Args:
        number: tells the texts of writers apart.
        port: of the site, on the loopback interface.
        session: the key of the member's session.
        board: the slug of the board to write on.
        post: the id of the post to comment on.
    """

    def __init__(self, number: int, *, port: int, session: str, board: str, post: int) -> None:
        super().__init__(name=f"writer {number}", daemon=True)
        self.written = Written()
        self._number, self._port, self._session = number, port, session
        self._paths = (f"/boards/{board}/write/", f"/posts/{post}/comments/")
        self._ends = threading.Event()

    def run(self) -> None:
        """Write until it is told to end; the last text is sent until it is there, too."""
        count = 0
        while not self._ends.is_set():
            text = f"drill {self._number} {count} {uuid.uuid4().hex}"
            self._send_until_stored(text, path=self._paths[count % 2])
            count += 1

    def end(self) -> None:
        """Begin no more texts."""
        self._ends.set()

    def _send_until_stored(self, text: str, *, path: str) -> None:
        key = str(uuid.uuid4())
        form = {"csrfmiddlewaretoken": TOKEN, "submission_key": key, "text": text}
        form |= {"title": text, "body": f"{text} body"} if path.endswith("/write/") else {}
        while not self._is_stored(text, path, urlencode(form)):
            time.sleep(SECONDS_BEFORE_SENDING_AGAIN)

    def _is_stored(self, text: str, path: str, form: str) -> bool:
        try:
            status, page = self._response_to(path, form)
        except (OSError, http.client.HTTPException):
            self.written.unanswered += 1  # the browser still shows the form
            return False
        if status == http.HTTPStatus.FOUND:
            self.written.acknowledged[text] = time.monotonic()
            return True
        self.written.refused += 1
        if text not in page:
            self.written.lost_texts.append(text)
        if status != http.HTTPStatus.SERVICE_UNAVAILABLE or "<html" not in page:
            self.written.strange.append(f"{status} {page[:200]}")
        return False

    def _response_to(self, path: str, form: str) -> tuple[int, str]:
        headers = {
            "Origin": f"https://{HOST}",
            "X-Forwarded-For": f"192.0.2.{self._number + 1}",
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": f"sessionid={self._session}; csrftoken={TOKEN}",
        }
        return _fetch(self._port, path, form=form, headers=headers)


class Reader(threading.Thread):
    """Somebody who opens the front page, a board and an article by turns.

    Args:
        port: of the site, on the loopback interface.
        session: the key of a member's session; nothing for a guest.
        board: the slug of the board to open.
        post: the id of the article to open.
    """

    def __init__(self, *, port: int, session: str, board: str, post: int) -> None:
        super().__init__(name="reader", daemon=True)
        self.seen = Seen()
        self._port = port
        self._headers = {"Cookie": f"sessionid={session}"} if session else {}
        self._paths = ("/", f"/boards/{board}/", f"/posts/{post}/")
        self._ends = threading.Event()

    def run(self) -> None:
        """Read until it is told to end."""
        while not self._ends.wait(SECONDS_BETWEEN_PAGES):
            for path in self._paths:
                self._read(path)

    def end(self) -> None:
        """Open no more pages."""
        self._ends.set()

    def _read(self, path: str) -> None:
        try:
            status, page = _fetch(self._port, path, headers=self._headers)
        except (OSError, http.client.HTTPException):
            return  # the browser says so, and has a button for it
        if status == http.HTTPStatus.SERVICE_UNAVAILABLE and "<html" in page:
            self.seen.refused += 1
        elif status == http.HTTPStatus.OK:
            self.seen.pages += 1
        else:
            self.seen.strange.append(f"{status} {path} {page[:200]}")


def _fetch(
    port: int, path: str, *, headers: dict[str, str], form: str | None = None
) -> tuple[int, str]:
    status, page, _ = fetch(
        port, path, headers={**_OF_THE_PROXY, **headers}, form=form, within=RESPONSE_SECONDS
    )
    return status, page
