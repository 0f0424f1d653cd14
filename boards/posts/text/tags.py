"""Tags as people type them: one tag, however it was spelled."""

import re
from collections.abc import Collection, Iterable
from typing import Any

from django.db import router
from django.db.models import QuerySet, TextField
from taggit.managers import _TaggableManager

from boards.db.prepared import Param, prepared
from boards.members.characters import shows_nothing
from boards.members.folding import key_of, without_invisible_signs
from boards.posts.text.sanitising import storable

MAX_PREPARED = 8  # names that are looked up by a prepared query: a form takes no more
# Commas, also those of a Korean or Chinese keyboard; a hash mark where a word begins.
_BETWEEN_NAMES = re.compile(r"[,，、\n]|\s(?=[#＃])")


def normalise_tag_name(name: str) -> str:
    """Return a tag's name as it is shown: NFC, a single space between words, nothing invisible.

    A name of which nothing is to be seen gives the empty string.
    """
    name = without_invisible_signs(storable(name))
    return "" if shows_nothing(name) else name


def typed_tag_names(text: str) -> list[str]:
    """Return the names in a line of tags: `세금, Visa` or `#세금 #Visa`, each tag once."""
    parts = (without_invisible_signs(part) for part in _BETWEEN_NAMES.split(text))
    return list(names_by_key(part.lstrip("#＃") for part in parts).values())


def names_by_key(names: Iterable[str]) -> dict[str, str]:
    """Return the names of tags by their keys, in order, in the spelling that came first."""
    found: dict[str, str] = {}
    for name in map(normalise_tag_name, names):
        if name:
            found.setdefault(key_of(name), name)
    return found


@prepared
def _called(model: Any, number: int, using: str) -> QuerySet:
    """The tags with so many keys."""
    keys = [Param(f"key{place}", TextField()) for place in range(number)]
    return model._default_manager.using(using).filter(key__in=keys)


class TagManager(_TaggableManager):
    """Finds tags by their keys, where taggit compares names as the database sees case."""

    def _to_tag_model_instances(self, tags: Iterable[Any], tag_kwargs: dict[str, Any]) -> list[Any]:
        """Return the tags for names and tags, in order, each once; missing ones are made.

        One query finds all that exist. Of two who make a tag at once, both get the same.
        """
        tags = list(tags)
        rows = self._tags()
        names = names_by_key(tag for tag in tags if isinstance(tag, str))
        known = {tag.key: tag for tag in self._known(names, tag_kwargs)}
        for key, name in names.items():
            if key not in known:
                known[key], _is_new = rows.get_or_create(key=key, defaults={"name": name})
        found = (known.get(key_of(tag)) if isinstance(tag, str) else tag for tag in tags)
        return list({tag.pk: tag for tag in found if tag is not None}.values())

    def remove(self, *tags: str) -> None:
        """Take tags away by their names in whatever spelling."""
        keys = [key_of(tag) for tag in tags]
        super().remove(*self._tags().filter(key__in=keys).values_list("name", flat=True))

    def _known(self, keys: Collection[str], tag_kwargs: dict[str, Any]) -> Iterable[Any]:
        if not keys:
            return []
        if tag_kwargs or len(keys) > MAX_PREPARED:
            return self._tags().filter(key__in=keys, **tag_kwargs)
        values = {f"key{number}": key for number, key in enumerate(keys)}
        return _called(self.through.tag_model(), len(keys), self._tags().db).fetch(**values)

    def _tags(self) -> QuerySet:
        """Ask the database that is written to: a replica may not know the newest tags yet."""
        database = router.db_for_write(self.through, instance=self.instance)
        return self.through.tag_model()._default_manager.using(database)
