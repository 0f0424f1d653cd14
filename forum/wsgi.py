"""The WSGI application that gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "forum.settings")

# Before there is a connection that it could come too late for.
from forum import deadlines  # noqa: E402

deadlines.apply()

# Reads settings and models, which must be set up first.
from forum.head_requests import without_body_for_head  # noqa: E402
from forum.last_resort import answer_whatever_happens  # noqa: E402
from forum.security_headers import with_security_headers  # noqa: E402
from forum.storable_requests import ReadableRequest  # noqa: E402

django_application = get_wsgi_application()
django_application.request_class = ReadableRequest
application = without_body_for_head(
    with_security_headers(answer_whatever_happens(django_application))
)

from boards.background.worker import start_background_work  # noqa: E402
from boards.counters.background import background_roll_up  # noqa: E402
from forum.replicas.replica_monitor import start_watching  # noqa: E402

background_roll_up.start()
start_watching()
start_background_work()
