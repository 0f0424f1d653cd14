"""Paths of the site that pages write dozens of times, each worked out once."""

from functools import lru_cache

from django.urls import get_script_prefix, get_urlconf, reverse

KEPT = 4096  # paths of boards, tags and the like
NUMBER = 1_234_567_890_123_456_789  # stands in a path where others have theirs


def path_of(view: str, key: int | str) -> str:
    """Return the path of a view that has one argument, as `reverse` does.

    Args:
        view: its name, such as `posts:article`.
        key: the argument; a whole number, or a text such as a board's slug.

    Raises NoReverseMatch when there is no such view.
    """
    place = (get_urlconf(), get_script_prefix())
    if not isinstance(key, int):
        return _path(view, key, place)
    before, after = _around_number(view, place)
    return f"{before}{key}{after}"


@lru_cache(maxsize=KEPT)
def _path(view: str, key: str, place: tuple[str | None, str]) -> str:
    return reverse(view, args=[key])


@lru_cache(maxsize=KEPT)
def _around_number(view: str, place: tuple[str | None, str]) -> tuple[str, str]:
    before, _, after = reverse(view, args=[NUMBER]).partition(str(NUMBER))
    return before, after
