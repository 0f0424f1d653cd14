"""Lets one import run at a time."""

from django.contrib.contenttypes.models import ContentType

from boards.imports.models import ImportedPost


def wait_for_other_imports() -> None:
    """Wait until no other import runs; others then wait for the end of this transaction.

    Two imports of one page at once would each find its rows missing. SQLite's transactions
    already wait for each other; PostgreSQL locks a row that every installation has.
    """
    ContentType.objects.select_for_update(no_key=True).get(
        app_label=ImportedPost._meta.app_label, model=ImportedPost._meta.model_name
    )
