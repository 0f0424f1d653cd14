"""Tags as people type them: one tag, however its Hangul was composed."""

from collections.abc import Iterable
from typing import Any

from taggit.managers import _TaggableManager

from boards.posts.sanitising import storable


def normalise_tag_name(name: str) -> str:
    """Return the one spelling of a tag's name: NFC, a single space between words."""
    return " ".join(storable(name).split())


class TagManager(_TaggableManager):
    """Normalises names before they are looked up or stored."""

    def _to_tag_model_instances(self, tags: Iterable[Any], tag_kwargs: dict[str, Any]) -> Any:
        normalised = [normalise_tag_name(tag) if isinstance(tag, str) else tag for tag in tags]
        return super()._to_tag_model_instances([tag for tag in normalised if tag], tag_kwargs)
