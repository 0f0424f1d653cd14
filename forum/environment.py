"""Reads settings from the environment and stops the start with one sentence when one is wrong."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from email.utils import parseaddr, quote
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import dj_email_url
from django.core.exceptions import ImproperlyConfigured
from environs import Env

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
            raise _wrong("ENV_FILE", "names a file that does not exist")
    except OSError as error:
        raise ImproperlyConfigured(
            f"{which} cannot be read by this user: {error.strerror or error}."
        ) from error
    except ValueError as error:
        raise ImproperlyConfigured(f"{which} is not a text in UTF-8.") from error


def text(name: str, *, default: str) -> str:
    """Return a variable without surrounding space, or the default when it is missing or empty."""
    return env.str(name, "").strip() or default


def optional_text(name: str) -> str:
    """Return a variable as `text` does, or nothing when it is not set."""
    return text(name, default="")


def secret(name: str) -> str:
    """Return a required secret; raise ImproperlyConfigured when it is too short to be one."""
    value = _required(name)
    if len(value) < 50 or len(set(value)) < 5:
        raise _wrong(name, "is too weak: it needs 50 random characters or more")
    return value


def url(name: str, *, schemes: tuple[str, ...], default: str | None = None) -> str:
    """Return a URL; raise ImproperlyConfigured when it is missing or has another scheme."""
    value = text(name, default=default) if default else _required(name)
    _check_urls(name, [value], schemes=schemes, what="a URL that begins with {}")
    return value


def optional_url(name: str, *, schemes: tuple[str, ...]) -> str:
    """Return a URL, or nothing when it is not set; raise ImproperlyConfigured as `url` does."""
    return url(name, schemes=schemes) if text(name, default="") else ""


def optional_urls(name: str, *, schemes: tuple[str, ...]) -> list[str]:
    """Return comma-separated URLs, or none when it is not set; raise ImproperlyConfigured."""
    value = text(name, default="")
    urls = [part.strip() for part in value.split(",")] if value else []
    what = "URLs that begin with {}, with commas between"
    _check_urls(name, urls, schemes=schemes, what=what)
    return urls


def optional_link(name: str) -> str:
    """Return a web address, or a path on this site such as `/boards/notice/`; raise otherwise.

    Raises:
        ImproperlyConfigured: for anything else; nothing when it is not set.
    """
    value = text(name, default="")
    if _is_path(value):
        return value
    try:
        return optional_url(name, schemes=("https", "http"))
    except ImproperlyConfigured as error:
        raise ImproperlyConfigured(
            f"The setting {name} must be a URL that begins with https:// or http://, or a path "
            "on this site that begins with a slash."
        ) from error


def optional_contact(name: str) -> str:
    """Return where people write to the operators, as a link: an e-mail address, a URL or a path."""
    value = text(name, default="").removeprefix("mailto:")
    if re.fullmatch(r"[^\s@/?#&%,;:<>\"]+@[^\s@/?#&%,;:<>\"]+", value):
        return f"mailto:{value}"
    try:
        return optional_link(name)
    except ImproperlyConfigured as error:
        raise ImproperlyConfigured(
            f"The setting {name} must be an e-mail address, a URL or a path on this site."
        ) from error


def _is_path(value: str) -> bool:
    is_local = value.startswith("/") and not value.startswith("//")
    return is_local and not re.search(r"[\s\\]", value)


def choices(
    name: str, *, options: tuple[str, ...], default: str, may_be_none: bool = False
) -> tuple[str, ...]:
    """Return some of the options, each once, in the order given; raise ImproperlyConfigured.

    Args:
        may_be_none: whether `none` is taken, for none of them.
    """
    value = text(name, default=default)
    values = tuple(part.strip() for part in value.split(","))
    if may_be_none and value == "none":
        return ()
    if len(set(values)) < len(values) or not set(values) <= set(options):
        none = ", or none" if may_be_none else ""
        raise _wrong(name, f"must be some of {', '.join(options)}, each once, with commas{none}")
    return values


def optional_folder(name: str) -> str:
    """Return a folder, or nothing when it is not set; raise ImproperlyConfigured for others."""
    value = text(name, default="")
    if value and not Path(value).is_dir():
        raise _wrong(name, "must be a folder that exists")
    return value


def origin(name: str) -> str:
    """Return a required `https://host` or `http://host:port`, as a browser writes it.

    A host in Hangul becomes its ASCII form, letters are small, and the port that the scheme has
    anyway is left out. Raises ImproperlyConfigured.
    """
    value = url(name, schemes=("https", "http")).rstrip("/")
    with _or_wrong(name, "must be a scheme and a host, such as https://forum.example.org"):
        parts = urlsplit(value)
        host, port = _ascii_host(parts.hostname or ""), parts.port
        # urlsplit makes the scheme small and keeps the rest.
        is_host = _HOST.fullmatch(host) or ":" in host  # an IPv6 address: urlsplit has read it
        if not is_host or value.partition("://")[2] != parts.netloc or "@" in parts.netloc:
            raise ValueError
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
    with _or_wrong(name, "must be host names with commas between them, without https://"):
        if not all(re.fullmatch(r"[^/\s]+", host) for host in names):
            raise ValueError
        return [_ascii_host(host) for host in names]


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
        raise _wrong(name, f"must be a whole number from {at_least} to {at_most}")
    return int(value)


def switch(name: str, *, default: bool) -> bool:
    """Return a yes/no variable; raise ImproperlyConfigured for anything else."""
    with _or_wrong(name, "must be true or false"):
        return env.bool(name) if text(name, default="") else default


def choice(name: str, *, options: tuple[str, ...], default: str) -> str:
    """Return one of the options; raise ImproperlyConfigured for anything else."""
    value = text(name, default=default)
    if value not in options:
        raise _wrong(name, f"must be one of: {', '.join(options)}")
    return value


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
    with _or_wrong(name, "must be a name of the time zone database, such as Asia/Seoul"):
        return ZoneInfo(value).key


def optional(name: str, *, needs: str) -> str:
    """Return a variable, or nothing; raise ImproperlyConfigured when it is set without another.

    Args:
        needs: the variable that makes sense only together with this one.
    """
    value = text(name, default="")
    if value and not text(needs, default=""):
        raise _wrong(name, f"needs the setting {needs} beside it")
    return value


def mail_server(name: str, *, default: str | None) -> dict[str, Any]:
    """Return Django's EMAIL_* settings of a mail server's URL; raise ImproperlyConfigured.

    Args:
        default: used when the variable is missing; None makes it a required one.
    """
    value = url(name, schemes=("smtp", "submission", "console"), default=default)
    with _or_wrong(name, "is not a readable URL"):
        return dict(dj_email_url.parse(value))


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
        raise _wrong(name, "must be an e-mail address, such as Forum <forum@example.org>")
    return value


def has_passed_socket() -> bool:
    """Say whether whoever started this program gave it a socket to listen on."""
    return "LISTEN_FDS" in os.environ or "GUNICORN_FD" in os.environ


def _wrong(name: str, what: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"The setting {name} {what}.")


@contextmanager
def _or_wrong(name: str, what: str) -> Iterator[None]:
    """Turn what a parser raises into the sentence that stops the start."""
    try:
        yield
    except (ValueError, LookupError, OSError) as error:  # EnvError is a ValueError
        raise _wrong(name, what) from error


def _check_urls(name: str, urls: list[str], *, schemes: tuple[str, ...], what: str) -> None:
    """Refuse other schemes, and a blank in a host; the rest of a URL may have some."""
    beginnings = " or ".join(f"{scheme}://" for scheme in schemes)
    with _or_wrong(name, f"must be {what.format(beginnings)}"):
        if not all(urlsplit(url).scheme in schemes for url in urls):
            raise ValueError
    hosts = (_HOST_OF_URL.match(url) for url in urls)
    if any(host and re.search(r"\s", host[1]) for host in hosts):
        raise _wrong(name, "has a blank in its host: write it without")


def _required(name: str) -> str:
    value = text(name, default="")
    if not value:
        raise _wrong(
            name,
            "is missing: set it in the environment or in .env "
            "(`make run` writes one; docs/settings.md describes each)",
        )
    return value
