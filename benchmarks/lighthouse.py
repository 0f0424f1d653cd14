"""`make lighthouse`: what Lighthouse says of each kind of page, on a phone and on a desk."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.command import Options, command
from benchmarks.databases import prepared
from benchmarks.documents.lighthouse import SECTION, PageScore, as_text, score_from
from benchmarks.pages import addresses_of
from benchmarks.servers import Server
from benchmarks.site import CACHE, HOST, production

POSTS = 2_000
PRESETS = ("mobile", "desktop")
TIMEOUT_SECONDS = 120  # of one page
ATTEMPTS = 6  # a trace without a page load comes now and then (NO_NAVSTART): "run again"
# The browser opens the site alone, and requests Korean pages as most readers do.
CHROME_FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync --accept-lang=ko"
)
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")

NEEDED = (
    "make lighthouse needs {}, which this machine does not have: {}, "
    "or name the program: make lighthouse {}=path/to/program."
)


class LighthouseFailed(RuntimeError):
    """Lighthouse gave no scores; says what it wrote."""


def _obstacle() -> str:
    if _lighthouse() is None:
        return NEEDED.format("Lighthouse", "npm install --global lighthouse", "LIGHTHOUSE")
    if _chromium() is None:
        return NEEDED.format("Chromium", "apt-get install chromium", "CHROME_PATH")
    return ""


@command(
    *("lighthouse", "Let Lighthouse judge the pages that guests get."),
    obstacle=_obstacle,
    reports={"type": Path, "help": "a folder to store Lighthouse's reports in"},
)
def main(options: Options) -> None:
    """Judge each kind of page, and publish the table."""
    with _site() as pages:
        scores = list(_measured(pages, reports=options.reports))
    SECTION.publish(scores, as_text(scores))


def _lighthouse() -> str | None:
    return shutil.which(os.environ.get("LIGHTHOUSE") or "lighthouse")


def _chromium() -> str | None:
    names = [os.environ["CHROME_PATH"]] if os.environ.get("CHROME_PATH") else CHROMIUM_NAMES
    return next(filter(None, map(shutil.which, names)), None)


@contextmanager
def _site() -> Iterator[dict[str, str]]:
    """Serve a site of its own; yield the URL of each kind of page."""
    with prepared(["sqlite"], [POSTS]) as (database,):
        environment = production(database.url)
        addresses = addresses_of(environment)
        paths = {
            "home": "/",
            "list": "/all/",
            "board": next(path for path in addresses.lists if path.startswith("/boards/")),
            "article": addresses.article,
            "search": addresses.searches[0],
        }
        server = Server(environment=environment, log=CACHE / "lighthouse.log")
        # Browsers take the loopback interface for as safe as TLS, which has no certificate here.
        environment |= {"SITE_URL": server.url, "ALLOWED_HOSTS": f"127.0.0.1,{HOST}"}
        with server:
            yield {page: f"{server.url}{path}" for page, path in paths.items()}


def _measured(pages: Mapping[str, str], *, reports: Path | None) -> Iterator[PageScore]:
    for page, url in pages.items():
        for preset in PRESETS:
            sys.stderr.write(f"{page}, {preset}\n")
            report = _report(url, preset)
            if reports is not None:
                reports.mkdir(parents=True, exist_ok=True)
                (reports / f"{page}-{preset}.json").write_text(json.dumps(report, indent=1))
            yield score_from(report, page=page, preset=preset)


def _report(url: str, preset: str) -> dict[str, Any]:
    """Return Lighthouse's report; it runs again when Chromium recorded no page load."""
    for _ in range(ATTEMPTS):
        report = _one_run(url, preset)
        if "runtimeError" not in report:
            return report
    raise LighthouseFailed(f"Lighthouse failed at {url}: {report['runtimeError']['message']}")


def _one_run(url: str, preset: str) -> dict[str, Any]:
    program = [str(_lighthouse()), url, "--quiet", "--locale=en", f"--chrome-flags={CHROME_FLAGS}"]
    program += ["--output=json", "--output-path=stdout"]
    program += [f"--preset={preset}"] if preset != "mobile" else []
    environment = {**os.environ, "CHROME_PATH": str(_chromium())}
    try:
        done = subprocess.run(
            program,
            env=environment,
            capture_output=True,
            text=True,
            timeout=TIMEOUT_SECONDS,
            check=False,
        )
        report: dict[str, Any] = json.loads(done.stdout)
    except subprocess.TimeoutExpired as error:
        raise LighthouseFailed(f"Lighthouse took too long for {url}.") from error
    except json.JSONDecodeError as error:
        raise LighthouseFailed(f"Lighthouse failed at {url}:\n{done.stderr[-2000:]}") from error
    return report


if __name__ == "__main__":
    sys.exit(main())
