"""Moments as pages show them: one form for each language, the whole moment in the tooltip."""

import re
from datetime import UTC, datetime, timedelta
from datetime import timezone as fixed

import pytest
import time_machine
from django.template import Context, Template
from django.utils import timezone, translation
from django.utils.formats import date_format

from boards.moments.display import Moments, Until, in_minutes

MOMENT = datetime(2026, 1, 2, 15, 4, 5, 678, tzinfo=UTC)
NOW = datetime(2026, 1, 2, 20, 0, tzinfo=UTC)


def rendered(tag: str, when: datetime = MOMENT, zone: str = "Asia/Seoul") -> str:
    with timezone.override(zone):
        return Template(f"{{% load moments %}}{{% {tag} %}}").render(Context({"when": when}))


def seen(markup: str) -> str:
    return re.sub("<[^>]*>", "", markup)


@pytest.mark.parametrize(
    ("language", "tag", "shown"),
    [
        ("ko", "timestamp when", "2026.01.03 00:04"),
        ("ko", 'timestamp when "day"', "2026.01.03"),
        ("en", "timestamp when", "Jan 3, 2026, 12:04 AM"),
        ("en", 'timestamp when "day"', "Jan 3, 2026"),
    ],
)
def test_shows_a_moment_in_the_language_and_the_time_zone_of_the_page(language, tag, shown):
    whole = {"ko": "2026.01.03 00:04:05 KST", "en": "Jan 3, 2026, 12:04:05 AM KST"}[language]
    with translation.override(language):
        assert rendered(tag) == (
            f'<time datetime="2026-01-03T00:04:05.000678+09:00" title="{whole}">{shown}</time>'
        )


@pytest.mark.parametrize("zone", ["Pacific/Honolulu", "America/New_York", "Asia/Seoul"])
@pytest.mark.parametrize(("language", "shown"), [("ko", "2026.01.02"), ("en", "Jan 2, 2026")])
def test_a_day_is_the_sites_day_in_every_zone(language, shown, zone):
    with translation.override(language):
        assert rendered("day when", zone=zone) == f'<time datetime="2026-01-02">{shown}</time>'


@pytest.mark.parametrize(
    ("age", "korean", "english"),
    [
        (timedelta(seconds=-20), "방금 전", "just now"),
        (timedelta(seconds=59), "방금 전", "just now"),
        (timedelta(minutes=1), "1분 전", "1 minute ago"),
        (timedelta(minutes=59, seconds=59), "59분 전", "59 minutes ago"),
        (timedelta(hours=1), "1시간 전", "1 hour ago"),
        (timedelta(hours=3, minutes=59), "3시간 전", "3 hours ago"),
        (timedelta(hours=23, minutes=59), "23시간 전", "23 hours ago"),
        (timedelta(hours=24), "2026.01.01 20:00", "Jan 1, 2026, 8:00 PM"),
        (timedelta(days=400), "2024.11.28 20:00", "Nov 28, 2024, 8:00 PM"),
        (timedelta(hours=-5), "2026.01.03 01:00", "Jan 3, 2026, 1:00 AM"),
    ],
)
def test_what_happened_today_is_shown_by_how_long_ago_it_was(age, korean, english):
    when = NOW - age
    with time_machine.travel(NOW, tick=False):
        for language, shown in (("ko", korean), ("en", english)):
            with translation.override(language):
                markup = rendered('timestamp when "ago"', when, "UTC")
                assert seen(markup) == shown
                # The exact one is never lost: the page may be some seconds old.
                assert f'datetime="{when.isoformat()}"' in markup
                assert f"{when.minute:02}:{when.second:02}" in markup.split('title="')[1]
                by_day = seen(rendered('timestamp when "ago-or-day"', when, "UTC"))
                assert by_day == (
                    shown
                    if "ago" in shown or "전" in shown or "now" in shown
                    else seen(rendered('timestamp when "day"', when, "UTC"))
                )


@pytest.mark.parametrize("language", ["ko", "en"])
def test_django_itself_shows_moments_in_the_same_forms(language):
    moments = [MOMENT + timedelta(days=31 * number, hours=5 * number) for number in range(24)]
    with translation.override(language):
        for when in moments:
            local = timezone.localtime(when)
            assert date_format(local, "DATETIME_FORMAT") == in_minutes(when)
            assert date_format(local, "DATE_FORMAT") == seen(Moments().moment(when, Until.DAY))


def test_the_name_of_a_zone_is_escaped():
    zone = fixed(timedelta(hours=1), '"><b>')
    with timezone.override(zone):
        assert "<b>" not in Moments().moment(MOMENT)
