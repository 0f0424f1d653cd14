"""Who gets what: every address of the site for seven roles.

The addresses come from the URL configuration. One that has no row here fails, and so does a row
without an address.
"""

import re
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.permissions.cast import Cast, admin_object, make_cast
from tests.permissions.rows import ADMIN_ROWS, ROLES, ROWS, Row

ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>[^)]*\)")


def routes(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    """Give every route of the URL configuration, as Django writes it."""
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern).strip("^$")
        if isinstance(entry, URLPattern):
            yield route
        else:
            yield from routes(entry, route)


ROUTES = set(routes(get_resolver("forum.urls")))
ADMIN_ROUTES = sorted(route for route in ROUTES if route.startswith("admin/"))


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def statuses(cast: Cast, *, method: str, path: str, data: dict[str, str]) -> dict[str, int]:
    """Ask as everybody, each time with the same rows, and return the answers."""
    answers = {}
    for role in ROLES:
        client = Client(headers={"user-agent": "Firefox"})
        with transaction.atomic():
            if person := cast.people[role]:
                client.force_login(person)
            answers[role] = getattr(client, method.lower())(path, data).status_code
            transaction.set_rollback(True)
    return answers


def test_every_address_has_its_row() -> None:
    assert {row.route for row in ROWS} == ROUTES - set(ADMIN_ROUTES)
    assert {kind_of(route) for route in ADMIN_ROUTES} == set(ADMIN_ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.method} {row.path}")
def test_everybody_gets_what_is_theirs(cast: Cast, row: Row) -> None:
    path = "/" + row.path.format(**cast.arguments)
    expected = dict(zip(ROLES, row.statuses, strict=True))
    assert statuses(cast, method=row.method, path=path, data=row.data) == expected


def kind_of(route: str) -> str:
    """Name an address of the admin, as `boards_posts/post change`; `redirect` is its old form."""
    match = re.fullmatch(r"admin/(\w+/\w+)/(<path:object_id>/)?(\w*)/?", route)
    if match is None:
        return ARGUMENT.sub("…", route.removeprefix("admin/"))
    return f"{match[1]} {match[3] or ('redirect' if match[2] else 'list')}"


@pytest.mark.parametrize("route", ADMIN_ROUTES)
def test_the_admin_opens_to_everybody_only_what_is_theirs(cast: Cast, route: str) -> None:
    path = "/" + ARGUMENT.sub(lambda match: admin_object(route), route)
    expected = dict(zip(ROLES, ADMIN_ROWS[kind_of(route)], strict=True))
    assert statuses(cast, method="GET", path=path, data={}) == expected
