"""Django settings. Everything that differs between installations comes from the environment.

docs/settings.md describes each variable; a test compares that table with this file.
"""

import logging
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from forum import environment
from forum.caches import cache_configs
from forum.databases import database_config, replica_configs
from forum.logs import logging_config
from forum.sign_in_providers import sign_in_providers
from forum.storages import upload_storage

BASE_DIR = Path(__file__).resolve().parent.parent
environment.load_env_file(BASE_DIR)

# -- identity ---------------------------------------------------------------------------------
SECRET_KEY = environment.secret("SECRET_KEY")
DEBUG = environment.switch("DEBUG", default=False)
SITE_NAME = environment.text("SITE_NAME", default="모두의 게시판")
SITE_URL = environment.own_origin("SITE_URL", port_name="PORT")
ALLOWED_HOSTS = environment.hosts(
    "ALLOWED_HOSTS", default=[environment.in_url(urlsplit(SITE_URL).hostname or "")]
)
TRUSTED_PROXIES = environment.whole_number("TRUSTED_PROXIES", default=0, at_least=0, at_most=5)
HTTPS = SITE_URL.startswith("https://")

INSTALLED_APPS = [
    # Before boards.members, whose admin removes some of what theirs offers.
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.google",
    "allauth.socialaccount.providers.kakao",
    "allauth.socialaccount.providers.naver",
    "allauth.usersessions",
    # Before django_tasks_db, whose command `db_worker` it replaces.
    "boards.background",
    "django_tasks",
    "django_tasks_db",
    "boards.letters",
    "boards.members",
    "boards",
    "boards.sanctions",
    "boards.counters",
    "boards.posts",
    "boards.search",
    "boards.feeds",
    "boards.discovery",
    "boards.levels",
    "boards.previews",
    "boards.filters",
    "boards.moderation",
    "boards.support",
    "boards.vote_rings",
    "boards.accounts",
    "boards.imports",
    "boards.samples",
    "boards.backups",
    "forum.apps.ForumAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "taggit",
    "django_prose_editor",
    "csp",
    "django_htmx",
    "django_structlog",
]

MIDDLEWARE = [
    # The headers come first, so that redirects, static files and errors carry them too: the first
    # ensures it even if one of the others fails.
    "forum.security_headers.security_headers_middleware",
    "forum.storable_requests.readable_encoding_middleware",
    "forum.request_ids.request_id_middleware",
    "forum.guest_pages.GuestPagesMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "forum.storable_requests.StorableRequestsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # Before anything asks who the visitor is.
    "boards.support.seeing.middleware.SeeingAsMiddleware",
    "boards.members.preferences.preferences_middleware",
    "forum.language.language_address_middleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "forum.error_pages.not_allowed_middleware",
    "forum.error_pages.refusals_middleware",
    "boards.moderation.sanctions.middleware.suspended_members_middleware",
    "boards.members.middleware.UnprocessableFormsMiddleware",
    "boards.members.known_browsers.known_browsers_middleware",
    "boards.discovery.old_addresses.old_addresses_middleware",
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
_pool_size = environment.whole_number("DATABASE_POOL_SIZE", default=4, at_least=1, at_most=200)
DATABASES = {
    "default": database_config(
        environment.url("DATABASE_URL", schemes=("sqlite", "postgres", "postgresql")),
        base_dir=BASE_DIR,
        pool_size=_pool_size,
    )
}
_replicas = replica_configs(
    environment.optional_urls("REPLICA_URLS", schemes=("postgres", "postgresql")),
    primary=DATABASES["default"],
    pool_size=_pool_size,
)
REPLICAS = list(_replicas)
# Seconds; each process measures twice a second how far a replica lags.
REPLICA_MAX_LAG = environment.whole_number("REPLICA_MAX_LAG", default=5, at_least=2, at_most=300)
if REPLICAS:
    DATABASES |= _replicas
    DATABASE_ROUTERS = ["forum.replicas.router.ReplicaRouter"]
    MIDDLEWARE.insert(
        MIDDLEWARE.index("django.contrib.sessions.middleware.SessionMiddleware"),
        "forum.replicas.middleware.replicas_middleware",
    )
# How `manage.py move_database` reads the URL of another database.
DATABASE_URL_READER = "forum.databases.database_config"
# The folder of pg_dump and pg_restore; empty if they are found without it.
PG_BIN = environment.optional_folder("PG_BIN")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# -- cache ------------------------------------------------------------------------------------
# `default` is shared by the web workers: limits are counted in it.
CACHES = cache_configs(
    environment.url("CACHE_URL", schemes=("database", "redis", "rediss"), default="database://")
)

# -- members ----------------------------------------------------------------------------------
AUTH_USER_MODEL = "boards_members.Member"
AUTHENTICATION_BACKENDS = ["boards.members.backends.MemberBackend"]
# The first makes new hashes; any other hash is replaced when its member signs in.
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
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

# -- accounts ---------------------------------------------------------------------------------
ACCOUNT_ADAPTER = "boards.members.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "add_email": "boards.members.forms.NewAddressForm",
    "login": "boards.members.forms.SignInForm",
    "reset_password": "boards.members.forms.ForgottenPasswordForm",
    "signup": "boards.members.forms.SignUpForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = "handle"
ACCOUNT_LOGIN_METHODS = {"email", "username"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_CHANGE_EMAIL = True  # the old e-mail address stays until the new one is confirmed
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True  # in the browser that signed up
ACCOUNT_EMAIL_SUBJECT_PREFIX = f"[{SITE_NAME}] "
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_RATE_LIMITS = {
    "change_handle": "5/d/user",
    "confirm_email": "3/5m/key,8/d/key",  # a key is an e-mail address
    "login": None,  # boards.members.attempts slows down password guessing
    "login_failed": "20/5m/ip,5/5m/key",  # wrong second factors; a key is an account
    "reset_password": "20/h/ip,5/h/key",
    "send_confirmation": "20/h/ip",
    "signup": "20/h/ip",
    "signup_unproved": "3/h/ip",  # where PROOF_OF_WORK is on, and the browser proved none
}
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES

MFA_ADAPTER = "boards.members.adapters.TwoStepAdapter"
MFA_FORMS = {
    "add_webauthn": "boards.members.forms.NewPasskeyForm",
    "authenticate_webauthn": "boards.members.passkeys.PasskeySecondStepForm",
    "login_webauthn": "boards.members.forms.PasskeySignInForm",
    "reauthenticate_webauthn": "boards.members.passkeys.PasskeyAgainForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # or nobody with a second factor could change the e-mail address
# Whether the admin opens only after signing in with a second factor.
ADMIN_SECOND_STEP = environment.switch("ADMIN_SECOND_STEP", default=True)
MFA_TOTP_ISSUER = SITE_NAME
MFA_TOTP_TOLERANCE = 1  # periods of 30 seconds by which a phone's clock may be wrong

SOCIALACCOUNT_ADAPTER = "boards.members.social_login.SocialLoginAdapter"
SOCIALACCOUNT_AUTO_SIGNUP = False  # a new member chooses a handle
SOCIALACCOUNT_FORMS = {"signup": "boards.members.forms.SignUpFromOtherSiteForm"}
SOCIALACCOUNT_PROVIDERS = sign_in_providers(
    google=(
        environment.optional("GOOGLE_CLIENT_ID", needs="GOOGLE_CLIENT_SECRET"),
        environment.optional("GOOGLE_CLIENT_SECRET", needs="GOOGLE_CLIENT_ID"),
    ),
    kakao=(
        environment.optional("KAKAO_CLIENT_ID", needs="KAKAO_CLIENT_SECRET"),
        environment.optional("KAKAO_CLIENT_SECRET", needs="KAKAO_CLIENT_ID"),
    ),
    naver=(
        environment.optional("NAVER_CLIENT_ID", needs="NAVER_CLIENT_SECRET"),
        environment.optional("NAVER_CLIENT_SECRET", needs="NAVER_CLIENT_ID"),
    ),
)

# -- e-mail -----------------------------------------------------------------------------------
# On the console, a link to a new password would be in the logs of a real site.
_mail = environment.mail_server("EMAIL_URL", default=None if HTTPS else "console://")
# An e-mail waits in the queue until background work hands it to the first backend; what is only
# printed need not wait.
EMAIL_DELIVERY_BACKEND = _mail["EMAIL_BACKEND"]
EMAIL_BACKEND = (
    EMAIL_DELIVERY_BACKEND
    if EMAIL_DELIVERY_BACKEND.endswith("console.EmailBackend")
    else "boards.letters.backend.QueueBackend"
)
EMAIL_HOST = _mail["EMAIL_HOST"]
EMAIL_PORT = _mail["EMAIL_PORT"]
EMAIL_HOST_USER = _mail["EMAIL_HOST_USER"]
EMAIL_HOST_PASSWORD = _mail["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS = _mail["EMAIL_USE_TLS"]
EMAIL_USE_SSL = _mail["EMAIL_USE_SSL"]
EMAIL_TIMEOUT = 10  # seconds for each response of the mail server
DEFAULT_FROM_EMAIL = SERVER_EMAIL = environment.mail_sender(
    "DEFAULT_FROM_EMAIL",
    default=environment.sender_named(SITE_NAME, host=environment.mail_host(SITE_URL)),
)

# -- what pages say and show --------------------------------------------------------------------
# Blocks of the home page, in their order.
HOME_BLOCKS = environment.choices(
    "HOME_BLOCKS", options=("notices", "best", "boards"), default="notices,best,boards"
)
# Links of the footer; what is not set is not there.
RULES_URL = environment.optional_link("RULES_URL")
TERMS_URL = environment.optional_link("TERMS_URL")
PRIVACY_URL = environment.optional_link("PRIVACY_URL")
CONTACT = environment.optional_contact("CONTACT")

# -- language and time ------------------------------------------------------------------------
LANGUAGE_CODE = environment.choice("LANGUAGE_CODE", options=("ko", "en"), default="en")
LANGUAGES = [("ko", _("Korean")), ("en", _("English"))]
# makemessages fills the first. The second rewords texts of Django and allauth.
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale" / "overrides"]
USE_I18N = True
FORMAT_MODULE_PATH = "forum.formats"
USE_TZ = True
TIME_ZONE = environment.time_zone("TIME_ZONE", default="America/New_York")

# -- files ------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / environment.text("STATIC_ROOT", default="staticfiles")
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "forum.joined_static.JoinedFinder",  # before the one that finds the same files as written
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
MEDIA_ROOT = BASE_DIR / environment.text("MEDIA_ROOT", default="data/media")
STORAGES = {
    "default": upload_storage(
        bucket=environment.optional("S3_BUCKET", needs="S3_ENDPOINT_URL"),
        endpoint_url=environment.optional_url("S3_ENDPOINT_URL", schemes=("https", "http")),
        region=environment.optional("S3_REGION", needs="S3_BUCKET"),
        access_key_id=environment.optional("S3_ACCESS_KEY_ID", needs="S3_SECRET_ACCESS_KEY"),
        secret_access_key=environment.optional("S3_SECRET_ACCESS_KEY", needs="S3_ACCESS_KEY_ID"),
    ),
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# Bytes of a form without its files: a text may bring a picture of 20 MB inside it, which is a third
# longer there.
DATA_UPLOAD_MAX_MEMORY_SIZE = 30 * 1024 * 1024

# -- security ---------------------------------------------------------------------------------
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
_hsts_seconds = environment.whole_number(
    "HSTS_SECONDS", default=31_536_000, at_least=0, at_most=126_144_000
)
SECURE_HSTS_SECONDS = _hsts_seconds if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = environment.switch("HSTS_PRELOAD", default=False) and HTTPS
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SESSION_ENGINE = "boards.members.session_engine"
# Seconds: after a visit, and after signing in in any case.
SESSION_COOKIE_AGE = 86_400 * environment.whole_number(
    "SESSION_IDLE_DAYS", default=14, at_least=1, at_most=400
)
SESSION_MAX_AGE = 86_400 * environment.whole_number(
    "SESSION_MAX_DAYS", default=90, at_least=1, at_most=400
)
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
    # Seconds within which one reader of one article counts once. A salt is replaced after one
    # window and destroyed after two, which is why a window is at most a day.
    "WINDOW": environment.whole_number("VIEW_WINDOW", default=86_400, at_least=60, at_most=86_400),
    # Seconds between two roll-ups; 0 leaves them to `manage.py roll_up_views`.
    "ROLL_UP_INTERVAL": environment.whole_number(
        "VIEW_ROLL_UP_INTERVAL", default=5, at_least=0, at_most=8
    ),
}

# -- background work --------------------------------------------------------------------------
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
# `in_process`: the web processes run tasks too; `external`: only `manage.py db_worker` does.
TASK_WORKER = environment.choice(
    "TASK_WORKER", options=("in_process", "external"), default="in_process"
)

# -- queries and parts of pages ---------------------------------------------------------------
# Off, each query is written anew by Django: slower, with the same rows. For who looks for a fault.
PREPARED_QUERIES = environment.switch("PREPARED_QUERIES", default=True)
# Off, everything on a page is rendered for that page: slower, with the same HTML.
CACHED_PARTS = environment.switch("CACHED_PARTS", default=True)

# -- forms ------------------------------------------------------------------------------------
FORMS_URLFIELD_ASSUME_HTTPS = True  # as Django 6 does, which no longer knows this setting

# -- limits -----------------------------------------------------------------------------------
# By action, then by who: how often something may be done.
LIMITS = environment.optional_limits("LIMITS")

# -- comments ---------------------------------------------------------------------------------
# Minutes within which the author of a comment may edit it; 0 allows no edits.
COMMENT_EDIT_MINUTES = environment.whole_number(
    "COMMENT_EDIT_MINUTES", default=30, at_least=0, at_most=525_600
)

# -- trash ------------------------------------------------------------------------------------
# Days for which what was deleted can be restored, before it is purged.
TRASH_DAYS = environment.whole_number("TRASH_DAYS", default=30, at_least=1, at_most=3650)

# -- levels of members --------------------------------------------------------------------------
# What each level takes: days since joining, published posts and comments together, and of a regular
# member the number of members who recommended one of those.
LEVEL_MEMBER_DAYS = environment.whole_number(
    "LEVEL_MEMBER_DAYS", default=7, at_least=0, at_most=365
)
LEVEL_MEMBER_TEXTS = environment.whole_number(
    "LEVEL_MEMBER_TEXTS", default=5, at_least=0, at_most=100
)
LEVEL_REGULAR_DAYS = environment.whole_number(
    "LEVEL_REGULAR_DAYS", default=60, at_least=0, at_most=3650
)
LEVEL_REGULAR_TEXTS = environment.whole_number(
    "LEVEL_REGULAR_TEXTS", default=50, at_least=0, at_most=1000
)
LEVEL_REGULAR_RECOMMENDERS = environment.whole_number(
    "LEVEL_REGULAR_RECOMMENDERS", default=10, at_least=0, at_most=1000
)

# -- moderation -------------------------------------------------------------------------------
# The weight of reports (1 of a new member, 2 of a member, 3 of a regular one) that hides what they
# are about until a moderator has looked; 0 hides nothing.
REPORTS_HIDE_AT = environment.whole_number("REPORTS_HIDE_AT", default=5, at_least=0, at_most=1000)
# Whether everybody may read what was decided, with names masked.
PUBLIC_DECISIONS = environment.switch("PUBLIC_DECISIONS", default=True)

# Minutes for which staff see the site as a member does, at most.
SEE_AS_MINUTES = environment.whole_number("SEE_AS_MINUTES", default=30, at_least=1, at_most=240)

# Whether browsers prove work for the forms of guests: signing up, and takedown requests.
PROOF_OF_WORK = environment.switch("PROOF_OF_WORK", default=False)

# -- vote rings -------------------------------------------------------------------------------
# Days within which recommendations are compared, for who recommends each other's; 0 for no look,
# and then it is not stored either from which network somebody recommends.
VOTE_RING_DAYS = environment.whole_number("VOTE_RING_DAYS", default=7, at_least=0, at_most=28)
# From how many members of one network, and how many of their recommendations of one author, on.
VOTE_RING_MEMBERS = environment.whole_number(
    "VOTE_RING_MEMBERS", default=3, at_least=2, at_most=100
)
VOTE_RING_RECOMMENDATIONS = environment.whole_number(
    "VOTE_RING_RECOMMENDATIONS", default=10, at_least=2, at_most=1000
)
# From how many recommendations of one thing by new members within an hour on.
VOTE_BURST_RECOMMENDATIONS = environment.whole_number(
    "VOTE_BURST_RECOMMENDATIONS", default=5, at_least=2, at_most=1000
)

# -- filters and approval -----------------------------------------------------------------------
# Minutes within which a member cannot publish the same text again; 0 for no such rule.
DUPLICATE_MINUTES = environment.whole_number(
    "DUPLICATE_MINUTES", default=60, at_least=0, at_most=10_080
)
# Days within which texts are compared, so that alike ones wait for a moderator; 0 for no such rule.
ALIKE_DAYS = environment.whole_number("ALIKE_DAYS", default=7, at_least=0, at_most=30)

# Akismet is asked about new texts where there is a key; without one nothing is sent anywhere.
AKISMET_KEY = environment.optional_text("AKISMET_KEY")
AKISMET_URL = environment.url(
    "AKISMET_URL", schemes=("https", "http"), default="https://rest.akismet.com"
)
# `new`: what new members publish; `all`: what anybody does who does not moderate the board.
AKISMET_CHECKS = environment.choice("AKISMET_CHECKS", options=("new", "all"), default="new")
if AKISMET_KEY:
    MIDDLEWARE.append("boards.filters.akismet.sender.sender_middleware")

# -- link previews ----------------------------------------------------------------------------
# Whether the site fetches the pages that posts link to, to show their titles and pictures.
LINK_PREVIEWS = environment.switch("LINK_PREVIEWS", default=True)

# -- videos -----------------------------------------------------------------------------------
# Sites whose players a post may show; boards/posts/text/videos.py knows them.
VIDEO_SITES = environment.choices(
    "VIDEO_SITES",
    options=("youtube", "vimeo", "naver"),
    default="youtube,vimeo,naver",
    may_be_none=True,
)

# -- logs -------------------------------------------------------------------------------------
LOGGING = logging_config(
    level=environment.choice(
        "LOG_LEVEL", options=("DEBUG", "INFO", "WARNING", "ERROR"), default="INFO"
    ),
)
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
DJANGO_STRUCTLOG_USER_ID_FIELD = None
DJANGO_STRUCTLOG_STATUS_START_LOG_LEVEL = logging.DEBUG  # one line per request, when it is finished

# -- make dev ---------------------------------------------------------------------------------
if environment.switch("DEBUG_TOOLBAR", default=False) and DEBUG:
    INSTALLED_APPS += ["debug_toolbar"]
    MIDDLEWARE.insert(
        MIDDLEWARE.index("whitenoise.middleware.WhiteNoiseMiddleware") + 1,
        "debug_toolbar.middleware.DebugToolbarMiddleware",
    )
    INTERNAL_IPS = ["127.0.0.1"]
