"""Paths of the site that pages write dozens of times, each worked out once."""

from functools import lru_cache

from django.urls import get_script_prefix, reverse

KEPT = 4096  # paths of boards, tags and the like
NUMBER = 1_234_567_890_123_456_789  # stands in a path where others have theirs


def path_of(view: str, key: int | str | None = None) -> str:
    """Return the path of a view that has no argument or one, as `reverse` does.

    Args:
        view: its name, such as `posts:article`.
        key: the argument; a whole number, or a text such as a board's slug.

    Raises NoReverseMatch when there is no such view.
    """
    prefix = get_script_prefix()
    if not isinstance(key, int):
        return _path(view, key, prefix)
    before, after = _around_number(view, prefix)
    return f"{before}{key}{after}"


@lru_cache(maxsize=KEPT)
def _path(view: str, key: str | None, prefix: str) -> str:
    return reverse(view, args=None if key is None else [key])


@lru_cache(maxsize=KEPT)
def _around_number(view: str, prefix: str) -> tuple[str, str]:
    before, _, after = reverse(view, args=[NUMBER]).partition(str(NUMBER))
    return before, after
