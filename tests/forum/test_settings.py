"""A wrong or missing setting stops the start with one sentence that names it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from forum import environment
from tests.forum.test_settings_table import variables_in_code

PROJECT = Path(environment.__file__).resolve().parent.parent
PRODUCTION = {
    "SECRET_KEY": "".join(map(chr, range(48, 110))),
    "SITE_URL": "https://forum.example.org",
    "DATABASE_URL": "sqlite://:memory:",
    "TRUSTED_PROXIES": "1",
    "EMAIL_URL": "submission://forum:password@mail.example.org",
}
WRONG = [
    ("SECRET_KEY", ""),
    ("SECRET_KEY", "too short"),
    ("SECRET_KEY", "a" * 60),
    ("SITE_URL", ""),
    ("SITE_URL", "forum.example.org"),
    ("SITE_URL", "ftp://forum.example.org"),
    ("SITE_URL", "https://forum.example.org/path"),
    ("SITE_URL", "https://[forum"),
    ("SITE_URL", "https://forum.example.org:port"),
    ("SITE_URL", "https://게시판..kr"),
    ("SITE_URL", "https://forum .example.org"),
    ("SITE_URL", "https://forum\t.example.org"),
    ("SITE_URL", "https://forum\n.example.org"),
    ("SITE_URL", "https:// forum.example.org"),
    ("SITE_URL", "https://forum.example.org /"),
    ("SITE_URL", "https://게시판\u3000.kr"),
    ("SITE_URL", "https://forum,example.org"),
    ("SITE_URL", "https://forum%20.example.org"),
    ("ALLOWED_HOSTS", "forum\t.example.org"),
    ("ALLOWED_HOSTS", "forum .example.org"),
    ("EMAIL_URL", "submission://forum:password@mail .example.org"),
    ("DATABASE_URL", "postgres://forum:password@data base/forum"),
    ("HSTS_SECONDS", "a year"),
    ("HSTS_PRELOAD", "perhaps"),
    ("DATABASE_URL", ""),
    ("DATABASE_URL", "sqlite:///"),
    ("DATABASE_URL", "mysql://localhost/forum"),
    ("DATABASE_URL", "postgres://localhost:port/forum"),
    ("DATABASE_URL", "sqlite:////dev/null/forum.sqlite3"),
    ("ALLOWED_HOSTS", "https://forum.example.org"),
    ("ALLOWED_HOSTS", "forum.example.org,,"),
    ("ALLOWED_HOSTS", "게시판..kr"),
    ("TRUSTED_PROXIES", "-1"),
    ("TRUSTED_PROXIES", "many"),
    ("DATABASE_POOL_SIZE", "0"),
    ("REPLICA_URLS", "postgres://replica.internal/forum"),  # beside SQLite
    ("REPLICA_URLS", "postgres://replica.internal/forum,"),
    ("REPLICA_URLS", "sqlite:///replica.sqlite3"),
    ("REPLICA_MAX_LAG", "1"),
    ("DEBUG", "perhaps"),
    ("DEBUG_TOOLBAR", "perhaps"),
    ("HOME_BLOCKS", "notices,weather"),
    ("HOME_BLOCKS", "best,best"),
    ("HOME_BLOCKS", "best,,boards"),
    ("RULES_URL", "rules.html"),
    ("TERMS_URL", "//example.org/terms"),
    ("PRIVACY_URL", "javascript:alert(1)"),
    ("CONTACT", "ask us"),
    ("CONTACT", "help@example.org?subject=hi"),
    ("CONTACT", "mailto:"),
    ("LANGUAGE_CODE", "fr"),
    ("TIME_ZONE", "Mars/Olympus"),
    ("TIME_ZONE", "/etc/passwd"),
    ("VIEW_COUNTER_URL", "memcached://localhost"),
    ("VIEW_WINDOW", "1"),
    ("VIEW_ROLL_UP_INTERVAL", "9"),
    ("COMMENT_EDIT_MINUTES", "soon"),
    ("TRASH_DAYS", "0"),
    ("SEE_AS_MINUTES", "241"),
    ("LEVEL_MEMBER_DAYS", "366"),
    ("LEVEL_MEMBER_TEXTS", "-1"),
    ("LEVEL_REGULAR_DAYS", "3651"),
    ("LEVEL_REGULAR_TEXTS", "some"),
    ("LEVEL_REGULAR_RECOMMENDERS", "1001"),
    ("DUPLICATE_MINUTES", "an hour"),
    ("ALIKE_DAYS", "31"),
    ("VOTE_RING_DAYS", "29"),
    ("VOTE_RING_MEMBERS", "1"),
    ("VOTE_RING_RECOMMENDATIONS", "many"),
    ("VOTE_BURST_RECOMMENDATIONS", "1"),
    ("AKISMET_URL", "rest.akismet.com"),
    ("AKISMET_CHECKS", "some"),
    ("LIMITS", "comment.members=often"),
    ("LIMITS", "dance.members=1/m"),
    ("LIMITS", "comment.nobody=1/m"),
    ("LINK_PREVIEWS", "perhaps"),
    ("VIDEO_SITES", "youtube,evil.example"),
    ("S3_BUCKET", "forum-uploads"),
    ("S3_ENDPOINT_URL", "s3.internal"),
    ("PG_BIN", "/nowhere"),
    ("S3_REGION", "ap-northeast-2"),
    ("S3_ACCESS_KEY_ID", "key"),
    ("S3_SECRET_ACCESS_KEY", "secret"),
    ("TASK_WORKER", "elsewhere"),
    ("PREPARED_QUERIES", "perhaps"),
    ("CACHED_PARTS", "perhaps"),
    ("PROOF_OF_WORK", "perhaps"),
    ("PUBLIC_DECISIONS", "perhaps"),
    ("REPORTS_HIDE_AT", "1001"),
    ("CACHE_URL", "memcached://localhost"),
    ("EMAIL_URL", ""),
    ("EMAIL_URL", "mail.example.org"),
    ("EMAIL_URL", "smtp://mail.example.org:port"),
    ("DEFAULT_FROM_EMAIL", "nobody"),
    ("GOOGLE_CLIENT_ID", "id"),
    ("GOOGLE_CLIENT_SECRET", "secret"),
    ("KAKAO_CLIENT_ID", "id"),
    ("KAKAO_CLIENT_SECRET", "secret"),
    ("NAVER_CLIENT_ID", "id"),
    ("NAVER_CLIENT_SECRET", "secret"),
    ("ADMIN_SECOND_STEP", "sometimes"),
    ("SESSION_IDLE_DAYS", "0"),
    ("SESSION_MAX_DAYS", "401"),
    ("LOG_LEVEL", "LOUD"),
    ("ENV_FILE", "missing.env"),
]
SHOW_ROUTING = """
from forum import settings
print(
    settings.REPLICAS,
    hasattr(settings, "DATABASE_ROUTERS"),
    any("replicas" in name for name in settings.MIDDLEWARE),
)
"""
WRONG_FOR_GUNICORN = [
    *WRONG[:1],
    ("PORT", "http"),
    ("PORT", "65536"),
    ("WEB_CONCURRENCY", "0"),
]

# Every text is a possible name or folder.
NEVER_WRONG = {"AKISMET_KEY", "MEDIA_ROOT", "SITE_NAME", "STATIC_ROOT"}


def start(*command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *command],
        cwd=PROJECT,
        env={"PATH": os.environ["PATH"], "ENV_FILE": "", **PRODUCTION, **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_variable_is_among_the_wrong_ones() -> None:
    assert {name for name, _ in WRONG + WRONG_FOR_GUNICORN} | NEVER_WRONG == set(
        variables_in_code()
    )


@pytest.mark.parametrize("name, value", WRONG)
def test_manage_stops_with_one_sentence_that_names_it(name: str, value: str) -> None:
    stopped = start("manage.py", "check", **{name: value})
    assert stopped.returncode == 1
    assert stopped.stdout == ""
    assert stopped.stderr.startswith(f"The setting {name} ")
    assert stopped.stderr.count("\n") == 1


@pytest.mark.parametrize("blank", [" ", "\t", "\n", "\u00a0", "\u3000"])
def test_a_blank_in_the_own_host_is_called_so(blank: str) -> None:
    stopped = start("manage.py", "check", SITE_URL=f"https://forum{blank}.example.org")
    assert stopped.stderr == "The setting SITE_URL has a blank in its host: write it without.\n"


@pytest.mark.parametrize("name, value", WRONG_FOR_GUNICORN)
def test_gunicorn_stops_with_one_sentence_that_names_it(name: str, value: str) -> None:
    stopped = start(
        "-m", "gunicorn", "--config=deploy/gunicorn.conf.py", "forum.wsgi", **{name: value}
    )
    assert stopped.returncode == 1
    assert stopped.stderr.startswith(f"The setting {name} ")
    assert stopped.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "url", ["sqlite://:memory:", "postgres://forum@127.0.0.1:1/forum?sslmode=require"]
)
def test_deployment_check_has_nothing_to_say_about_production(url: str) -> None:
    checked = start("manage.py", "check", "--deploy", "--fail-level=INFO", DATABASE_URL=url)
    assert checked.stdout == "System check identified no issues (0 silenced).\n"
    assert checked.stderr == ""
    assert checked.returncode == 0


def test_an_unreadable_url_of_a_replica_is_named() -> None:
    stopped = start(
        *("manage.py", "check"),
        DATABASE_URL="postgres://127.0.0.1:1/forum",
        REPLICA_URLS="postgres://127.0.0.1:port/forum",
    )
    assert stopped.returncode == 1
    assert stopped.stderr == "The setting REPLICA_URLS is not a readable URL.\n"


@pytest.mark.parametrize(
    "urls, aliases",
    [("", []), ("postgres://a/forum , postgres://b/forum", ["replica_1", "replica_2"])],
)
def test_only_a_site_with_replicas_has_a_router(urls: str, aliases: list[str]) -> None:
    shown = start(
        *("-c", SHOW_ROUTING),
        DATABASE_URL="postgres://127.0.0.1:1/forum",
        REPLICA_URLS=urls,
    )
    assert shown.stdout == f"{aliases} {bool(aliases)} {bool(aliases)}\n"


def test_environment_wins_over_the_file(tmp_path: Path) -> None:
    file = tmp_path / "settings.env"
    file.write_text("SITE_NAME=from the file\nTIME_ZONE=Asia/Seoul\n")
    shown = start(
        *("-c", "from forum.settings import *; print(SITE_NAME, TIME_ZONE)"),
        **{"ENV_FILE": str(file), "SITE_NAME": "from the environment"},
    )
    assert shown.stdout == "from the environment Asia/Seoul\n"


@pytest.mark.parametrize(
    "url",
    ["sqlite:///{folder}/empty.sqlite3", "sqlite:///{folder}/noise", "postgres://127.0.0.1:1/no"],
    ids=["no tables", "no database", "no server"],
)
def test_a_database_that_cannot_serve_is_told_in_two_lines(tmp_path: Path, url: str) -> None:
    (tmp_path / "noise").write_text("no database " * 1000)
    stopped = start("manage.py", "load_demo", DATABASE_URL=url.format(folder=tmp_path))
    assert stopped.returncode == 1
    assert "The database refused:" in stopped.stderr
    assert "DATABASE_URL" in stopped.stderr
    assert "Traceback" not in stopped.stderr


def test_an_unreadable_env_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "env").write_bytes(b"SITE_NAME=\xff")
    stopped = start("manage.py", "check", ENV_FILE=str(tmp_path / "env"))
    assert stopped.returncode == 1
    assert "ENV_FILE" in stopped.stderr
    assert stopped.stderr.count("\n") == 1


SHOW_HOSTS = """
from forum import settings
print(settings.SITE_URL, settings.ALLOWED_HOSTS, settings.CSRF_TRUSTED_ORIGINS)
"""


@pytest.mark.parametrize(
    ("given", "origin", "host"),
    [
        ("https://게시판.kr", "https://xn--o79a463btol.kr", "xn--o79a463btol.kr"),
        (
            "https://우리.게시판.kr:8443",
            "https://xn--oy2b11v.xn--o79a463btol.kr:8443",
            "xn--oy2b11v.xn--o79a463btol.kr",
        ),  # noqa: E501
        ("HTTPS://Forum.Example.ORG:443/", "https://forum.example.org", "forum.example.org"),
        (" https://forum.example.org \n", "https://forum.example.org", "forum.example.org"),
        ("http://[::1]:8000", "http://[::1]:8000", "[::1]"),
    ],
)
def test_the_own_host_is_written_as_browsers_send_it(given: str, origin: str, host: str) -> None:
    shown = start("-c", SHOW_HOSTS, SITE_URL=given)
    assert shown.stdout == f"{origin} ['{host}'] ['{origin}']\n", shown.stderr


def test_allowed_hosts_may_be_in_hangul() -> None:
    shown = start("-c", SHOW_HOSTS, ALLOWED_HOSTS=".게시판.kr, *, Forum.example.org")
    assert "['.xn--o79a463btol.kr', '*', 'forum.example.org']" in shown.stdout


@pytest.mark.parametrize(
    ("site_url", "port", "shown"),
    [
        ("http://127.0.0.1:8000", "9000", "http://127.0.0.1:9000"),
        ("http://localhost:8000", "9000", "http://localhost:9000"),
        ("http://127.0.0.1:8000", "", "http://127.0.0.1:8000"),
        ("http://127.0.0.1", "9000", "http://127.0.0.1"),  # a proxy of the own machine
        ("https://forum.example.org:8443", "9000", "https://forum.example.org:8443"),
    ],
)
def test_links_follow_the_port_on_the_own_machine(site_url: str, port: str, shown: str) -> None:
    printed = start(
        *("-c", "from forum.settings import SITE_URL; print(SITE_URL)"),
        **{"SITE_URL": site_url, "PORT": port},
    )
    assert printed.stdout == f"{shown}\n"


SHOW_HSTS = """
from forum import settings as s
print(s.SECURE_HSTS_SECONDS, s.SECURE_HSTS_INCLUDE_SUBDOMAINS, s.SECURE_HSTS_PRELOAD)
"""


def test_hsts_is_a_year_and_no_preloading_unless_told() -> None:
    assert start("-c", SHOW_HSTS).stdout == "31536000 True False\n"
    told = start("-c", SHOW_HSTS, HSTS_SECONDS="300", HSTS_PRELOAD="true")
    assert told.stdout == "300 True True\n"
    plain = start("-c", SHOW_HSTS, SITE_URL="http://127.0.0.1:8000", HSTS_PRELOAD="true")
    assert plain.stdout == "0 False False\n"


def test_an_env_file_of_somebody_else_is_called_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: object, **options: object) -> None:
        raise PermissionError(13, "Permission denied")

    (tmp_path / ".env").write_text("SITE_NAME=theirs")
    monkeypatch.setattr(environment.env, "read_env", refuse)
    monkeypatch.delenv("ENV_FILE")
    with pytest.raises(ImproperlyConfigured, match="cannot be read by this user: Permission") as it:
        environment.load_env_file(tmp_path)
    assert str(tmp_path / ".env") in str(it.value)
    assert "UTF-8" not in str(it.value)
