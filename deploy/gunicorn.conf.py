"""How gunicorn serves the site: `gunicorn --config deploy/gunicorn.conf.py forum.wsgi`."""

import gc
import sys
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from gunicorn.glogging import Logger as GunicornLogger

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

try:
    # Read here as well as in each worker: a wrong setting stops the start with its own sentence.
    from boards.caching import parts, write_generation
    from boards.counters import spool
    from deploy.port import why_not
    from forum import environment, settings

    port = environment.whole_number("PORT", default=8000, at_least=1, at_most=65_535)
    workers = environment.whole_number("WEB_CONCURRENCY", default=2, at_least=1, at_most=256)
except ImproperlyConfigured as error:
    sys.exit(str(error))

# Before there are workers, so that all of them have the same.
parts.share()
write_generation.share()
spool.share()

bind = f"127.0.0.1:{port}"
chdir = str(PROJECT)

# A worker is replaced now and then, so that memory it may leak does not pile up.
max_requests = 100_000
max_requests_jitter = 20_000
timeout = 30  # seconds in which a worker shows to be alive
# Each slow client holds one; pages are made by one thread of each worker (forum/web_worker.py).
worker_class = "forum.web_worker.WebWorker"
threads = 256
keepalive = 5  # seconds

# What a proxy says in X-Forwarded-… is Django's to believe (TRUSTED_PROXIES). gunicorn itself would
# believe whoever connects from this machine, and let a client set SCRIPT_NAME through the proxy.
forwarder_headers = ""
forwarded_allow_ips = ""
secure_scheme_headers: dict[str, str] = {}
graceful_timeout = 20  # seconds

# New objects before Python looks for garbage among them, and how often it looks among older ones.
# A page makes thousands, nearly all of which go by themselves; Python's own 700 would look at them
# several times for each page.
GARBAGE_THRESHOLDS = (10_000, 20, 20)

# Heartbeat files on a disk can stall a worker while the disk is busy.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108


class Logger(GunicornLogger):
    """Leaves the line of each request to the middleware, whose lines have no IP address."""

    def access(self, *args: Any) -> None:
        """Do not even gather what such a line would say."""


def on_starting(server: Any) -> None:
    """Say in one sentence that the port is taken, where gunicorn would try again for seconds.

    Who passes a socket, as systemd does and gunicorn itself when it is replaced, has the port.
    """
    if server.cfg.bind == [bind] and not environment.has_passed_socket():
        reason = why_not(port, another="PORT={port}")
        if reason:
            sys.exit(reason)


def post_worker_init(worker: Any) -> None:
    """Let Python look for garbage where there may be some: not in what stays until the end."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*GARBAGE_THRESHOLDS)


def worker_exit(server: Any, worker: Any) -> None:
    """Give the task on which this process works time to end, or else to another process."""
    from boards.background.worker import stop_background_work

    stop_background_work()


logger_class = Logger
logconfig_dict = settings.LOGGING
control_socket_disable = True
