"""One drill: a site under load, everything that can go wrong with it, and the reckoning."""

import json
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit, urlunsplit

import psycopg

from benchmarks import bench
from benchmarks.databases import postgres_in
from benchmarks.drill.clients import Writer
from benchmarks.drill.faults import FAULTS, Site
from benchmarks.drill.findings import Findings
from benchmarks.environment import CACHE, production
from benchmarks.managing import answer_of, manage
from benchmarks.servers import Server

POSTS = 100  # in the site before it begins
SECONDS_BETWEEN = 3.0  # of work without a fault
GIVE_UP = 120.0  # seconds without anything new of a member
PROOFS = ("reconcile_counts", "reconcile_lists", "reconcile_views", "check_index")


def drill(engine: str, *, clients: int) -> Findings:
    """Run it on a database of its own, which it destroys.

    Raises:
        CommandFailed: when a proof fails, or the backup.
        RuntimeError: when the site does not come back at all.
    """
    with TemporaryDirectory(prefix="drill-") as folder, _site(engine, Path(folder)) as site:
        writers = _writers(site, clients)
        findings = Findings(engine, recoveries=dict(_recoveries(site, writers)))
        _say(f"{engine}: a backup, meanwhile")
        began, backup = time.monotonic(), Path(folder) / "drill.zip"
        manage("backup", str(backup), environment=site.environment)
        _end(writers)
        _reckon(findings, site, writers)
        for proof in PROOFS:
            manage(proof, environment=_quiet(site))
        site.server.kill()
        _destroy_and_restore(site, backup)
        before = {text for text, when in _acknowledged(writers).items() if when < began}
        findings.missing_in_backup = len(before - _stored(site).keys())
        return findings


@contextmanager
def _site(engine: str, folder: Path) -> Iterator[Site]:
    postgres = postgres_in(folder / "postgres") if engine == "postgres" else None
    url = _made_anew(postgres.get_uri()) if postgres else f"sqlite:///{folder}/site.sqlite3"
    environment = {**production(url), "MEDIA_ROOT": str(folder / "media")}
    log = folder / "site.log"
    server = Server("forum.wsgi", environment=environment, log=log, ready_path="/healthz")
    try:
        bench.collect_static_files(f"sqlite:///{CACHE}")
        manage("migrate", "--verbosity=0", environment=environment)
        numbers = (f"--posts={POSTS}", "--members=64", "--comments=0", "--seed=1")
        manage("generate_posts", *numbers, environment=environment)
        with server:
            yield Site(server, environment, postgres)
    finally:
        if postgres:
            postgres.cleanup()


def _writers(site: Site, clients: int) -> list[Writer]:
    told = json.loads(_answer("prepare(int(input()))", site, told=str(clients)))
    place = {"port": site.server.port, "board": told["board"], "post": told["post"]}
    writers = [Writer(number, session=key, **place) for number, key in enumerate(told["sessions"])]
    for writer in writers:
        writer.start()
    return writers


def _recoveries(site: Site, writers: list[Writer]) -> Iterator[tuple[str, float]]:
    for name, fault in FAULTS[site.engine].items():
        _say(f"{site.engine}: {name}")
        time.sleep(SECONDS_BETWEEN)
        fault(site)
        yield name, _seconds_until_all_write(writers, since=time.monotonic())
    time.sleep(SECONDS_BETWEEN)


def _seconds_until_all_write(writers: list[Writer], *, since: float) -> float:
    while time.monotonic() < since + GIVE_UP:
        latest = [max(writer.written.acknowledged.values(), default=0.0) for writer in writers]
        if min(latest) > since:
            break
        time.sleep(0.05)
    return time.monotonic() - since


def _end(writers: list[Writer]) -> None:
    for writer in writers:
        writer.end()
    for writer in writers:
        writer.join(GIVE_UP)


def _reckon(findings: Findings, site: Site, writers: list[Writer]) -> None:
    stored, acknowledged = _stored(site), _acknowledged(writers)
    findings.stored = len(acknowledged)
    findings.lost = len(acknowledged.keys() - stored.keys())
    findings.doubled = sum(times > 1 for times in stored.values())
    for writer in writers:
        findings.texts_lost += len(writer.written.lost_texts)
        findings.refused += writer.written.refused
        findings.unanswered += writer.written.unanswered
        findings.strange += writer.written.strange


def _acknowledged(writers: list[Writer]) -> dict[str, float]:
    return {text: when for each in writers for text, when in each.written.acknowledged.items()}


def _stored(site: Site) -> Mapping[str, int]:
    found: dict[str, int] = json.loads(_answer("stored()", site))
    return found


def _destroy_and_restore(site: Site, backup: Path) -> None:
    manage("verify_backup", str(backup), environment=_quiet(site))
    if site.postgres:
        _made_anew(site.postgres.get_uri())
    else:
        for file in site.database_file.parent.glob(f"{site.database_file.name}*"):
            file.unlink()
    manage("migrate", "--verbosity=0", environment=_quiet(site))
    manage("restore", str(backup), environment=_quiet(site))


def _made_anew(server_url: str) -> str:
    """Drop the database of the drill if it is there, and return the URL of an empty one."""
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS drill WITH (FORCE)")
        connection.execute("CREATE DATABASE drill")
    return urlunsplit(urlsplit(server_url)._replace(path="/drill"))


def _answer(call: str, site: Site, *, told: str = "") -> str:
    code = f"from benchmarks.drill.inside import *; {call}"
    return answer_of(code, environment=site.environment, told=told)


def _quiet(site: Site) -> dict[str, str]:
    return {**site.environment, "TASK_WORKER": "external"}


def _say(sentence: str) -> None:
    sys.stderr.write(f"{sentence}\n")
