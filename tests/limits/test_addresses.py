"""No address that takes a POST is without a limit, and the limits stand in one table."""

import re
from pathlib import Path

import pytest
from allauth.account import app_settings as allauth_settings
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve

from boards.limits.rates import rates_of
from tests.hostile.asking import good_paths
from tests.permissions.cast import ROLES, make_cast

# Counted by allauth, the change of a handle too; and done by staff alone, whom the admin knows.
COUNTED_ELSEWHERE = re.compile(r"/(?:accounts|admin)/")
DOCS = (Path(settings.BASE_DIR) / "docs/settings.md").read_text()
READING_TOO = {
    "search:results": "search",
    "search:suggestions": "suggest",
    "posts:suggest-tags": "suggest",
    "posts:names": "mention",
    "accounts:download": "download",
}


def takes_a_post(path, people):
    statuses = set()
    for role in ("guest", "author"):
        client = Client(raise_request_exception=False)
        if people[role]:
            client.force_login(people[role])
        statuses.add(client.post(path).status_code)
    return statuses != {405}


@pytest.mark.django_db
def test_every_address_that_takes_a_post_names_its_limit():
    cast = make_cast()
    assert set(cast.people) == set(ROLES)
    paths = [path for path in good_paths(cast) if not COUNTED_ELSEWHERE.match(path)]
    nameless = [
        path
        for path in paths
        if not hasattr(resolve(path).func, "limit") and takes_a_post(path, cast.people)
    ]
    assert nameless == []


def views_by_name(resolver, prefix=""):
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield f"{prefix}{entry.name}", entry.callback
        elif isinstance(entry, URLResolver):
            namespace = f"{entry.namespace}:" if entry.namespace else ""
            yield from views_by_name(entry, prefix + namespace)


def test_what_costs_much_to_ask_has_its_limit_too():
    limits = {name: getattr(view, "limit", None) for name, view in views_by_name(get_resolver())}
    assert {name: limits[name] for name in READING_TOO} == READING_TOO


def test_every_limit_that_a_view_names_stands_in_the_table():
    named = {getattr(view, "limit", None) for _, view in views_by_name(get_resolver())}
    assert {name for name in named if isinstance(name, str)} <= set(settings.LIMITS)


def test_the_documentation_shows_the_limits():
    rows = re.findall(r"^\| [^|]*\(([\w-]+)\) \| (\S+) \| (\S+) \| (\S+) \|$", DOCS, re.MULTILINE)
    shown = {
        action: dict(zip(("members", "new", "guests"), rates, strict=True))
        for action, *rates in rows
    }
    assert shown == settings.LIMITS


def test_the_documentation_shows_the_limits_of_accounts():
    rows = re.findall(r"^\| [^|]*\((\w+)\) \| (\S+) \|$", DOCS, re.MULTILINE)
    # There are no telephone numbers here, and no codes instead of passwords.
    unused = {"change_phone", "verify_phone", "request_login_code"}
    known = {
        name: rates
        for name, rates in allauth_settings.RATE_LIMITS.items()
        if rates and name not in unused
    }
    assert dict(rows) == known


def test_every_rate_can_be_read():
    for limits in settings.LIMITS.values():
        for rates in limits.values():
            assert rates_of(rates)
