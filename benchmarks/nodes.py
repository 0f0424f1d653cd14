"""`make bench-nodes`: one, two and three nodes, a primary and a replica, on one machine."""

import argparse
import json
import shutil
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from typing import Any

from benchmarks.command import collect_static_files, machine, run, without
from benchmarks.databases import postgres_in, prepared
from benchmarks.documents.tables import RESULTS
from benchmarks.environment import CACHE, production
from benchmarks.load import Requests, send
from benchmarks.nginx import Nginx, nginx_before
from benchmarks.node_checks import checked
from benchmarks.pages import Addresses, addresses_of
from benchmarks.processes import family
from benchmarks.redis_server import redis_server
from benchmarks.replication import replica_of
from benchmarks.servers import Server

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
    """Measure and check, and return the exit code; `arguments` are those of the command line."""
    parser = argparse.ArgumentParser(
        prog="make bench-nodes", description="Measure and check several nodes."
    )
    parser.add_argument("--posts", type=int, default=20_000)
    return run(_bench, parser, arguments, obstacle=lambda: without(*PROGRAMS))


def _bench(options: argparse.Namespace) -> None:
    described = machine()
    with ExitStack() as stack:
        primary = postgres_in(CACHE / "nodes-primary")
        stack.callback(primary.cleanup)
        database = prepared(
            "postgres", options.posts, server_url=primary.get_uri(), kept_as="nodes"
        )
        shutil.rmtree(CACHE / "nodes-replica", ignore_errors=True)
        replica = replica_of(primary, CACHE / "nodes-replica", cleanup_mode="delete")
        stack.callback(replica.cleanup)
        cache = stack.enter_context(redis_server("redis-server", is_kept=False))
        name = database.url.rsplit("?", 1)[0].rsplit("/", 1)[1]
        environment = {
            **production(database.url),
            "REPLICA_URLS": "",
            "VIEW_COUNTER_URL": f"{cache.url}/0",
            "CACHE_URL": f"{cache.url}/1",
            "WEB_CONCURRENCY": "1",
            "TRUSTED_PROXIES": "2",  # wrk plays a CDN before nginx
            "VIEW_ROLL_UP_INTERVAL": "1",
        }
        collect_static_files(f"sqlite:///{CACHE}")
        addresses = addresses_of(environment)
        behind = _Behind(primary=primary, replica=replica, redis_pid=cache.pid)
        rows = _measured(1, environment, addresses, behind)
        environment["REPLICA_URLS"] = replica.get_uri(database=name)
        for count in NODES:
            rows += _measured(count, environment, addresses, behind)
        checks = _checked(environment)
    _publish(rows, checks, described)


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
            stack.enter_context(Server(environment=environment, log=CACHE / f"node-{number}.log"))
            for number in range(1, count + 1)
        ]
        yield nodes, stack.enter_context(nginx_before([node.url for node in nodes]))


def _cpu_seconds(pid: int) -> float:
    """Return those of a process and of its children, ended ones among them."""
    alive = [process.cpu_times() for process in family(pid)]
    used = sum(times.user + times.system for times in alive)
    return float(used + alive[0].children_user + alive[0].children_system)


def _transactions(server: Any) -> int:
    answer = server.psql("COPY (SELECT sum(xact_commit) FROM pg_stat_database) TO STDOUT;")
    return int(answer.strip())


def _publish(rows: Sequence[Row], checks: Mapping[str, float], described: str) -> None:
    result = {"machine": described, "loads": [asdict(row) for row in rows], "checks": dict(checks)}
    text = json.dumps(result, indent=1, ensure_ascii=False)
    RESULTS.mkdir(parents=True, exist_ok=True)
    (RESULTS / "nodes.json").write_text(f"{text}\n")
    sys.stdout.write(f"{text}\n")


if __name__ == "__main__":
    sys.exit(main())
