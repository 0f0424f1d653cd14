"""From which network somebody recommends: told apart for a while, and never known.

Stored is a number of 64 bits, the keyed hash of the IPv4 network /24 or the IPv6 network /48 of
the reader. The key is drawn by chance and shared by all processes. It changes every PERIOD days,
and is destroyed PERIOD days after that; the numbers are forgotten after KEPT_FOR. Two
recommendations on either side of a change are of two networks, wherever they came from.
"""

import secrets
from datetime import datetime, timedelta
from functools import lru_cache
from hashlib import blake2b
from ipaddress import IPv4Address, ip_address, ip_network

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS
from django.http import HttpRequest
from django.utils import timezone

from boards.http.networks import address_of
from boards.posts.models import CommentRecommendation, NetworkSalt, Recommendation

PERIOD = timedelta(days=28)
KEPT_FOR = timedelta(days=30)
UNKNOWN = 0  # the network of who has no address that can be read
BATCH = 1000  # rows that are forgotten by one statement
MAX_BATCHES = 50  # of one upkeep
SALT_BYTES = 32
_PREFIX = {4: 24, 6: 48}


def hashed_network(request: HttpRequest) -> int | None:
    """Return the number of the reader's network; None where no site looks for vote rings."""
    return hash_of(address_of(request), timezone.now()) if settings.VOTE_RING_DAYS else None


def hash_of(address: str, moment: datetime) -> int:
    """Return the number of the network of an IP address at a moment; UNKNOWN for none."""
    if not address:
        return UNKNOWN
    parsed = ip_address(address.partition("%")[0])
    version = 4 if isinstance(parsed, IPv4Address) else 6
    network = ip_network((parsed, _PREFIX[version]), strict=False)
    hashed = blake2b(str(network).encode(), digest_size=8, key=_salt(_period_of(moment)))
    return int.from_bytes(hashed.digest(), signed=True) or 1


def forget_networks(now: datetime) -> int:
    """Forget the networks, and destroy the keys, whose time is over; return how many networks.

    Some thousand at a time: the rest goes with the next upkeep.
    """
    NetworkSalt.objects.filter(period__lt=_period_of(now) - 1).delete()
    forgotten = 0
    for model in (Recommendation, CommentRecommendation):
        old = model.objects.filter(network__isnull=False, made_at__lt=now - KEPT_FOR)
        for _each in range(MAX_BATCHES):
            keys = list(old.order_by("made_at").values_list("pk", flat=True)[:BATCH])
            forgotten += model.objects.filter(pk__in=keys).update(network=None) if keys else 0
            if len(keys) < BATCH:
                break
    return forgotten


def _period_of(moment: datetime) -> int:
    return int(moment.timestamp() // PERIOD.total_seconds())


@lru_cache(maxsize=1)
def _salt(period: int) -> bytes:
    """Return the key of a period, the same for every process."""
    salts = NetworkSalt.objects.using(DEFAULT_DB_ALIAS)  # a copy may not have a new one
    made = NetworkSalt(period=period, salt=secrets.token_bytes(SALT_BYTES))
    if not salts.filter(pk=period).exists():
        salts.bulk_create([made], ignore_conflicts=True)  # another process may be first
    return bytes(salts.get(pk=period).salt)
