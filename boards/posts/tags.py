"""Tags as people type them: one tag, however its Hangul was composed."""

import re
from collections.abc import Iterable
from typing import Any

from taggit.managers import _TaggableManager

from boards.posts.sanitising import storable

# Commas, also those of a Korean or Chinese keyboard; a hash mark where a word begins.
_BETWEEN_NAMES = re.compile(r"[,，、\n]|\s(?=#)")


def normalise_tag_name(name: str) -> str:
    """Return the one spelling of a tag's name: NFC, a single space between words."""
    return " ".join(storable(name).split())


def typed_tag_names(text: str) -> list[str]:
    """Return the names in a line of tags: `세금, Visa` or `#세금 #Visa`, each once in any case."""
    names = (normalise_tag_name(part.strip().lstrip("#")) for part in _BETWEEN_NAMES.split(text))
    return list({name.casefold(): name for name in reversed(list(names)) if name}.values())[::-1]


class TagManager(_TaggableManager):
    """Normalises names before they are looked up or stored."""

    def _to_tag_model_instances(self, tags: Iterable[Any], tag_kwargs: dict[str, Any]) -> Any:
        normalised = [normalise_tag_name(tag) if isinstance(tag, str) else tag for tag in tags]
        return super()._to_tag_model_instances([tag for tag in normalised if tag], tag_kwargs)
