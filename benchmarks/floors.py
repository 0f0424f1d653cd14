"""What the site is compared with: as little as a Python web process can do.

`benchmarks.floors:hello` is Django as `startproject` leaves it, with the middleware it has by
default, and one view that says hello. `benchmarks.floors:static_file` is WhiteNoise alone, with
the file `page.html` of the folder BENCH_FLOOR_FILES.
"""

import os
import secrets
from pathlib import Path

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path
from whitenoise import WhiteNoise

from benchmarks.site import HOST


def _hello(request: HttpRequest) -> HttpResponse:
    return HttpResponse("Hello, world!")


urlpatterns = [path("", _hello)]

settings.configure(
    SECRET_KEY=secrets.token_urlsafe(50),
    ALLOWED_HOSTS=[HOST],
    ROOT_URLCONF=__name__,
    INSTALLED_APPS=[
        "django.contrib.admin",
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "django.contrib.messages",
        "django.contrib.staticfiles",
    ],
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ],
)

hello = get_wsgi_application()
static_file = WhiteNoise(hello, root=Path(os.environ["BENCH_FLOOR_FILES"]))
