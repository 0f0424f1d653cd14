"""How gunicorn serves the site: `gunicorn --config deploy/gunicorn.conf.py forum.wsgi`."""

import sys
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

try:
    # Read here as well as in each worker: a wrong setting stops the start with its own sentence.
    from forum import environment, settings, shared_stamp

    port = environment.whole_number("PORT", default=8000, at_least=1, at_most=65_535)
    workers = environment.whole_number("WEB_CONCURRENCY", default=2, at_least=1, at_most=256)
except ImproperlyConfigured as error:
    sys.exit(str(error))

# Before there are workers, so that all of them have the same.
shared_stamp.share()

bind = f"127.0.0.1:{port}"
chdir = str(PROJECT)

# A worker is replaced now and then, so that memory it may leak does not pile up.
max_requests = 10_000
max_requests_jitter = 1_000
timeout = 30  # seconds
graceful_timeout = 20  # seconds

# Heartbeat files on a disk can stall a worker while the disk is busy.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108

# The request middleware writes one line a request, without the address that gunicorn would add.
accesslog = None
logconfig_dict = settings.LOGGING
control_socket_disable = True
