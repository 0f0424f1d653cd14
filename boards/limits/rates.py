"""How often something may be done: `20/10m,200/d` is twenty times in ten minutes, and 200 a day."""

import re
from functools import cache
from typing import NamedTuple

OFF = "off"
_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}  # seconds
_RATE = re.compile(r"([1-9]\d{0,6})/(\d{0,4})([smhd])", re.ASCII)


class Rate(NamedTuple):
    """`times` in each window of `seconds`."""

    times: int
    seconds: int


@cache
def rates_of(text: str) -> tuple[Rate, ...]:
    """Return the rates of a text, the shortest window first; none for `off`.

    Raises:
        ValueError: when the text is neither.
    """
    if text == OFF:
        return ()
    return tuple(sorted(map(_rate, text.split(",")), key=lambda rate: rate.seconds))


def _rate(text: str) -> Rate:
    match = _RATE.fullmatch(text.strip())
    seconds = int(match[2] or 1) * _UNITS[match[3]] if match else 0
    if match is None or not seconds:
        raise ValueError(f"{text!r} is no rate.")
    return Rate(times=int(match[1]), seconds=seconds)
