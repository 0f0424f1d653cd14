"""`make bench-peers`: the loads of `make bench`, sent to a Gnuboard5 that stands on this machine.

Its source comes from a path, is copied to a temporary folder and set up there by its own installer,
behind an nginx, a PHP-FPM and a MariaDB that are started for it and end with it.
"""

import getpass
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from benchmarks.command import MISSING, Options, command, machine, needs
from benchmarks.databases import prepared
from benchmarks.documents.tables import Columns, table
from benchmarks.load import Requests, send
from benchmarks.nginx import KINDS
from benchmarks.rounds import Extent, Target, figures_of, floor, sent_in_rounds
from benchmarks.servers import Server, fetch, free_port, listening
from benchmarks.site import HOST, call_inside, production

SOURCE = "GNUBOARD5"  # the variable with the path
NO_SOURCE = (
    f"{SOURCE} names no folder with the source of Gnuboard5: make bench-peers {SOURCE}=/path. "
    "Nothing is fetched."
)
FPM = ("php-fpm", "php-fpm8.4", "php-fpm8.3", "php-fpm8.2", "php-fpm8.1")
FULL, SHORT = Extent(rounds=3, seconds=5, warm_up_seconds=2), Extent(rounds=2, seconds=2)
EMPTY_DATABASE = """
CREATE DATABASE peer CHARACTER SET utf8mb4;
CREATE USER peer@'127.0.0.1' IDENTIFIED BY 'peer';
GRANT ALL ON peer.* TO peer@'127.0.0.1';
"""
DATABASE = "peer"
FORM = {  # of its installer
    **{"mysql_user": "peer", "mysql_pass": "peer", "mysql_db": DATABASE},
    **{"table_prefix": "g5_", "g5_install": "1"},
    **{"admin_id": "admin", "admin_pass": "admin", "admin_name": "admin"},
    "admin_email": "admin@example.com",
}
BOARD = "/bbs/board.php?bo_table=free"
ARTICLE, SEARCH = f"{BOARD}&wr_id=", f"{BOARD}&sfl=wr_subject%7C%7Cwr_content&stx="
# What a large site adds to the tables as they are shipped, for its lists and comments.
INDEXES = """
ALTER TABLE g5_write_free ADD KEY listed (wr_is_comment, wr_num, wr_reply),
    ADD KEY discussed (wr_parent, wr_is_comment, wr_comment);
"""
COLUMNS: Columns = {
    "tables": "{row[0]}",
    "page": "{row[1]}",
    "requests/s": "{row[2][rps]:,.0f}",
    "CPU ms PHP": "{row[2][web_cpu_ms]:.2f}",
    "CPU ms database": "{row[2][database_cpu_ms]:.2f}",
    "× hello": "{row[2][times_hello]:.1f}",
    "p95 ms": "{row[2][p95_ms]:.1f}",
}
NGINX = """
error_log {folder}/nginx.log;
pid {folder}/nginx.pid;
daemon off;
events {{}}
http {{
    include /etc/nginx/mime.types;
    access_log {folder}/access.log;
{temporary}
    server {{
        listen 127.0.0.1:{port};
        root {folder}/site;
        index index.php;
        location ~ \\.php$ {{
            include /etc/nginx/fastcgi_params;
            fastcgi_param SCRIPT_FILENAME $document_root$fastcgi_script_name;
            fastcgi_pass 127.0.0.1:{php};
        }}
    }}
}}
"""
PHP = """
[global]
error_log = {folder}/php.log
[www]
{user}listen = 127.0.0.1:{port}
pm = static
pm.max_children = 8
php_admin_value[session.save_path] = {folder}
"""


def _obstacle() -> str:
    if said := needs("wrk", "nginx", "mariadbd", "mariadb", "mariadb-install-db")():
        return said
    if not _fpm():
        return MISSING.format("php-fpm php-mysql")
    source = os.environ.get(SOURCE, "")
    return "" if source and (Path(source) / "install" / "install_db.php").is_file() else NO_SOURCE


@dataclass(frozen=True)
class _Peer:
    """A board in PHP, as `benchmarks.rounds.Answers` has it; nobody looks at its memory."""

    port: int
    pid: int  # of PHP-FPM
    database_pid: int
    mariadb: Sequence[str]  # the client, connected
    worker_pids: Sequence[int] = ()

    @property
    def url(self) -> str:
        """Of nginx."""
        return f"http://127.0.0.1:{self.port}"

    def settle(self) -> None:
        """PHP-FPM drops what its clients no longer wait for."""

    def sql(self, statements: str) -> None:
        """Run some statements."""
        subprocess.run(self.mariadb, input=statements, text=True, check=True)

    def must_show(self, text: str, path: str, form: Mapping[str, str] | None = None) -> None:
        """Fetch a page, or send a form to it; raise RuntimeError when it does not hold a text."""
        sent = None if form is None else urlencode(form)
        headers = {"Host": HOST, "Content-Type": "application/x-www-form-urlencoded"}
        headers["User-Agent"] = "Mozilla/5.0"
        status, page, _ = fetch(self.port, path, headers=headers, form=sent, within=60)
        if status != HTTPStatus.OK or text not in page:
            raise RuntimeError(f"{path} answered {status} without {text}:\n{page}")


@command(
    *("bench-peers", "Measure Gnuboard5 under the loads of this site."),
    obstacle=_obstacle,
    quick={"action": "store_true", "help": "short"},
    posts={"type": int, "default": 100_000},
)
def main(options: Options) -> None:
    """Measure it as it is shipped and with two indexes, and print the table."""
    sys.stdout.write(f"{machine()}\n\n")
    with ExitStack() as stack:
        (database,) = stack.enter_context(prepared(["sqlite"], [options.posts]))
        environment = production(database.url)
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="forum-peer-")))
        folder.chmod(0o755)
        peer = stack.enter_context(_gnuboard(folder))
        file = folder / "posts.sql"
        chosen = call_inside("benchmarks.inside.peers.written", str(file), environment=environment)
        peer.sql(file.read_text())
        peer.must_show(chosen["title"], f"{ARTICLE}{chosen['articles'][0]}")
        hello = stack.enter_context(floor("hello", environment))
        rows = []
        for tables, change in (("as shipped", ""), ("with two indexes", INDEXES)):
            peer.sql(change)
            extent = SHORT if options.quick else FULL
            rows += [(tables, *row) for row in _measured(peer, hello, chosen, extent)]
    sys.stdout.write(table(COLUMNS, rows))


def _measured(
    peer: _Peer, hello: Server, chosen: Mapping[str, Any], extent: Extent
) -> list[tuple[str, dict[str, Any]]]:
    """Return the figures of each page, by its name."""
    pages = {
        "list-1": [BOARD],
        "list-last": [f"{BOARD}&page={chosen['pages']}"],
        "article-rendered": [f"{ARTICLE}{pk}" for pk in chosen["articles"]],
        "search": [f"{SEARCH}{quote(word)}" for word in chosen["words"]],
    }
    first = Target(hello, partial(send, Requests(["/"])))
    requested = [
        Target(peer, partial(send, Requests(paths)), peer.database_pid) for paths in pages.values()
    ]
    rounds = sent_in_rounds([first, *requested, first], extent)
    return [(page, figures_of(rounds, place)) for place, page in enumerate(pages, start=1)]


@contextmanager
def _gnuboard(folder: Path) -> Iterator[_Peer]:
    """Start Gnuboard5 in a folder and install it, as its page for that does."""
    shutil.copytree(os.environ[SOURCE], folder / "site", ignore=shutil.ignore_patterns(".git"))
    (folder / "site" / "data").mkdir(exist_ok=True)
    web, php, sql = free_port(), free_port(), free_port()
    user = getpass.getuser()
    conf, pool = folder / "nginx.conf", folder / "php.conf"
    temporary = "".join(f"    {kind}_temp_path {folder}/{kind};\n" for kind in KINDS)
    of_root = "user root;" if user == "root" else ""
    conf.write_text(of_root + NGINX.format(folder=folder, port=web, php=php, temporary=temporary))
    pool.write_text(PHP.format(folder=folder, port=php, user=f"user = {user}\n" if of_root else ""))
    data = ["--no-defaults", f"--datadir={folder}/mariadb", f"--user={user}"]
    install = ["mariadb-install-db", *data, "--auth-root-authentication-method=normal"]
    subprocess.run(install, check=True, capture_output=True)
    database = ["mariadbd", *data, f"--port={sql}", "--bind-address=127.0.0.1"]
    database += [f"--socket={folder}/mariadb.sock"]
    fpm = [_fpm(), "--nodaemonize", "-y", str(pool), *(["-R"] if of_root else [])]
    with ExitStack() as stack:
        run = stack.enter_context
        database_pid = run(listening(database, port=sql, log=folder / "mariadb.log"))
        pid = run(listening(fpm, port=php, log=folder / "php-start.log"))
        server = ["nginx", "-p", str(folder), "-c", str(conf), "-e", str(folder / "nginx.log")]
        run(listening(server, port=web, log=folder / "nginx-start.log"))
        mariadb = ["mariadb", "--no-defaults", f"--socket={folder}/mariadb.sock", "-uroot"]
        subprocess.run(mariadb, input=EMPTY_DATABASE, text=True, check=True)
        peer = _Peer(web, pid, database_pid, [*mariadb, DATABASE])
        form = {**FORM, "mysql_host": f"127.0.0.1:{sql}"}
        peer.must_show("3/3", "/install/install_db.php", form)  # its last page
        peer.must_show("bo_table=free", BOARD)
        yield peer


def _fpm() -> str:
    path = f"{os.environ.get('PATH', '')}:/usr/sbin"
    return next((found for name in FPM if (found := shutil.which(name, path=path))), "")


if __name__ == "__main__":
    sys.exit(main())
