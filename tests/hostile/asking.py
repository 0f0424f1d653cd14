"""Asks every address of the site as a program would that sends what nobody types."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookies import SimpleCookie
from typing import Any
from unittest.mock import patch

from django.db import transaction
from django.http import QueryDict
from django.test import Client
from django.urls import get_resolver

from tests.permissions.cast import Cast, admin_object
from tests.permissions.rows import ROWS
from tests.permissions.test_matrix import routes

ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>[^)]*\)")
ROUTES = sorted(set(routes(get_resolver("forum.urls"))))


class Visitor:
    """One role's browser, whose every request is undone."""

    def __init__(self, cast: Cast, role: str) -> None:
        self._client = Client(headers={"user-agent": "Firefox"}, raise_request_exception=False)
        if person := cast.people[role]:
            self._client.force_login(person)
        self._cookies = self._client.cookies.output()

    def ask(self, method: str, path: str, data: Any = None, **more: Any) -> int:
        """Return the status of an answer."""
        self._client.cookies = SimpleCookie(self._cookies.replace("Set-Cookie: ", ""))
        with transaction.atomic():
            answer = getattr(self._client, method.lower())(path, data, **more)
            transaction.set_rollback(True)
        return int(answer.status_code)


def good_arguments(cast: Cast) -> dict[str, str]:
    """Return a value for each name that an address has an argument of."""
    given = cast.arguments
    return {
        "pk": given["post"],
        "slug": given["board"],
        "form": given["form"],
        "upload_id": given["upload"],
        "picture_key": given["picture_key"],
        "token": given["export"],
        "syntax": "atom",
        "period": "day",
        "width": "480",
        "name": "letter.pdf",
        "kind": "posts",
        "number": "1",
    }


def paths_with(cast: Cast, value: str) -> Iterator[tuple[str, str]]:
    """Give each route with arguments, and its path with the value in place of one of them."""
    good = good_arguments(cast)
    for route in ROUTES:
        names = [match[1] or match[2] for match in ARGUMENT.finditer(route)]
        for bad in range(len(names)):
            values = (value if n == bad else good.get(name, "1") for n, name in enumerate(names))
            yield route, "/" + ARGUMENT.sub(lambda _, values=values: next(values), route)


def good_paths(cast: Cast) -> list[str]:
    """Return a path of each route, at which there is something where there can be."""
    found = {row.route: "/" + row.path.format(**cast.arguments) for row in ROWS}
    for route in ROUTES:
        if route.startswith("admin/"):
            found[route] = "/" + ARGUMENT.sub(lambda _, r=route: admin_object(r), route)
    return sorted(found.values())


@contextmanager
def names_asked_for() -> Iterator[set[str]]:
    """Collect the names of the parameters and fields that views read meanwhile."""
    asked: set[str] = set()
    original = {name: getattr(QueryDict, name) for name in ("get", "__getitem__", "getlist")}
    original["__contains__"] = QueryDict.__contains__

    def noting(method: Any) -> Any:
        def noted(fields: QueryDict, name: Any, *more: Any) -> Any:
            asked.add(str(name))
            return method(fields, name, *more)

        return noted

    with patch.multiple(QueryDict, **{name: noting(each) for name, each in original.items()}):
        yield asked
