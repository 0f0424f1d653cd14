"""Marks views that scripts ask."""

from collections.abc import Callable
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])


def answers_json(view: View) -> View:
    """Say of a view that whoever asks it takes JSON, also when something went wrong."""
    view.answers_json = True  # type: ignore[attr-defined]
    return view
