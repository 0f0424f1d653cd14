"""A browser with cookies of its own, on a live site."""

import itertools
import secrets
import string
import urllib.parse
import urllib.request
from http.cookiejar import Cookie, CookieJar

from tests.counters.crowd import BROWSER
from tests.live_site import LiveSite
from tests.waiting import PATIENCE

_number = itertools.count()


class Visitor:
    """A guest, or the member whose session key it is given; follows redirects.

    Attributes:
        agent: by which the site's counters know a guest.
        status: of the last answer.
    """

    def __init__(self, site: LiveSite, *, session: str = "") -> None:
        self._site = site
        self._jar = CookieJar()
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self._jar))
        self.agent = f"{BROWSER} visitor/{next(_number)}"
        self.status = 0
        if session:
            self._keep("sessionid", session)

    @property
    def cookies(self) -> set[str]:
        """The names of the cookies that the browser holds."""
        return {cookie.name for cookie in self._jar}

    def page(self, path: str) -> str:
        """Open a page, under an address that nobody has opened before; return its HTML."""
        return self.same_page(f"{path}?n={secrets.token_hex(6)}")

    def same_page(self, path: str) -> str:
        """Open a page and return its HTML."""
        return self._open(urllib.request.Request(f"{self._site.url}{path}"))

    def send(self, path: str, **fields: str) -> str:
        """Send a form and return the page that it leads to."""
        letters = string.ascii_letters + string.digits
        token = "".join(secrets.choice(letters) for _ in range(32))
        self._keep("csrftoken", token)
        data = urllib.parse.urlencode({**fields, "csrfmiddlewaretoken": token}).encode()
        return self._open(urllib.request.Request(f"{self._site.url}{path}", data=data))

    def _open(self, request: urllib.request.Request) -> str:
        request.add_header("User-Agent", self.agent)
        with self._opener.open(request, timeout=PATIENCE) as response:
            self.status = response.status
            page: str = response.read().decode()
            return page

    def _keep(self, name: str, value: str) -> None:
        host = "127.0.0.1"
        self._jar.set_cookie(
            Cookie(
                *(0, name, value, None, False, host, True, False, "/", True),
                *(False, None, False, None, None, {}),
            )
        )
