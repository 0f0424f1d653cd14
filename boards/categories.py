"""What categories (말머리) are drawn with, and how they come with the boards that have them.

A page loads its boards in one query; the categories of each stand in a column of it, as JSON, so
that no list costs a query more for them.
"""

import json
from functools import lru_cache
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

# Of a category, in the order of its model, and in which they stand in the JSON.
LOADED_FIELDS = (
    "id", "board_id", "name_ko", "name_en", "slug", "colour", "position", "moderators_only",
    "is_retired",
)  # fmt: skip
_FLAGS = 2  # the last of them are true or false
MAX_CACHED = 1024  # boards, for some time; what is parsed depends on nothing but the JSON


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


@lru_cache(maxsize=MAX_CACHED)
def loaded_rows(rows: str) -> tuple[tuple[Any, ...], ...]:
    """Return the values of each category from what `JSONRows` made, as `Model.from_db` takes them.

    SQLite has 0 for False.
    """
    return tuple((*values[:-_FLAGS], *map(bool, values[-_FLAGS:])) for values in json.loads(rows))
