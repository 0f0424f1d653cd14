"""What every page of the admin does with an address or a form that nobody's page sent.

Django's own answers 500 to some of them: to a word where a field suggests rows by their numbers, to
a year that no calendar has, to the row `abc` of an action. And it puts back what a form showed,
whatever somebody else saved meanwhile; `forum.careful_forms` does not.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, cast

from django import forms
from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.contrib.admin.widgets import (
    AutocompleteMixin,
    AutocompleteSelect,
    AutocompleteSelectMultiple,
    RelatedFieldWidgetWrapper,
)
from django.contrib.auth.models import Permission
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import (
    DataError,
    NotSupportedError,
    ProgrammingError,
    connections,
    models,
    router,
    transaction,
)
from django.db.models.constants import LOOKUP_SEP
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from forum.careful_forms import careful_form
from forum.permission_labels import PermissionsField

MAX_SEARCH_LENGTH = 200  # characters; each word of a search is one more condition
MAX_LOOKUP_LENGTH = 1000  # characters; SQLite takes no pattern of more than 50,000 bytes
# The databases differ in what they take for an expression, and fail at what is none.
REFUSED_LOOKUPS = ("regex", "iregex")
# What the parts of Django raise that are given a value they make no sense of.
NOT_UNDERSTOOD = (
    ArithmeticError, LookupError, TypeError, ValueError, ValidationError,
    DataError, NotSupportedError, ProgrammingError,
)  # fmt: skip


class CarefulAdmin(admin.ModelAdmin):
    """Put before each ModelAdmin of the site when it is registered."""

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        """Return the list that this model has, made careful."""
        return _careful(super().get_changelist(request, **kwargs))  # type: ignore[arg-type]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Pass over the rows of an action that cannot be any."""
        if request.method == "POST":
            key = self.opts.pk
            form = request.POST.copy()
            chosen = form.getlist(ACTION_CHECKBOX_NAME)
            form.setlist(ACTION_CHECKBOX_NAME, [each for each in chosen if _may_be(key, each)])
            request.POST = form  # type: ignore[assignment]
            if self.list_editable and "_save" in form:
                with transaction.atomic(using=router.db_for_write(self.model)):
                    return super().changelist_view(request, extra_context)
        return super().changelist_view(request, extra_context)

    def get_changelist_form(self, request: HttpRequest, **kwargs: Any) -> Any:
        """Return the form of a row in the list, which overwrites nothing saved meanwhile."""
        kwargs["form"] = careful_form(kwargs.get("form") or forms.ModelForm)
        return super().get_changelist_form(request, **kwargs)

    def _get_list_editable_queryset(self, request: HttpRequest, prefix: str) -> models.QuerySet:
        """Hold the rows of a list that was sent, so that what is read is what is written."""
        rows = super()._get_list_editable_queryset(request, prefix)
        return _held(rows).order_by("pk")

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Any:
        """Return a row, held while a form is saved; an empty `_to_field` names no field."""
        found = super().get_object(request, object_id, from_field or None)
        database = router.db_for_write(self.model)
        if found is None or request.method != "POST" or not _locks_rows_now(database):
            return found
        _held(self.model._base_manager.using(database).filter(pk=found.pk)).first()
        return super().get_object(request, object_id, from_field or None)

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest) -> bool:
        """Refuse what no filter of ours asks."""
        values = [value] if isinstance(value, str) else value
        is_short = all(len(str(each)) <= MAX_LOOKUP_LENGTH for each in values or ())
        is_refused = lookup.rpartition(LOOKUP_SEP)[2] in REFUSED_LOOKUPS
        return is_short and not is_refused and super().lookup_allowed(lookup, value, request)

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet, search_term: str
    ) -> tuple[models.QuerySet, bool]:
        """Look for as much as somebody types."""
        return super().get_search_results(request, queryset, search_term[:MAX_SEARCH_LENGTH])

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Take from an address only what its fields understand."""
        given = super().get_changeform_initial_data(request)
        read = {name: self._initial_value(name, value) for name, value in given.items()}
        return {name: value for name, value in read.items() if value is not None}

    def _initial_value(self, name: str, value: Any) -> Any:
        try:
            field = cast("models.Field", self.opts.get_field(name))
        except FieldDoesNotExist:
            return value
        if field.many_to_many:
            key = cast(Any, field.related_model)._meta.pk
            return [each for each in value if _may_be(key, each)]
        try:
            return _in_our_time(field.to_python(value))
        except NOT_UNDERSTOOD:
            return None

    def formfield_for_dbfield(
        self, db_field: models.Field, request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        """Put no buttons beside a choice that change or delete what is chosen.

        They open a window in which somebody deletes a board who meant to leave a field empty. A
        button that adds a row is there for the fields that the admin names in `may_add_related`.
        """
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is None or not isinstance(field.widget, RelatedFieldWidgetWrapper):
            return field
        wrapper = field.widget
        # This class goes before the one that names them.
        if db_field.name in getattr(self, "may_add_related", ()):
            wrapper.can_change_related = wrapper.can_delete_related = False
            wrapper.can_view_related = False
        else:
            field.widget = wrapper.widget
        return field

    def formfield_for_foreignkey(
        self, db_field: models.ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> forms.ModelChoiceField | None:
        """Use a field that suggests rows and is not confused by words."""
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", _SuggestedRow(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(
        self, db_field: models.ManyToManyField, request: HttpRequest, **kwargs: Any
    ) -> forms.ModelMultipleChoiceField | None:
        """Use a field that suggests rows and is not confused by words; name permissions."""
        if db_field.related_model is Permission:
            kwargs.setdefault("form_class", PermissionsField)
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", _SuggestedRows(db_field, self.admin_site))
        return super().formfield_for_manytomany(db_field, request, **kwargs)


def careful(admin_class: type[admin.ModelAdmin] | None) -> type[admin.ModelAdmin]:
    """Return a ModelAdmin with `CarefulAdmin` before it."""
    plain = admin_class or admin.ModelAdmin
    bases = (CarefulAdmin, plain) if plain is not admin.ModelAdmin else (CarefulAdmin,)
    own = {
        "__module__": plain.__module__,
        "__doc__": plain.__doc__,
        "form": careful_form(plain.form),
    }
    return type(plain.__name__, bases, own)


class _CarefulChangeList(ChangeList):
    """A list whose address may say anything."""

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        try:
            super().__init__(request, *args, **kwargs)
        except NOT_UNDERSTOOD as error:
            if not request.GET:
                raise
            raise IncorrectLookupParameters(error) from error


@lru_cache
def _careful(change_list: type[ChangeList]) -> type[ChangeList]:
    bases = (_CarefulChangeList, change_list) if change_list is not ChangeList else None
    return type(change_list.__name__, bases or (_CarefulChangeList,), {})


class _KnownRows(AutocompleteMixin):
    """A widget that looks only for rows that there may be."""

    def optgroups(self, name: str, value: Sequence[str], attr: Any = None) -> Any:
        """Return the chosen rows; the form itself says what is wrong with the rest."""
        key = self.field.remote_field.model._meta.pk
        known = [each for each in value if _may_be(key, each)]
        return super().optgroups(name, known, attr)


class _SuggestedRow(_KnownRows, AutocompleteSelect):
    pass


class _SuggestedRows(_KnownRows, AutocompleteSelectMultiple):
    pass


def _held(rows: models.QuerySet) -> models.QuerySet:
    """Lock rows until the transaction ends, as `locked_post` does: a reference to one is free."""
    return rows.select_for_update(of=("self",), no_key=True)


def _locks_rows_now(database: str) -> bool:
    """Say whether a row has to be locked; where writers wait for each other, each row is."""
    connection = connections[database]
    return connection.in_atomic_block and connection.features.has_select_for_update


def _may_be(key: Any, text: Any) -> bool:
    """Say whether there may be a row with this key."""
    try:
        key.to_python(text)
    except ValidationError:
        return False
    return True


def _in_our_time(value: Any) -> Any:
    """Return a value as it is.

    Raises:
        OverflowError: for a moment that our clocks do not show.
    """
    if isinstance(value, datetime) and timezone.is_aware(value):
        timezone.localtime(value)
    return value
