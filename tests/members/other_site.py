"""A site on the loopback interface that plays Google, Kakao or Naver, with real requests."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit


class OtherSite(ThreadingHTTPServer):
    """Signs its only member in without asking.

    Attributes:
        profile: what it says about its member.
        id_token: what Google says of its member along with the access token; empty for others.
        secret: the secret that it wants from the site that asks.
        url: where it is, without a closing slash.
    """

    profile: dict[str, Any]
    id_token = ""
    secret = "the-secret"

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    server: OtherSite

    def do_GET(self) -> None:
        query = {key: values[0] for key, values in parse_qs(urlsplit(self.path).query).items()}
        if self.path.startswith("/authorize"):
            back = urlencode({"code": "the-code", "state": query["state"]})
            self.send_response(302)
            self.send_header("Location", f"{query['redirect_uri']}?{back}")
            self.end_headers()
        elif self.headers.get("Authorization") == "Bearer the-token":
            self._answer(self.server.profile)
        else:
            self.send_error(401)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        form = {key: values[0] for key, values in parse_qs(body).items()}
        if (form.get("code"), form.get("client_secret")) == ("the-code", self.server.secret):
            token = {"access_token": "the-token", "token_type": "bearer"}
            if self.server.id_token:
                token["id_token"] = self.server.id_token
            self._answer(token)
        else:
            self.send_error(401)

    def _answer(self, data: dict[str, Any]) -> None:
        body = json.dumps(data).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def running_other_site() -> Iterator[OtherSite]:
    """Run the site on a free port until the block ends."""
    with OtherSite(("127.0.0.1", 0), _Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
