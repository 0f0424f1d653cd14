"""How gunicorn serves the site: `gunicorn --config deploy/gunicorn.conf.py forum.wsgi`."""

import gc
import os
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

SITE = "forum.wsgi"  # whose code is loaded before it is forked; anything else is left alone

# Templates of the pages that are asked for most, which are read before there are workers.
PAGES = ("posts/article.html", "posts/list.html", "search/results.html")

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
    if server.app.app_uri.partition(":")[0] == SITE:
        load_site()


def load_site() -> None:
    """Import the site before it is forked: what workers only read is in memory once for all.

    So a worker that takes the place of another one begins at once, too. Nothing is opened or
    started here that a fork could not take along: each worker does that in `forum/wsgi.py`.
    """
    import django
    from django.db import connections
    from django.template.loader import get_template
    from django.urls import get_resolver
    from django.utils import translation

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "forum.settings")
    django.setup()
    get_resolver().url_patterns  # noqa: B018 - imports all views
    for name in PAGES:
        get_template(name)
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            translation.gettext("Posts")
    connections.close_all()
    gc.collect()
    gc.freeze()


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
