"""`make bench-nodes`: one, two and three nodes, a primary and a replica, on one machine."""

import json
import shutil
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, replace
from functools import partial
from typing import Any

from benchmarks.command import Options, command, machine, needs
from benchmarks.cpu import costed
from benchmarks.databases import filled, postgres_in
from benchmarks.documents.tables import RESULTS
from benchmarks.load import Requests, send
from benchmarks.nginx import nginx_before
from benchmarks.node_checks import checked
from benchmarks.pages import Addresses, addresses_of
from benchmarks.replication import replica_of
from benchmarks.servers import Running, Server, redis_server
from benchmarks.site import CACHE, collect_static_files, production

NODES = (1, 2, 3)
SECONDS = 5  # of one load
WARM_UP_SECONDS = 1
FEW = 300  # paths of a load


@dataclass(frozen=True)
class Row:
    """The figures of one load on so many nodes; each node has one worker."""

    nodes: int
    replicas: int  # that the site reads from, 0 or 1
    who: str  # `guest` or `member`; both open articles and lists of all ages
    rps: float
    p50_ms: float
    p99_ms: float
    replica_share: float  # of all transactions of both servers, 0 to 1
    web_cpu_ms: float  # of the nodes for each response, and so on for the others
    nginx_cpu_ms: float
    primary_cpu_ms: float
    replica_cpu_ms: float
    redis_cpu_ms: float


@dataclass(frozen=True)
class _Servers:
    """The running servers of a site: PostgreSQL and Redis are the same for all nodes."""

    primary: Any
    replica: Any
    redis: Running
    nodes: Sequence[Server] = ()
    nginx: Running = Running("", 0)

    def transactions(self) -> dict[str, int]:
        """Return how many the primary and the replica have had."""
        count = "COPY (SELECT sum(xact_commit) FROM pg_stat_database) TO STDOUT;"
        servers = {"primary": self.primary, "replica": self.replica}
        return {name: int(server.psql(count).strip()) for name, server in servers.items()}

    def families(self) -> dict[str, list[int]]:
        """Return the first processes of each kind."""
        return {
            "web": [node.pid for node in self.nodes],
            "nginx": [self.nginx.pid],
            "primary": [self.primary.get_pid()],
            "replica": [self.replica.get_pid()],
            "redis": [self.redis.pid],
        }

    @contextmanager
    def with_nodes(self, count: int, environment: Mapping[str, str]) -> Iterator["_Servers"]:
        """Start so many nodes and nginx before them."""
        with ExitStack() as stack:
            nodes = [
                stack.enter_context(Server(environment=environment, log=CACHE / f"node-{n}.log"))
                for n in range(1, count + 1)
            ]
            nginx = stack.enter_context(nginx_before([node.url for node in nodes]))
            yield replace(self, nodes=nodes, nginx=nginx)


@command(
    *("bench-nodes", "Measure and check several nodes."),
    obstacle=needs("wrk", "nginx", "redis-server"),
    posts={"type": int, "default": 20_000},
)
def main(options: Options) -> None:
    """Measure each number of nodes, check three of them, and publish the figures."""
    described = machine()
    with ExitStack() as stack:
        primary = stack.enter_context(postgres_in(CACHE / "nodes-primary"))
        url = primary.get_uri()
        database = filled("postgres", options.posts, server_url=url, cached_as="nodes")
        shutil.rmtree(CACHE / "nodes-replica", ignore_errors=True)
        replica = replica_of(primary, CACHE / "nodes-replica", cleanup_mode="delete")
        stack.callback(replica.cleanup)
        redis = stack.enter_context(redis_server("redis-server", is_durable=False))
        environment = {
            **production(database.url),
            "REPLICA_URLS": "",
            "VIEW_COUNTER_URL": f"{redis.url}/0",
            "CACHE_URL": f"{redis.url}/1",
            "WEB_CONCURRENCY": "1",
            "TRUSTED_PROXIES": "2",  # wrk plays a CDN before nginx
            "VIEW_ROLL_UP_INTERVAL": "1",
        }
        collect_static_files()
        addresses = addresses_of(environment)
        shared = _Servers(primary, replica, redis)
        rows = list(_measured(1, environment, addresses, shared))
        environment["REPLICA_URLS"] = replica.get_uri(database=database.name)
        for count in NODES:
            rows += _measured(count, environment, addresses, shared)
        checks = _checked(environment, shared)
    _publish(rows, checks, described)


def _measured(
    count: int, environment: Mapping[str, str], addresses: Addresses, shared: _Servers
) -> Iterator[Row]:
    paths = [*addresses.articles[:: max(1, len(addresses.articles) // FEW)], *addresses.lists]
    loads = {
        "guest": Requests(paths),
        "member": Requests(paths, addresses.sessions, member_share=1.0),
    }
    replicas = 1 if environment["REPLICA_URLS"] else 0
    with shared.with_nodes(count, environment) as servers:
        for requests in loads.values():
            send(requests, to=servers.nginx.url, seconds=WARM_UP_SECONDS)
        for who, requests in loads.items():
            row = Row(nodes=count, replicas=replicas, who=who, **_figures(servers, requests))
            sys.stderr.write(f"  {row}\n")
            yield row


def _figures(servers: _Servers, requests: Requests) -> dict[str, float]:
    """Send a load through nginx; return what `Row` has of it."""
    had = servers.transactions()
    sending = partial(send, requests, to=servers.nginx.url, seconds=SECONDS)
    load, cost = costed(sending, servers.families())
    for node in servers.nodes:
        node.settle()
    time.sleep(1.5)  # PostgreSQL writes its statistics once a second
    done = {name: now - had[name] for name, now in servers.transactions().items()}
    share = round(done["replica"] / max(1, sum(done.values())), 3)
    rounded = {name: round(load._asdict()[name], 1) for name in ("rps", "p50_ms", "p99_ms")}
    rounded |= {f"{name}_cpu_ms": round(milliseconds, 2) for name, milliseconds in cost.items()}
    return {**rounded, "replica_share": share}


def _checked(environment: Mapping[str, str], shared: _Servers) -> dict[str, float]:
    with shared.with_nodes(max(NODES), environment) as servers:
        time.sleep(2)  # each node has measured the replica
        nodes = [node.url for node in servers.nodes]
        return checked(nodes, through=servers.nginx.url, environment=environment)


def _publish(rows: Sequence[Row], checks: Mapping[str, float], described: str) -> None:
    result = {"machine": described, "loads": [asdict(row) for row in rows], "checks": checks}
    text = json.dumps(result, indent=1, ensure_ascii=False) + "\n"
    (RESULTS / "nodes.json").write_text(text)
    sys.stdout.write(text)


if __name__ == "__main__":
    sys.exit(main())
