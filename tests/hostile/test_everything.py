"""No address, no parameter and no field of a form brings the site to fail, whoever sends it.

What is asked for comes from the URL configuration and from what the views themselves read, so that
a new page is asked too.
"""

from urllib.parse import unquote

import pytest

from tests.hostile.asking import Visitor, good_paths, names_asked_for, paths_with
from tests.permissions.cast import Cast, make_cast

NUL, BROKEN_UTF_8 = "%00", "%ED%A0%80"
# What each role sends, and what is sent by the two alone who get the least and the most to see.
BY_EVERYBODY = {"NUL": f"%EA%B0%80{NUL}b"}
IN_ADDRESSES = BY_EVERYBODY | {
    "broken UTF-8": BROKEN_UTF_8,
    "a number of 65 bits": str(1 << 64),
    "a key of the admin that stands for NUL": "_00",
}
IN_FIELDS = BY_EVERYBODY | {
    "a number of 67 bits": "9" * 20,
    "more digits than Python reads": "9" * 5000,
    "a word": "abc",
    "the last day": "9999-12-31",
    "nothing": "",
}
SENDERS = {"guest": True, "author": False, "moderator": False, "admin": True}
# Read by every page before its view.
OF_EVERY_PAGE = {"csrfmiddlewaretoken", "lang"}


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def sent_by(role: str, values: dict[str, str]) -> dict[str, str]:
    """Return what one role sends."""
    return values if SENDERS[role] else BY_EVERYBODY


@pytest.mark.parametrize("role", SENDERS)
def test_no_argument_of_an_address_is_a_failure(cast: Cast, role: str) -> None:
    visitor = Visitor(cast, role)
    failed = []
    for value in sent_by(role, IN_ADDRESSES).values():
        for route, path in paths_with(cast, value):
            methods = ("GET",) if route.startswith("admin/") else ("GET", "POST")
            failed += [(method, path) for method in methods if visitor.ask(method, path) >= 500]
    assert failed == []


@pytest.mark.parametrize("role", SENDERS)
def test_no_parameters_of_a_page_are_a_failure(cast: Cast, role: str) -> None:
    visitor = Visitor(cast, role)
    failed = []
    for path in good_paths(cast):
        names = names_read(visitor, "GET", path)
        for what, value in sent_by(role, IN_FIELDS).items():
            query = "&".join(f"{name}={value}" for name in names)
            if names and visitor.ask("GET", f"{path}?{query}&{query}") >= 500:
                failed.append((path, what))
    assert failed == []


@pytest.mark.parametrize("role", SENDERS)
def test_no_fields_of_a_form_are_a_failure(cast: Cast, role: str) -> None:
    visitor = Visitor(cast, role)
    failed = []
    for path in good_paths(cast):
        names = names_read(visitor, "POST", path)
        for what, value in sent_by(role, IN_FIELDS).items():
            form = dict.fromkeys(names, unquote(value))
            if names and visitor.ask("POST", path, form) >= 500:
                failed.append((path, what))
    assert failed == []


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_no_single_field_with_a_nul_is_a_failure(cast: Cast, method: str) -> None:
    visitor = Visitor(cast, "author")
    failed = [
        (path, name)
        for path in good_paths(cast)
        for name in names_read(visitor, method, path)
        if visitor.ask(method, path, {name: "a\x00"}) >= 500
    ]
    assert failed == []


def names_read(visitor: Visitor, method: str, path: str) -> list[str]:
    """Return the names of the parameters, or the fields, that the view of a path reads."""
    with names_asked_for() as names:
        visitor.ask(method, path, {"field": "value"} if method == "POST" else None)
    return sorted(names - OF_EVERY_PAGE)
