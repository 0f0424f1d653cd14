"""Moments as pages show them."""

from datetime import UTC, datetime

import pytest
from django.template import Context, Template
from django.utils import timezone

MOMENT = datetime(2026, 1, 2, 15, 4, 5, 678, tzinfo=UTC)


@pytest.mark.parametrize(
    ("tag", "shown"),
    [
        ("moment when", "2026-01-03 00:04"),
        ('moment when "seconds"', "2026-01-03 00:04:05"),
        ('moment when "day"', "2026-01-03"),
    ],
)
def test_shows_a_moment_in_the_time_zone_of_the_page(tag: str, shown: str) -> None:
    with timezone.override("Asia/Seoul"):
        text = Template(f"{{% load moments %}}{{% {tag} %}}").render(Context({"when": MOMENT}))
    assert text == f'<time datetime="2026-01-03T00:04:05.000678+09:00">{shown}</time>'


def test_shows_a_day_of_which_the_time_is_not_known_without_one() -> None:
    with timezone.override("Asia/Seoul"):
        text = Template("{% load moments %}{% day when %}").render(Context({"when": MOMENT}))
    assert text == '<time datetime="2026-01-03">2026-01-03</time>'
