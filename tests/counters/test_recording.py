"""A page never fails because of its count."""

import string

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import RequestFactory
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs

from boards.counters.models import CountedView
from boards.counters.recording import record_view
from boards.posts.models import Post
from tests.counters.reading import FIREFOX, read
from tests.factories import PostFactory

pytestmark = pytest.mark.django_db

ODD_TEXT = st.one_of(
    st.text(max_size=300),
    st.text(st.characters(categories=["Cs"]), max_size=5),
    st.text(string.printable + "\0", max_size=700),
    st.sampled_from(["\0", "a" * 100_000, "\ud800", "\xff" * 600, "((((" * 200, "bot" * 10_000]),
)
ODD_ADDRESS = st.one_of(
    ODD_TEXT,
    st.ip_addresses().map(str),
    st.lists(st.ip_addresses().map(str) | st.text(max_size=20), max_size=5).map(",".join),
)


def request_of(agent: str, address: str, forwarded: str, purpose: str = ""):
    request = RequestFactory().get(
        "/",
        HTTP_USER_AGENT=agent,
        HTTP_X_FORWARDED_FOR=forwarded,
        HTTP_SEC_PURPOSE=purpose,
        REMOTE_ADDR=address,
    )
    request.user = AnonymousUser()
    return request


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(ODD_TEXT, ODD_ADDRESS, ODD_ADDRESS, st.integers(0, 3), ODD_TEXT)
def test_odd_requests_neither_fail_nor_are_logged_as_failures(
    post: Post, settings, agent: str, address: str, forwarded: str, proxies: int, purpose: str
) -> None:
    settings.TRUSTED_PROXIES = proxies
    with capture_logs() as events:
        record_view(request_of(agent, address, forwarded, purpose), post)
    assert events == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(ODD_TEXT, ODD_ADDRESS)
def test_odd_reader_counts_at_most_once(post: Post, agent: str, address: str) -> None:
    before = CountedView.objects.count()
    for _ in range(2):
        record_view(request_of(agent, address, ""), post)
    assert CountedView.objects.count() - before <= 1


def test_only_the_beginning_of_an_agent_is_looked_at(post: Post) -> None:
    read(post, agent=FIREFOX.ljust(600, "a"))
    read(post, agent=FIREFOX.ljust(600, "a") + "b")
    assert CountedView.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_page_is_served_and_the_error_logged_when_the_database_refuses() -> None:
    post = PostFactory()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE boards_counters_countedview RENAME TO put_aside")
    try:
        with capture_logs() as events:
            assert read(post) == 200
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE put_aside RENAME TO boards_counters_countedview")
    (event,) = [event for event in events if event["event"] == "view_not_counted"]
    assert event["log_level"] == "error"
    assert event["post_id"] == post.pk
    assert FIREFOX not in str(event)
