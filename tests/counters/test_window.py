"""The window slides, whatever the salts do meanwhile."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import redis
from django.utils import timezone
from pytest_django import Settings

from boards.counters.models import CountedView, ReaderSalt
from boards.counters.roll_up import roll_up_views
from boards.counters.salts import live_salts, period_of
from boards.posts.models import Post
from tests.counters.reading import Clock, days_of, read, views_of
from tests.factories import MemberFactory

# A period begins at midnight UTC when the window is a day.
MIDNIGHT = datetime(2026, 3, 1, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture(params=[0.5, 12, 23.9], ids=lambda hours: f"{hours}_hours_after_rotation")
def clock(request: pytest.FixtureRequest, each_backend: redis.Redis | None) -> Iterator[Clock]:
    """A clock at an early, a middle and a late hour of a salt's period, for each backend."""
    with Clock(MIDNIGHT + timedelta(hours=request.param), each_backend) as moved:
        yield moved


def test_reader_counts_again_only_after_the_window(clock: Clock, post: Post) -> None:
    member = MemberFactory()
    for expected, hours in ((1, 0), (1, 23), (2, 2), (2, 23), (3, 2)):
        clock.forward(hours=hours)
        assert read(post) == read(post, member=member) == 200
        assert views_of(post) == 2 * expected, f"{hours} hours later"


def test_last_and_first_minute_of_a_window(clock: Clock, post: Post) -> None:
    read(post)
    clock.forward(hours=23, minutes=59)
    read(post)
    assert views_of(post) == 1
    clock.forward(minutes=1)
    read(post)
    assert views_of(post) == 2


def test_reader_who_stays_away_for_several_periods_counts_again(clock: Clock, post: Post) -> None:
    read(post)
    clock.forward(days=9)
    read(post)
    assert views_of(post) == 2


@pytest.mark.usefixtures("each_backend")
def test_day_of_a_view_is_that_of_the_site(post: Post, settings: Settings) -> None:
    settings.TIME_ZONE = "America/New_York"
    late_evening = datetime(2026, 3, 1, 3, 30, tzinfo=UTC)
    with Clock(late_evening, None), timezone.override("Asia/Seoul"):
        read(post)
        assert days_of(post) == {date(2026, 2, 28): 1}


def test_salt_is_the_same_for_every_process_and_new_in_each_period() -> None:
    period = period_of(MIDNIGHT)
    current, previous = live_salts(period)
    live_salts.cache_clear()
    assert live_salts(period) == (current, previous)
    following, remembered = live_salts(period + 1)
    assert remembered == current
    assert len({following, current, previous}) == 3
    assert len(current) == 32


def test_old_salts_are_destroyed_even_when_nobody_reads(post: Post) -> None:
    with Clock(MIDNIGHT, None) as clock:
        read(post)
        used = period_of(MIDNIGHT)
        for days, still_there in ((1, True), (1, False)):
            clock.forward(days=days)
            roll_up_views()
            assert ReaderSalt.objects.filter(period=used).exists() is still_there
    assert not ReaderSalt.objects.exists()


def test_salts_of_a_shorter_window_are_destroyed_too(post: Post) -> None:
    ReaderSalt.objects.create(period=period_of(MIDNIGHT) * 24, salt=b"x" * 32)
    with Clock(MIDNIGHT, None):
        read(post)
        roll_up_views()
    assert set(ReaderSalt.objects.values_list("period", flat=True)) == {
        period_of(MIDNIGHT),
        period_of(MIDNIGHT) - 1,
    }


def test_traces_of_readers_go_with_their_salts(post: Post) -> None:
    with Clock(MIDNIGHT, None) as clock:
        read(post)
        clock.forward(days=1, hours=23)
        assert views_of(post) == 1
        assert CountedView.objects.count() == 1
        clock.forward(hours=2)
        assert views_of(post) == 1
    assert not CountedView.objects.exists()
