"""Paths of the site that pages write dozens of times, each worked out once."""

from functools import lru_cache

from django.urls import get_script_prefix, reverse

KEPT = 4096  # paths of boards, tags and the like
NUMBER = 1_234_567_890_123_456_789  # stands in a path where others have theirs


def cached_reverse(view: str, *keys: int | str) -> str:
    """Return the path of a view, as `reverse` does.

    Args:
        view: its name, such as `posts:article`.
        keys: its arguments; a whole number may come first, texts such as a board's slug are few.

    Raises NoReverseMatch when there is no such view.
    """
    prefix = get_script_prefix()
    if not keys or not isinstance(keys[0], int):
        return _path(view, keys, prefix)
    before, after = _around_number(view, keys[1:], prefix)
    return f"{before}{keys[0]}{after}"


@lru_cache(maxsize=KEPT)
def _path(view: str, keys: tuple[int | str, ...], prefix: str) -> str:
    return reverse(view, args=keys)


@lru_cache(maxsize=KEPT)
def _around_number(view: str, keys: tuple[int | str, ...], prefix: str) -> tuple[str, str]:
    before, _, after = reverse(view, args=[NUMBER, *keys]).partition(str(NUMBER))
    return before, after
