"""The WSGI application that gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "forum.settings")

application = get_wsgi_application()

# Reads settings and models, which must be set up first.
from boards.background.worker import start_background_work  # noqa: E402
from boards.counters.background import background_roll_up  # noqa: E402
from forum.replicas.watch import start_watching  # noqa: E402

background_roll_up.start()
start_watching()
start_background_work()
