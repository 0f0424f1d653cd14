"""`make bench-nodes`: one, two and three nodes, a primary and a replica, on one machine."""

import argparse
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from typing import Any

import psutil
import redis

from benchmarks.bench import collect_static_files, end_as_ctrl_c_does, machine
from benchmarks.databases import postgres_in, prepared
from benchmarks.environment import CACHE, production
from benchmarks.load import LoadFailed, Requests, is_installed, send
from benchmarks.managing import CommandFailed
from benchmarks.nginx import Nginx
from benchmarks.node_checks import CheckFailed, checked
from benchmarks.pages import Addresses
from benchmarks.replication import replica_of
from benchmarks.report import RESULTS
from benchmarks.servers import Server
from benchmarks.urls_of import addresses_of

NODES = (1, 2, 3)
SECONDS = 5  # of one load
WARM_UP_SECONDS = 1
PROGRAMS = ("wrk", "nginx", "redis-server")
FEW = 300  # paths of a load


@dataclass(frozen=True)
class Row:
    """The figures of one load on so many nodes; each node has one worker.

    Attributes:
        replicas: that the site reads from, 0 or 1.
        who: `guest` or `member`; both ask for articles and lists of all ages.
        replica_share: part of all transactions of both servers that the replica had, 0 to 1.
        web_cpu_ms: CPU milliseconds of the nodes for each answer, and so on for the others.
    """

    nodes: int
    replicas: int
    who: str
    rps: float
    p50_ms: float
    p99_ms: float
    replica_share: float
    web_cpu_ms: float
    nginx_cpu_ms: float
    primary_cpu_ms: float
    replica_cpu_ms: float
    redis_cpu_ms: float


@dataclass(frozen=True)
class _Behind:
    """The servers that all nodes share."""

    primary: Any
    replica: Any
    redis_pid: int

    def transactions(self) -> tuple[int, int]:
        """Return how many the primary and the replica have had."""
        return _transactions(self.primary), _transactions(self.replica)

    def cpu_seconds(self, nodes: Sequence[Server], nginx: Nginx) -> dict[str, float]:
        """Return what all processes of a kind have used since they began."""
        return {
            "web": sum(_cpu_seconds(pid) for node in nodes for pid in node.worker_pids),
            "nginx": _cpu_seconds(nginx.pid),
            "primary": _cpu_seconds(self.primary.get_pid()),
            "replica": _cpu_seconds(self.replica.get_pid()),
            "redis": _cpu_seconds(self.redis_pid),
        }


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and check, and return the exit code.

    Args:
        arguments: of the command line, without the program's name.
    """
    parser = argparse.ArgumentParser(
        prog="make bench-nodes", description="Measure and check several nodes."
    )
    parser.add_argument("--posts", type=int, default=20_000)
    options = parser.parse_args(arguments)
    if missing := _missing():
        sys.stderr.write(f"make bench-nodes needs {missing}: apt-get install {missing}\n")
        return 2
    end_as_ctrl_c_does()
    try:
        _bench(options.posts)
    except (CheckFailed, CommandFailed, LoadFailed, RuntimeError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def _bench(posts: int) -> None:
    described = machine()
    with ExitStack() as stack:
        primary = stack.enter_context(_primary())
        database = prepared("postgres", posts, server_url=primary.get_uri(), kept_as="nodes")
        replica = stack.enter_context(_replica(primary))
        cache, redis_pid = stack.enter_context(_redis())
        name = database.url.rsplit("?", 1)[0].rsplit("/", 1)[1]
        environment = {
            **production(database.url),
            "REPLICA_URLS": replica.get_uri(database=name),
            "VIEW_COUNTER_URL": f"{cache}/0",
            "CACHE_URL": f"{cache}/1",
            "WEB_CONCURRENCY": "1",
            "TRUSTED_PROXIES": "2",  # wrk plays a CDN before nginx
            "VIEW_ROLL_UP_INTERVAL": "1",
        }
        collect_static_files(f"sqlite:///{CACHE}")
        addresses = _addresses(environment)
        behind = _Behind(primary=primary, replica=replica, redis_pid=redis_pid)
        rows = _measured(1, {**environment, "REPLICA_URLS": ""}, addresses, behind)
        for count in NODES:
            rows += _measured(count, environment, addresses, behind)
        checks = _checked(environment)
    _tell(rows, checks, described)


def _measured(
    count: int, environment: Mapping[str, str], addresses: Addresses, behind: _Behind
) -> list[Row]:
    paths = [*addresses.articles[:: max(1, len(addresses.articles) // FEW)], *addresses.lists]
    loads = {
        "guest": Requests(paths=paths),
        "member": Requests(paths=paths, sessions=addresses.sessions, member_share=1.0),
    }
    rows = []
    with _running(count, environment) as (nodes, nginx):
        for requests in loads.values():
            send(requests, to=nginx.url, seconds=WARM_UP_SECONDS)
        for who, requests in loads.items():
            used, done = behind.cpu_seconds(nodes, nginx), behind.transactions()
            load = send(requests, to=nginx.url, seconds=SECONDS)
            answers = load.rps * SECONDS
            cost = {
                f"{name}_cpu_ms": round((seconds - used[name]) * 1000 / answers, 2)
                for name, seconds in behind.cpu_seconds(nodes, nginx).items()
            }
            for node in nodes:
                node.settle()
            time.sleep(1.5)  # PostgreSQL writes its statistics once a second
            had = [now - then for now, then in zip(behind.transactions(), done, strict=True)]
            share = round(had[1] / max(1, sum(had)), 3)
            rows.append(
                Row(
                    nodes=count,
                    replicas=1 if environment["REPLICA_URLS"] else 0,
                    who=who,
                    rps=round(load.rps, 1),
                    p50_ms=round(load.p50_ms, 1),
                    p99_ms=round(load.p99_ms, 1),
                    replica_share=share,
                    **cost,
                )
            )
            sys.stderr.write(f"  {rows[-1]}\n")
    return rows


def _checked(environment: Mapping[str, str]) -> dict[str, float]:
    with _running(max(NODES), environment) as (nodes, nginx):
        time.sleep(2)  # each node has measured the replica
        return checked(
            [node.url for node in nodes], through=nginx.url, environment=dict(environment)
        )


@contextmanager
def _running(count: int, environment: Mapping[str, str]) -> Iterator[tuple[list[Server], Nginx]]:
    with ExitStack() as stack:
        nodes = [
            stack.enter_context(
                Server(
                    "forum.wsgi",
                    environment=environment,
                    log=CACHE / f"node-{number}.log",
                    ready_path="/readyz",
                )
            )
            for number in range(1, count + 1)
        ]
        yield nodes, stack.enter_context(Nginx([node.url for node in nodes]))


@contextmanager
def _primary() -> Iterator[Any]:
    server = postgres_in(CACHE / "nodes-primary")
    try:
        yield server
    finally:
        server.cleanup()


@contextmanager
def _replica(primary: Any) -> Iterator[Any]:
    folder = CACHE / "nodes-replica"
    shutil.rmtree(folder, ignore_errors=True)
    server = replica_of(primary, folder, cleanup_mode="delete")
    try:
        yield server
    finally:
        server.cleanup()


@contextmanager
def _redis() -> Iterator[tuple[str, int]]:
    """Run a Redis that keeps nothing on disk; yield its URL without a number, and its process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        ["redis-server", "--bind", "127.0.0.1", "--port", str(port)]
        + ["--dir", str(CACHE), "--save", "", "--appendonly", "no"],
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    url = f"redis://127.0.0.1:{port}"
    try:
        _wait_for_redis(url)
        yield url, process.pid
    finally:
        process.terminate()
        process.wait()


def _wait_for_redis(url: str) -> None:
    deadline = time.monotonic() + 10
    with redis.Redis.from_url(url) as client:
        while True:
            try:
                client.ping()
                return
            except redis.ConnectionError as error:
                if time.monotonic() > deadline:
                    raise RuntimeError("redis-server did not start.") from error
                time.sleep(0.05)


def _addresses(environment: Mapping[str, str]) -> Addresses:
    return addresses_of({**environment, "REPLICA_URLS": ""})


def _cpu_seconds(pid: int) -> float:
    """Return those of a process and of its children, ended ones among them."""
    process = psutil.Process(pid)
    ended = process.cpu_times()
    alive = [process, *process.children(recursive=True)]
    times = [one.cpu_times() for one in alive]
    return float(
        sum(time.user + time.system for time in times) + ended.children_user + ended.children_system
    )


def _transactions(server: Any) -> int:
    answer = server.psql("COPY (SELECT sum(xact_commit) FROM pg_stat_database) TO STDOUT;")
    return int(answer.strip())


def _missing() -> str:
    names = [name for name in PROGRAMS if not (shutil.which(name))]
    if not is_installed() or names:
        return " ".join(names)
    return "no DATABASE_URL around it" if os.environ.get("DATABASE_URL") else ""


def _tell(rows: Sequence[Row], checks: Mapping[str, float], described: str) -> None:
    result = {"machine": described, "loads": [asdict(row) for row in rows], "checks": dict(checks)}
    text = json.dumps(result, indent=1, ensure_ascii=False)
    RESULTS.mkdir(parents=True, exist_ok=True)
    (RESULTS / "nodes.json").write_text(f"{text}\n")
    sys.stdout.write(f"{text}\n")


if __name__ == "__main__":
    sys.exit(main())
