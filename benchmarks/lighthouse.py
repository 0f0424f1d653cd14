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

from benchmarks.command import collect_static_files, run
from benchmarks.databases import prepared, servers
from benchmarks.documents.lighthouse import SECTION, PageScore, as_text, score_from
from benchmarks.environment import CACHE, HOST, production
from benchmarks.pages import addresses_of
from benchmarks.servers import Server

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

NEEDED = (
    "make lighthouse needs {name}, which this machine does not have: {installed_by}, "
    "or name the program: make lighthouse {variable}=path/to/program."
)


class LighthouseFailed(RuntimeError):
    """Lighthouse gave no scores; says what it wrote."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and return the exit code; `arguments` are those of the command line."""
    parser = argparse.ArgumentParser(
        prog="make lighthouse", description="Let Lighthouse judge the pages that guests get."
    )
    parser.add_argument("--reports", type=Path, help="a folder to keep Lighthouse's reports in")
    return run(_judge, parser, arguments, obstacle=_obstacle)


def _judge(options: argparse.Namespace) -> None:
    with _site() as pages:
        scores = list(_measured(pages, reports=options.reports))
    SECTION.publish(scores, as_text(scores))


def _obstacle() -> str:
    if _lighthouse() is None:
        installed_by, variable = "npm install --global lighthouse", "LIGHTHOUSE"
        return NEEDED.format(name="Lighthouse", installed_by=installed_by, variable=variable)
    if _chromium() is None:
        installed_by, variable = "apt-get install chromium", "CHROME_PATH"
        return NEEDED.format(name="Chromium", installed_by=installed_by, variable=variable)
    return ""


def _lighthouse() -> str | None:
    return shutil.which(os.environ.get("LIGHTHOUSE") or "lighthouse")


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
            said = _report(url, preset)
            if reports is not None:
                reports.mkdir(parents=True, exist_ok=True)
                (reports / f"{page}-{preset}.json").write_text(json.dumps(said, indent=1))
            yield score_from(said, page=page, preset=preset)


def _report(url: str, preset: str) -> dict[str, Any]:
    """Return Lighthouse's report; it is asked again when Chromium recorded no page load."""
    for _ in range(ATTEMPTS):
        said = _said(url, preset)
        if "runtimeError" not in said:
            return said
    raise LighthouseFailed(f"Lighthouse failed at {url}: {said['runtimeError']['message']}")


def _said(url: str, preset: str) -> dict[str, Any]:
    command = [
        str(_lighthouse()),
        url,
        "--output=json",
        "--output-path=stdout",
        "--quiet",
        "--locale=en",
    ]
    command += [f"--chrome-flags={CHROME_FLAGS}"]
    if preset != "mobile":
        command += [f"--preset={preset}"]
    try:
        done = subprocess.run(
            command,
            env={**os.environ, "CHROME_PATH": str(_chromium())},
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
