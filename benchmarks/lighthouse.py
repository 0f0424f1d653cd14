"""`make lighthouse`: what Lighthouse says of each kind of page, on a phone and on a desk."""

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.bench import collect_static_files, end_as_ctrl_c_does
from benchmarks.databases import prepared, servers
from benchmarks.environment import CACHE, HOST, production
from benchmarks.lighthouse_report import PageScore, as_text, score_from, write_document
from benchmarks.managing import CommandFailed
from benchmarks.report import RESULTS, write_json
from benchmarks.servers import Server
from benchmarks.urls_of import addresses_of

POSTS = 2_000
PRESETS = ("mobile", "desktop")
TIMEOUT_SECONDS = 120  # of one page
ATTEMPTS = 6  # a trace without a page load comes now and then (NO_NAVSTART): "run again"
# The browser looks at the site alone, and asks for Korean pages as most readers do.
CHROME_FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync --accept-lang=ko"
)
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")

NO_LIGHTHOUSE = (
    "make lighthouse needs Lighthouse, which this machine does not have: npm install --global "
    "lighthouse, or name the program: make lighthouse LIGHTHOUSE=path/to/lighthouse."
)
NO_CHROMIUM = (
    "make lighthouse needs Chromium, which this machine does not have: apt-get install chromium, "
    "or name the program: make lighthouse CHROME_PATH=path/to/chromium."
)


class LighthouseFailed(Exception):
    """Lighthouse gave no scores; says what it wrote."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and return the exit code.

    Args:
        arguments: of the command line, without the program's name.
    """
    options = _parser().parse_args(arguments)
    lighthouse = shutil.which(os.environ.get("LIGHTHOUSE") or "lighthouse")
    chromium = _chromium()
    if lighthouse is None or chromium is None:
        sys.stderr.write(f"{NO_LIGHTHOUSE if lighthouse is None else NO_CHROMIUM}\n")
        return 2
    end_as_ctrl_c_does()
    try:
        with _site() as pages:
            scores = list(_measured(pages, lighthouse, chromium, reports=options.reports))
    except (CommandFailed, LighthouseFailed, RuntimeError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(as_text(scores))
    write_json(scores, RESULTS / "lighthouse.json")
    write_document(scores)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="make lighthouse", description="Let Lighthouse judge the pages that guests get."
    )
    parser.add_argument("--reports", type=Path, help="a folder to keep Lighthouse's reports in")
    return parser


def _chromium() -> str | None:
    names = [os.environ["CHROME_PATH"]] if os.environ.get("CHROME_PATH") else CHROMIUM_NAMES
    return next(filter(None, map(shutil.which, names)), None)


@contextmanager
def _site() -> Iterator[dict[str, str]]:
    """Serve a site of its own; yield the address of each kind of page."""
    with servers(("sqlite",)) as urls:
        collect_static_files(urls["sqlite"])
        database = prepared("sqlite", POSTS, server_url=urls["sqlite"])
        environment = production(database.url)
        addresses = addresses_of(environment)
        paths = {
            "list": "/",
            "board": next(path for path in addresses.lists if path.startswith("/boards/")),
            "article": addresses.article,
            "search": addresses.searches[0],
        }
        server = Server(
            "forum.wsgi",
            environment=environment,
            log=CACHE / "lighthouse.log",
            ready_path="/readyz",
        )
        # Browsers take the loopback interface for as safe as TLS, which has no certificate here.
        environment |= {"SITE_URL": server.url, "ALLOWED_HOSTS": f"127.0.0.1,{HOST}"}
        with server:
            yield {page: f"{server.url}{path}" for page, path in paths.items()}


def _measured(
    pages: Mapping[str, str], lighthouse: str, chromium: str, *, reports: Path | None
) -> Iterator[PageScore]:
    for page, url in pages.items():
        for preset in PRESETS:
            sys.stderr.write(f"{page}, {preset}\n")
            said = _report(url, preset, lighthouse, chromium)
            if reports is not None:
                reports.mkdir(parents=True, exist_ok=True)
                (reports / f"{page}-{preset}.json").write_text(json.dumps(said, indent=1))
            yield score_from(said, page=page, preset=preset)


def _report(url: str, preset: str, lighthouse: str, chromium: str) -> dict[str, Any]:
    """Return Lighthouse's report; it is asked again when Chromium recorded no page load."""
    for _ in range(ATTEMPTS - 1):
        said = _said(url, preset, lighthouse, chromium)
        if "runtimeError" not in said:
            return said
    said = _said(url, preset, lighthouse, chromium)
    if trouble := said.get("runtimeError"):
        raise LighthouseFailed(f"Lighthouse failed at {url}: {trouble['message']}")
    return said


def _said(url: str, preset: str, lighthouse: str, chromium: str) -> dict[str, Any]:
    command = [lighthouse, url, "--output=json", "--output-path=stdout", "--quiet", "--locale=en"]
    command += [f"--chrome-flags={CHROME_FLAGS}"]
    if preset != "mobile":
        command += [f"--preset={preset}"]
    try:
        done = subprocess.run(
            command,
            env={**os.environ, "CHROME_PATH": chromium},
            capture_output=True,
            text=True,
            timeout=TIMEOUT_SECONDS,
            check=False,
        )
        said: dict[str, Any] = json.loads(done.stdout)
    except subprocess.TimeoutExpired as error:
        raise LighthouseFailed(f"Lighthouse took too long for {url}.") from error
    except json.JSONDecodeError as error:
        raise LighthouseFailed(f"Lighthouse failed at {url}:\n{done.stderr[-2000:]}") from error
    return said


if __name__ == "__main__":
    sys.exit(main())
