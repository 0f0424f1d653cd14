"""Deletes rows to which others may refer at the same moment."""

from typing import Any

from django.db import models, transaction


@transaction.atomic
def delete_held(rows: "models.QuerySet[Any]") -> int:
    """Delete rows with what refers to them, and return how many there were of themselves.

    They are held first. Django deletes what refers to a row before the row: whatever another
    transaction stores in between would keep the row from going.
    """
    held = list(rows.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))
    rows.model._default_manager.filter(pk__in=held).delete()
    return len(held)
