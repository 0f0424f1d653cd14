"""Slugs that a row had before, so that links with them lead on for as long as the row is there.

Whoever changes a slug writes down the one before: `save` and `update`, through which the admin, the
actions, `bulk_update` and a console go. A slug that another row takes is no longer an earlier one
of anybody. Rows are looked up by them only where nothing has the slug today.
"""

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from django.db import models, router, transaction
from django.utils.translation import gettext_lazy as _

from boards.members.composing import composed
from boards.slugs import fold_slug, spellings_of

MAX_LENGTH = 100  # the longest slug of boards and tags
# Characters of a slug that is looked up: in NFD, a Hangul syllable is three.
MAX_ASKED_LENGTH = 3 * MAX_LENGTH

Row = TypeVar("Row", bound=models.Model)


class EarlierSlug(models.Model):
    """A slug that its `holder` had before; the holder goes with the foreign key of that name."""

    slug = models.SlugField(
        _("earlier slug"), max_length=MAX_LENGTH, unique=True, allow_unicode=True
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(condition=~models.Q(slug=""), name="%(class)s_not_empty"),
        ]

    def __str__(self) -> str:
        return self.slug


class SluggedQuerySet(models.QuerySet[Row]):
    """Rows with a slug, and with `earlier_slugs`."""

    # Whether all slugs may be compared one by one: then they are found in any spelling.
    are_few = False

    def update(self, **values: Any) -> int:
        """Update the rows, and write down the slugs that they lose."""
        if "slug" not in values:
            return super().update(**values)
        self._for_write = True
        with transaction.atomic(using=self.db):
            before = dict(self.select_for_update().order_by().values_list("pk", "slug"))
            changed = super().update(**values)
            now = self.model._base_manager.using(self.db).filter(pk__in=before)
            _write_down(self.model, before, dict(now.values_list("pk", "slug")), using=self.db)
        return changed

    update.alters_data = True  # type: ignore[attr-defined]

    def at(self, slug: str) -> Self:
        """Keep the row that has this slug today; a database refuses to be asked for NUL."""
        return self.none() if "\0" in slug else self.filter(slug=slug)

    def known_as(self, slug: str) -> Row | None:
        """Return the one of these rows that had the slug, or has it in another spelling.

        Another spelling is decomposed Hangul, a full-width letter or a capital. What is spelled
        alike goes before what differs so, and in each case today's slug before an earlier one.
        None when there is no such row, or more than one. At most three queries.
        """
        if not 0 < len(slug) <= MAX_ASKED_LENGTH or "\0" in slug:
            return None
        today, earlier = self._spelled_like(slug, "slug"), self._spelled_like(slug, _EARLIER)
        for alike in (composed, fold_slug):
            for found in (today, earlier):
                keys = {pk for pk, known in found if alike(known) == alike(slug)}
                if keys:
                    return self.filter(pk__in=keys).first() if len(keys) == 1 else None
        return None

    def _spelled_like(self, slug: str, field: str) -> list[tuple[Any, str]]:
        """Return the keys and slugs among which the asked one may be."""
        known = self.filter(**{f"{field}__isnull": False})
        if not self.are_few:
            known = self.filter(**{f"{field}__in": spellings_of(slug)})
        return list(known.order_by().values_list("pk", field))


_EARLIER = "earlier_slugs__slug"


class Slugged(models.Model):
    """A row with a slug that writes down the one before when it gets another."""

    slug: Any

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the row, and write down the slug that it loses; its Hangul is composed."""
        fields = kwargs.get("update_fields")
        if fields is not None and "slug" not in fields:
            super().save(*args, **kwargs)
            return
        self.slug = composed(self.slug)
        using = kwargs.get("using") or router.db_for_write(type(self), instance=self)
        # Without a savepoint: the row fails alone, as one that writes nothing down.
        with transaction.atomic(using=using, savepoint=False):
            before = self._stored_slug(using)
            super().save(*args, **kwargs)
            _write_down(type(self), before, {self.pk: self.slug}, using=using)

    def take_slugs_of(self, other: "Slugged") -> None:
        """Let the slug of another row, and those that it had, lead here; it is deleted next."""
        using = router.db_for_write(type(self), instance=self)
        table = _table_of(type(self)).using(using)
        table.filter(holder=other.pk).update(holder=self.pk)
        _remember(table, {other.slug: self.pk})

    def _stored_slug(self, using: str) -> dict[Any, str]:
        """Return the row's slug by its key, and hold the row; nothing for a new one."""
        if self._state.adding:
            return {}
        rows: Any = type(self)._base_manager.using(using).select_for_update()
        return dict(rows.filter(pk=self.pk).values_list("pk", "slug"))


def _write_down(
    model: type[models.Model], before: Mapping[Any, str], now: Mapping[Any, str], *, using: str
) -> None:
    table: Any = _table_of(model).using(using)
    taken = {slug for pk, slug in now.items() if before.get(pk) != slug}
    if taken:
        table.filter(slug__in=taken).delete()
    lost = {slug: pk for pk, slug in before.items() if now.get(pk, slug) != slug}
    _remember(table, {slug: pk for slug, pk in lost.items() if slug not in taken})


def _remember(table: Any, holders: Mapping[str, Any]) -> None:
    """Write down whose the slugs were; one that somebody had before is the latest holder's."""
    rows = [table.model(slug=slug, holder_id=pk) for slug, pk in holders.items()]
    if rows:
        table.bulk_create(
            rows, update_conflicts=True, unique_fields=["slug"], update_fields=["holder"]
        )


def _table_of(model: Any) -> Any:
    """Return the earlier slugs of a model: those of each have a foreign key of their own."""
    return model.earlier_slugs.rel.related_model._base_manager.all()
