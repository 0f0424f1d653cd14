"""Reads settings from the environment and stops the start with one sentence when one is wrong."""

import os
import re
from email.utils import parseaddr, quote
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import dj_email_url
from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvError

from forum.limits import limits_with

env = Env()

# What stands behind the scheme and, if there are any, a name and a password.
_HOST_OF_URL = re.compile(r"[^:/?#]+://(?:[^/]*@)?([^/?#]*)")
_HOST = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?")

LOOPBACK_HOSTS = {"127.0.0.1", "localhost", "::1"}


def load_env_file(base_dir: Path) -> None:
    """Read the variables of ENV_FILE (`.env` unless told otherwise) beside the environment.

    Variables of the environment win. An empty ENV_FILE reads no file; a file that was named and
    is missing raises ImproperlyConfigured.
    """
    name = os.environ.get("ENV_FILE")
    if name == "":
        return
    path = base_dir / (name or ".env")
    which = f"The file {path}" + (" that ENV_FILE names" if name else "")
    try:
        if path.is_file():
            env.read_env(path, recurse=False)
        elif name:
            raise ImproperlyConfigured("The setting ENV_FILE names a file that does not exist.")
    except OSError as error:
        raise ImproperlyConfigured(
            f"{which} cannot be read by this user: {error.strerror or error}."
        ) from error
    except ValueError as error:
        raise ImproperlyConfigured(f"{which} is not a text in UTF-8.") from error


def text(name: str, *, default: str) -> str:
    """Return a variable without surrounding space, or the default when it is missing or empty."""
    return env.str(name, "").strip() or default


def secret(name: str) -> str:
    """Return a required secret; raise ImproperlyConfigured when it is too short to be one."""
    value = _required(name)
    if len(value) < 50 or len(set(value)) < 5:
        raise ImproperlyConfigured(
            f"The setting {name} is too weak: it needs 50 random characters or more."
        )
    return value


def url(name: str, *, schemes: tuple[str, ...], default: str | None = None) -> str:
    """Return a URL; raise ImproperlyConfigured when it is missing or has another scheme."""
    value = text(name, default=default) if default else _required(name)
    if _scheme(value) not in schemes:
        beginnings = " or ".join(f"{scheme}://" for scheme in schemes)
        raise ImproperlyConfigured(
            f"The setting {name} must be a URL that begins with {beginnings}."
        )
    _refuse_blank_in_host(name, value)
    return value


def _refuse_blank_in_host(name: str, value: str) -> None:
    """Raise ImproperlyConfigured for a host with a blank; the rest of a URL may have some."""
    host = _HOST_OF_URL.match(value)
    if host and re.search(r"\s", host[1]):
        raise ImproperlyConfigured(f"The setting {name} has a blank in its host: write it without.")


def optional_url(name: str, *, schemes: tuple[str, ...]) -> str:
    """Return a URL, or nothing when it is not set; raise ImproperlyConfigured as `url` does."""
    return url(name, schemes=schemes) if text(name, default="") else ""


def optional_urls(name: str, *, schemes: tuple[str, ...]) -> list[str]:
    """Return comma-separated URLs, or none when it is not set; raise ImproperlyConfigured."""
    value = text(name, default="")
    urls = [part.strip() for part in value.split(",")] if value else []
    if not all(_scheme(part) in schemes for part in urls):
        beginnings = " or ".join(f"{scheme}://" for scheme in schemes)
        raise ImproperlyConfigured(
            f"The setting {name} must be URLs that begin with {beginnings}, with commas between."
        )
    for part in urls:
        _refuse_blank_in_host(name, part)
    return urls


def optional_folder(name: str) -> str:
    """Return a folder, or nothing when it is not set; raise ImproperlyConfigured for others."""
    value = text(name, default="")
    if value and not Path(value).is_dir():
        raise ImproperlyConfigured(f"The setting {name} must be a folder that exists.")
    return value


def origin(name: str) -> str:
    """Return a required `https://host` or `http://host:port`, as a browser writes it.

    A host in Hangul becomes its ASCII form, letters are small, and the port that the scheme has
    anyway is left out. Raises ImproperlyConfigured.
    """
    value = url(name, schemes=("https", "http")).rstrip("/")
    try:
        parts = urlsplit(value)
        host, port = _ascii_host(parts.hostname or ""), parts.port
    except ValueError:
        host = ""
    # urlsplit makes the scheme small and keeps the rest.
    is_host = _HOST.fullmatch(host) or ":" in host  # an IPv6 address: urlsplit has read it
    if not is_host or value.partition("://")[2] != parts.netloc or "@" in parts.netloc:
        raise ImproperlyConfigured(
            f"The setting {name} must be a scheme and a host, such as https://forum.example.org."
        )
    is_usual = port is None or port == {"https": 443, "http": 80}[parts.scheme]
    return f"{parts.scheme}://{in_url(host)}" + ("" if is_usual else f":{port}")


def own_origin(name: str, *, port_name: str) -> str:
    """Return `origin`; that of this machine alone has the port on which the site listens.

    Args:
        port_name: the variable that holds the port; where it is not set, nothing changes.
    """
    value = origin(name)
    parts = urlsplit(value)
    port = text(port_name, default="")
    follows = parts.scheme == "http" and parts.port and parts.hostname in LOOPBACK_HOSTS
    if not follows or not (port.isascii() and port.isdecimal()):
        return value
    return f"http://{in_url(parts.hostname or '')}:{int(port)}"


def hosts(name: str, *, default: list[str]) -> list[str]:
    """Return comma-separated host names, in ASCII; raise ImproperlyConfigured for others."""
    names = [host.strip() for host in text(name, default=",".join(default)).split(",")]
    try:
        if any(re.search(r"[/\s]", host) for host in names):
            raise ValueError("a URL")
        names = [_ascii_host(host) for host in names]
    except ValueError:
        names = [""]
    if not all(names):
        raise ImproperlyConfigured(
            f"The setting {name} must be host names with commas between them, without https://."
        )
    return names


def in_url(host: str) -> str:
    """Return a host as it stands in a URL: an IPv6 address has brackets."""
    return f"[{host}]" if ":" in host else host


def _ascii_host(host: str) -> str:
    """Return a host as browsers send it (게시판.kr: xn--…); raise ValueError when it is none.

    A dot at the beginning stays, as does a host that is ASCII already.
    """
    if host.isascii():
        return host.lower()
    dot = "." if host.startswith(".") else ""
    return dot + host.removeprefix(".").encode("idna").decode("ascii").lower()


def whole_number(name: str, *, default: int, at_least: int, at_most: int) -> int:
    """Return a whole number within limits; raise ImproperlyConfigured outside them."""
    value = text(name, default=str(default))
    if not (value.isascii() and value.isdecimal() and at_least <= int(value) <= at_most):
        raise ImproperlyConfigured(
            f"The setting {name} must be a whole number from {at_least} to {at_most}."
        )
    return int(value)


def switch(name: str, *, default: bool) -> bool:
    """Return a yes/no variable; raise ImproperlyConfigured for anything else."""
    try:
        return env.bool(name) if text(name, default="") else default
    except EnvError as error:
        raise ImproperlyConfigured(f"The setting {name} must be true or false.") from error


def choice(name: str, *, options: tuple[str, ...], default: str) -> str:
    """Return one of the options; raise ImproperlyConfigured for anything else."""
    value = text(name, default=default)
    if value not in options:
        raise ImproperlyConfigured(f"The setting {name} must be one of: {', '.join(options)}.")
    return value


def choices(name: str, *, options: tuple[str, ...], default: str) -> list[str]:
    """Return some of the options, comma-separated, or none for `none`; others stop the start."""
    value = text(name, default=default)
    chosen = [] if value == "none" else [part.strip() for part in value.split(",")]
    if not set(chosen) <= set(options):
        raise ImproperlyConfigured(
            f"The setting {name} must be some of {', '.join(options)}, with commas between, or"
            " none."
        )
    return list(dict.fromkeys(chosen))


def optional_limits(name: str) -> dict[str, dict[str, str]]:
    """Return the table of limits with changes to it; raise ImproperlyConfigured for others."""
    try:
        return limits_with(text(name, default=""))
    except ValueError as error:
        raise ImproperlyConfigured(
            f"The setting {name} must be like comment.new=10/10m,50/d search.guests=off. {error}"
        ) from error


def time_zone(name: str, *, default: str) -> str:
    """Return the name of a time zone; raise ImproperlyConfigured for an unknown one."""
    value = text(name, default=default)
    try:
        return ZoneInfo(value).key
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ImproperlyConfigured(
            f"The setting {name} must be a name of the time zone database, such as Asia/Seoul."
        ) from error


def optional(name: str, *, needs: str) -> str:
    """Return a variable, or nothing; raise ImproperlyConfigured when it is set without another.

    Args:
        needs: the variable that makes sense only together with this one.
    """
    value = text(name, default="")
    if value and not text(needs, default=""):
        raise ImproperlyConfigured(f"The setting {name} needs the setting {needs} beside it.")
    return value


def mail_server(name: str, *, default: str | None) -> dict[str, Any]:
    """Return Django's EMAIL_* settings of a mail server's URL; raise ImproperlyConfigured.

    Args:
        default: used when the variable is missing; None makes it a required one.
    """
    value = url(name, schemes=("smtp", "submission", "console"), default=default)
    try:
        settings: dict[str, Any] = dj_email_url.parse(value)
    except ValueError as error:
        raise ImproperlyConfigured(f"The setting {name} is not a readable URL.") from error
    return settings


def mail_host(origin_of_site: str) -> str:
    """Return the host of the site's own mail addresses; one that is an IPv6 address has none."""
    host = urlsplit(origin_of_site).hostname or ""
    return "localhost" if ":" in host else host


def sender_named(name: str, *, host: str) -> str:
    """Return the address that answers go nowhere from, behind a name that may hold any sign."""
    is_plain = re.fullmatch(r"[^()<>@,:;.\"\\\[\]]+", name)
    shown = name if is_plain else '"' + quote(name) + '"'
    return f"{shown} <no-reply@{host}>"


def mail_sender(name: str, *, default: str) -> str:
    """Return an address, with or without a name before it; raise ImproperlyConfigured."""
    value = text(name, default=default)
    if "@" not in parseaddr(value)[1]:
        raise ImproperlyConfigured(
            f"The setting {name} must be an address, such as Forum <forum@example.org>."
        )
    return value


def has_passed_socket() -> bool:
    """Say whether whoever started this program gave it a socket to listen on."""
    return "LISTEN_FDS" in os.environ or "GUNICORN_FD" in os.environ


def _scheme(value: str) -> str:
    try:
        return urlsplit(value).scheme
    except ValueError:
        return ""


def _required(name: str) -> str:
    value = text(name, default="")
    if not value:
        raise ImproperlyConfigured(
            f"The setting {name} is missing: set it in the environment or in .env "
            "(`make run` writes one; docs/settings.md describes each)."
        )
    return value
