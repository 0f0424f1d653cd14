"""From which network somebody recommends is told apart for a while, and never known."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from boards.posts.models import NetworkSalt, Recommendation
from boards.posts.reactions import networks
from boards.posts.reactions.networks import PERIOD, UNKNOWN, forget_networks, hash_of
from tests.factories import MemberFactory, PostFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def no_salt_in_memory():
    networks._salt.cache_clear()
    yield
    networks._salt.cache_clear()


def click(post, address: str) -> Recommendation:
    client = Client(REMOTE_ADDR=address)
    client.force_login(MemberFactory())
    assert client.post(reverse("posts:recommend", args=[post.pk])).status_code == 302
    return Recommendation.objects.latest("pk")


def test_two_of_one_network_have_one_number_and_others_another():
    post = PostFactory()
    first, second = click(post, "203.0.113.7"), click(post, "203.0.113.250")
    assert first.network == second.network != click(post, "203.0.114.7").network
    assert hash_of("2001:db8:1:2::3", NOW) == hash_of("2001:db8:1:ffff::1", NOW)
    assert hash_of("2001:db8:1:2::3", NOW) != hash_of("2001:db8:2:2::3", NOW)


def test_the_number_tells_nothing_without_its_key_which_is_destroyed():
    first = hash_of("203.0.113.7", NOW)
    assert hash_of("203.0.113.7", NOW + PERIOD) != first
    assert NetworkSalt.objects.count() == 2
    forget_networks(NOW + 3 * PERIOD)
    assert not NetworkSalt.objects.exists()


def test_the_number_is_forgotten_after_thirty_days():
    post = PostFactory()
    old, new = click(post, "203.0.113.7"), click(post, "203.0.113.8")
    Recommendation.objects.filter(pk=old.pk).update(made_at=timezone.now() - timedelta(days=31))
    assert forget_networks(timezone.now()) == 1
    old.refresh_from_db()
    assert old.network is None and Recommendation.objects.get(pk=new.pk).network is not None


def test_who_has_no_address_that_can_be_read_is_of_no_network():
    assert hash_of("", NOW) == UNKNOWN


def test_nothing_is_stored_where_nobody_looks_for_rings(settings):
    settings.VOTE_RING_DAYS = 0
    assert click(PostFactory(), "203.0.113.7").network is None
    assert not NetworkSalt.objects.exists()


def test_it_takes_no_statement_more_once_the_process_knows_the_key(settings):
    post = PostFactory()
    click(post, "203.0.113.7")
    client = Client(REMOTE_ADDR="203.0.113.9")

    def statements() -> int:
        client.force_login(MemberFactory())
        with CaptureQueriesContext(connection) as queries:
            client.post(reverse("posts:recommend", args=[post.pk]))
        return len(queries)

    with_network = statements()
    settings.VOTE_RING_DAYS = 0
    assert statements() == with_network
