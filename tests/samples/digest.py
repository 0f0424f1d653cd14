"""One hash of all generated rows, to compare them between databases and runs."""

import hashlib
import json
import re
from typing import Any

from django.db.models import Field, Model

from boards.counters.models import DailyViews, ViewTotal
from boards.members.models import Member
from boards.models import Category
from boards.posts.models import (
    AnonymousNumber,
    Comment,
    CommentRecommendation,
    Notice,
    Post,
    PostCounts,
    Recommendation,
    TaggedPost,
)
from boards.samples.models import SampleRun

MODELS: tuple[type[Model], ...] = (
    *(Member, Post, AnonymousNumber, TaggedPost, Notice, Comment, PostCounts),
    *(Recommendation, CommentRecommendation, ViewTotal, DailyViews),
)
# Whose ids the run chose itself; those of the other rows are of no importance.
NUMBERED = (Member, Post, Comment)
# Made of the handle, which ends in an id.
LEFT_OUT = {"skeleton", "handle_key"}


def digest(run: SampleRun) -> str:
    """Return the hash of every generated row, whatever ids the database began with."""
    first = {
        "Post": run.first_post,
        "Member": run.first_member,
        "Comment": run.first_comment,
        "Board": run.boards[0],
        "Category": min(Category.objects.values_list("pk", flat=True)),
        "Tag": run.tags[0],
    }
    hashed = hashlib.sha256()
    for model in MODELS:
        fields = [field for field in model._meta.local_concrete_fields if _counts(model, field)]
        kinds = [_kind(field) for field in fields]
        rows = model._default_manager.values_list(*(field.attname for field in fields))
        plain = (
            [_plain(value, first.get(kind)) for value, kind in zip(row, kinds, strict=True)]
            for row in rows
        )
        for line in sorted(map(json.dumps, plain)):
            hashed.update(line.encode())
    return hashed.hexdigest()


def _counts(model: type[Model], field: "Field[Any, Any]") -> bool:
    return (field.name != "id" or model in NUMBERED) and field.name not in LEFT_OUT


def _kind(field: "Field[Any, Any]") -> str:
    """Return the name of the model whose ids a field holds; its own name if it holds others."""
    if field.name == "id":
        return field.model.__name__
    return field.related_model.__name__ if field.related_model else field.name


def _plain(value: Any, first: int | None) -> Any:
    if first is not None and value is not None:
        return value - first
    if hasattr(value, "isoformat"):
        return value.isoformat()
    # A handle ends in an id.
    return re.sub(r"\d+$", "", value) if isinstance(value, str) else value
