"""Which tables are copied, in which order, and which are made anew."""

from graphlib import TopologicalSorter
from typing import Any

from django.apps import apps
from django.db.models import Model

from boards.posts.models import ListChange, ListCount, ListSegment, ListState
from boards.search.models import (
    IndexRebuild,
    SearchDocument,
    VocabularyPost,
    VocabularyWord,
)

MADE_ANEW: frozenset[type[Model]] = frozenset(
    {
        ListChange,
        ListCount,
        ListSegment,
        ListState,
        SearchDocument,
        IndexRebuild,
        VocabularyPost,
        VocabularyWord,
    }
)


def models_to_move() -> list[type[Model]]:
    """Return the models whose rows are copied, those first to which others point."""
    models = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model not in MADE_ANEW and model._meta.managed and not model._meta.proxy
    ]
    return list(
        TopologicalSorter({model: _pointed_at(model, models) for model in models}).static_order()
    )


def all_models() -> list[type[Model]]:
    """Return every model that has a table."""
    return [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]


def attributes_of(model: type[Model]) -> list[str]:
    """Return the names of the values of a row, in the order of its columns' names."""
    fields = sorted(model._meta.local_concrete_fields, key=lambda field: str(field.column))
    return [field.attname for field in fields]


def _pointed_at(model: type[Model], models: list[type[Model]]) -> set[Any]:
    related = {field.related_model for field in model._meta.local_concrete_fields}
    return {other for other in related if other in models and other is not model}
