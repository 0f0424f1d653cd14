"""What categories (말머리) are drawn with, and how they come with the boards that have them.

A page loads its boards in one query; the categories of each stand in a column of it, as JSON, so
that no list costs a query more for them.
"""

import json
from collections.abc import Iterator
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

# Of a category, in the order in which they stand in the JSON; the board is known.
LOADED_FIELDS = (
    "id", "slug", "name_ko", "name_en", "colour", "position", "moderators_only", "is_retired",
)  # fmt: skip


class Colour(models.TextChoices):
    """The palette: `static/css/categories.css` has a class for each, for light and dark."""

    GREY = "grey", _("grey")
    BLUE = "blue", _("blue")
    TEAL = "teal", _("teal")
    GREEN = "green", _("green")
    AMBER = "amber", _("amber")
    RED = "red", _("red")
    PINK = "pink", _("pink")
    PURPLE = "purple", _("purple")


class JSONRows(models.Aggregate):
    """The rows of a group as the text of a JSON array of arrays."""

    template = "json_group_array(json_array(%(expressions)s))"
    output_field = models.TextField()
    arity = None

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        """Say it in PostgreSQL's way."""
        template = "json_agg(json_build_array(%(expressions)s))::text"
        return self.as_sql(compiler, connection, template=template, **extra)


def fields_in(rows: str) -> Iterator[dict[str, Any]]:
    """Yield the fields of each category from what `JSONRows` made; SQLite has 0 for False."""
    for values in json.loads(rows):
        fields = dict(zip(LOADED_FIELDS, values, strict=True))
        for name in ("moderators_only", "is_retired"):
            fields[name] = bool(fields[name])
        yield fields
