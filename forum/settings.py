"""Django settings. Everything that differs between installations comes from the environment.

docs/settings.md describes each variable; a test holds that table against this file.
"""

import logging
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from forum import environment
from forum.databases import database_config
from forum.logs import logging_config

BASE_DIR = Path(__file__).resolve().parent.parent
environment.load_env_file(BASE_DIR)

# -- who we are -------------------------------------------------------------------------------
SECRET_KEY = environment.secret("SECRET_KEY")
DEBUG = environment.switch("DEBUG", default=False)
SITE_NAME = environment.text("SITE_NAME", default="모두의 게시판")
SITE_URL = environment.origin("SITE_URL")
ALLOWED_HOSTS = environment.hosts("ALLOWED_HOSTS", default=[urlsplit(SITE_URL).hostname or ""])
TRUSTED_PROXIES = environment.whole_number("TRUSTED_PROXIES", default=0, at_least=0, at_most=5)

INSTALLED_APPS = [
    "boards.members",
    "boards",
    "boards.counters",
    "boards.posts",
    "boards.imports",
    "forum.apps.ForumAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "taggit",
    "csp",
    "django_structlog",
]

MIDDLEWARE = [
    # The headers come first, so that redirects, static files and errors carry them too.
    "forum.request_ids.request_id_middleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]

ROOT_URLCONF = "forum.urls"
WSGI_APPLICATION = "forum.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "boards.navigation.navigation",
            ],
        },
    },
]

# -- databases --------------------------------------------------------------------------------
DATABASES = {
    "default": database_config(
        environment.url("DATABASE_URL", schemes=("sqlite", "postgres", "postgresql")),
        base_dir=BASE_DIR,
        pool_size=environment.whole_number(
            "DATABASE_POOL_SIZE", default=4, at_least=1, at_most=200
        ),
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# -- members ----------------------------------------------------------------------------------
AUTH_USER_MODEL = "boards_members.Member"
LOGIN_URL = "/accounts/login/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# -- language and time ------------------------------------------------------------------------
LANGUAGE_CODE = environment.choice("LANGUAGE_CODE", options=("ko", "en"), default="en")
LANGUAGES = [("ko", _("Korean")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = environment.time_zone("TIME_ZONE", default="America/New_York")

# -- files ------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / environment.text("STATIC_ROOT", default="staticfiles")
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024  # bytes of a form without its files

# -- security ---------------------------------------------------------------------------------
HTTPS = SITE_URL.startswith("https://")
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 63_072_000 if HTTPS else 0  # two years
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
CSRF_TRUSTED_ORIGINS = [SITE_URL]
CSRF_FAILURE_VIEW = "forum.error_pages.csrf_failure"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "base-uri": [NONE],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "img-src": [SELF],
        "manifest-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
    },
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: []
    for feature in (
        "accelerometer", "camera", "display-capture", "geolocation", "gyroscope",
        "magnetometer", "microphone", "midi", "payment", "usb",
    )
}  # fmt: skip

# -- view counting ----------------------------------------------------------------------------
_view_counter_url = environment.url(
    "VIEW_COUNTER_URL", schemes=("database", "redis", "rediss"), default="database://"
)
VIEW_COUNTER: dict[str, Any] = {
    "BACKEND": (
        "boards.counters.backends.database.DatabaseBackend"
        if _view_counter_url.startswith("database:")
        else "boards.counters.backends.redis.RedisBackend"
    ),
    "LOCATION": _view_counter_url,
    # Seconds in which one reader of one article counts once. A salt is new after one window and
    # destroyed after two, which is why a window is a day at most.
    "WINDOW": environment.whole_number("VIEW_WINDOW", default=86_400, at_least=60, at_most=86_400),
    # Seconds between two roll-ups; 0 leaves them to `manage.py roll_up_views`.
    "ROLL_UP_INTERVAL": environment.whole_number(
        "VIEW_ROLL_UP_INTERVAL", default=5, at_least=0, at_most=8
    ),
}

# -- forms ------------------------------------------------------------------------------------
FORMS_URLFIELD_ASSUME_HTTPS = True  # as Django 6 does, which no longer knows this setting

# -- tags -------------------------------------------------------------------------------------
TAGGIT_CASE_INSENSITIVE = True

# -- logs -------------------------------------------------------------------------------------
LOGGING = logging_config(
    level=environment.choice(
        "LOG_LEVEL", options=("DEBUG", "INFO", "WARNING", "ERROR"), default="INFO"
    ),
)
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
DJANGO_STRUCTLOG_USER_ID_FIELD = None
DJANGO_STRUCTLOG_STATUS_START_LOG_LEVEL = logging.DEBUG  # one line a request, when it is done

# -- make dev ---------------------------------------------------------------------------------
if environment.switch("DEBUG_TOOLBAR", default=False) and DEBUG:
    INSTALLED_APPS += ["debug_toolbar"]
    MIDDLEWARE.insert(
        MIDDLEWARE.index("whitenoise.middleware.WhiteNoiseMiddleware") + 1,
        "debug_toolbar.middleware.DebugToolbarMiddleware",
    )
    INTERNAL_IPS = ["127.0.0.1"]
