"""One drill: a site under load, everything that can go wrong with it, and the reckoning."""

import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg

from benchmarks.databases import postgres_in
from benchmarks.drill.clients import Reader, Writer
from benchmarks.drill.disk import SETTINGS, NoSmallDisk, SmallDisk, small_disk
from benchmarks.drill.faults import FAULTS, LeftOut, Site
from benchmarks.drill.findings import Findings
from benchmarks.servers import Server
from benchmarks.site import call_inside, collect_static_files, manage, production, prove

POSTS = 100  # in the site before it begins
SECONDS_BETWEEN = 3.0  # of work without a fault
GIVE_UP = 120.0  # seconds without anything new of a member


def drill(engine: str, *, clients: int) -> Findings:
    """Run it on a database of its own, which it destroys.

    Raises:
        CommandFailed: when a proof fails, or the backup.
        RuntimeError: when the site does not come back at all.
    """
    with TemporaryDirectory(prefix="drill-") as folder, _site(engine, Path(folder)) as site:
        writers, readers = _clients(site, clients)
        findings = Findings(engine)
        _try_all_faults(findings, site, writers)
        _say(f"{engine}: a backup, meanwhile")
        began, backup = time.monotonic(), Path(folder) / "drill.zip"
        manage("backup", str(backup), environment=site.environment)
        _end([*writers, *readers])
        _reckon(findings, site, writers, readers)
        prove(site.environment)
        site.server.kill()
        _destroy_and_restore(site, backup)
        before = {text for text, when in _acknowledged(writers).items() if when < began}
        findings.missing_in_backup = len(before - _stored(site).keys())
        return findings


@contextmanager
def _site(engine: str, folder: Path) -> Iterator[Site]:
    with ExitStack() as undo:
        postgres, disk, without_disk = None, None, ""
        if engine == "postgres":
            disk, without_disk = _disk(folder / "postgres", undo)
            postgres = postgres_in(folder / "postgres")
            undo.callback(postgres.cleanup)
            _spare_the_disk(postgres)
        url = _made_anew(postgres.get_uri()) if postgres else f"sqlite:///{folder}/site.sqlite3"
        environment = {**production(url), "MEDIA_ROOT": str(folder / "media")}
        server = _filled(environment, log=folder / "site.log")
        with server:
            yield Site(server, environment, postgres, disk, without_disk)


def _disk(folder: Path, undo: ExitStack) -> tuple[SmallDisk | None, str]:
    """Return a small disk that is there until all is undone, or why there is none."""
    try:
        return undo.enter_context(small_disk(folder)), ""
    except NoSmallDisk as reason:
        return None, str(reason)


def _spare_the_disk(postgres: Any) -> None:
    with psycopg.connect(postgres.get_uri(), autocommit=True) as connection:
        for name, value in SETTINGS.items():
            connection.execute(f"ALTER SYSTEM SET {name} = '{value}'".encode())
        connection.execute("SELECT pg_reload_conf()")


def _filled(environment: dict[str, str], *, log: Path) -> Server:
    """Fill the site's database, and return its web server, which does not run yet."""
    collect_static_files()
    manage("migrate", "--verbosity=0", environment=environment)
    numbers = (f"--posts={POSTS}", "--members=64", "--comments=0", "--seed=1")
    manage("generate_posts", *numbers, environment=environment)
    return Server(environment=environment, log=log, ready_path="/healthz")


def _clients(site: Site, writing: int) -> tuple[list[Writer], list[Reader]]:
    told = call_inside("benchmarks.drill.inside.prepare", writing, environment=site.environment)
    port, board, post = site.server.port, told["board"], told["post"]
    writers = [
        Writer(number, port=port, session=key, board=board, post=post)
        for number, key in enumerate(told["sessions"])
    ]
    readers = [
        Reader(port=port, session=key, board=board, post=post) for key in ("", told["sessions"][0])
    ]
    for client in (*writers, *readers):
        client.start()
    return writers, readers


def _try_all_faults(findings: Findings, site: Site, writers: list[Writer]) -> None:
    for name, fault in FAULTS[site.engine].items():
        _say(f"{site.engine}: {name}")
        time.sleep(SECONDS_BETWEEN)
        refused = _refused(writers)
        try:
            fault(site)
        except LeftOut as reason:
            findings.left_out[name] = str(reason)
            continue
        findings.recoveries[name] = _seconds_until_all_write(writers, since=time.monotonic())
        findings.refused_in[name] = _refused(writers) - refused
    time.sleep(SECONDS_BETWEEN)


def _seconds_until_all_write(writers: list[Writer], *, since: float) -> float:
    while time.monotonic() < since + GIVE_UP:
        latest = [max(writer.written.acknowledged.values(), default=0.0) for writer in writers]
        if min(latest) > since:
            break
        time.sleep(0.05)
    return time.monotonic() - since


def _end(clients: Sequence[Reader | Writer]) -> None:
    for client in clients:
        client.end()
    for client in clients:
        client.join(GIVE_UP)


def _reckon(findings: Findings, site: Site, writers: list[Writer], readers: list[Reader]) -> None:
    stored, acknowledged = _stored(site), _acknowledged(writers)
    findings.stored = len(acknowledged)
    findings.lost = len(acknowledged.keys() - stored.keys())
    findings.doubled = sum(times > 1 for times in stored.values())
    findings.refused = _refused(writers)
    for writer in writers:
        findings.texts_lost += len(writer.written.lost_texts)
        findings.unanswered += writer.written.unanswered
        findings.strange += writer.written.strange
    for reader in readers:
        findings.read += reader.seen.pages
        findings.read_refused += reader.seen.refused
        findings.strange += reader.seen.strange


def _refused(writers: list[Writer]) -> int:
    return sum(writer.written.refused for writer in writers)


def _acknowledged(writers: list[Writer]) -> dict[str, float]:
    return {text: when for each in writers for text, when in each.written.acknowledged.items()}


def _stored(site: Site) -> Mapping[str, int]:
    found: dict[str, int] = call_inside(
        "benchmarks.drill.inside.stored", environment=site.environment
    )
    return found


def _destroy_and_restore(site: Site, backup: Path) -> None:
    manage("verify_backup", str(backup), environment=site.environment)
    if site.postgres:
        _made_anew(site.postgres.get_uri())
    else:
        for file in site.database_file.parent.glob(f"{site.database_file.name}*"):
            file.unlink()
    manage("migrate", "--verbosity=0", environment=site.environment)
    manage("restore", str(backup), environment=site.environment)


def _made_anew(server_url: str) -> str:
    """Drop the database of the drill if it is there, and return the URL of an empty one."""
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS drill WITH (FORCE)")
        connection.execute("CREATE DATABASE drill")
    return urlunsplit(urlsplit(server_url)._replace(path="/drill"))


def _say(sentence: str) -> None:
    sys.stderr.write(f"{sentence}\n")
