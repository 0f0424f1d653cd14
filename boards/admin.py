"""Boards in the admin."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import QuerySet
from django.forms.formsets import DELETION_FIELD_NAME
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from boards.members.admin_fields import WholeHandlesMixin
from boards.models import Board, Category
from boards.slug_admin import EarlierSlugsMixin


class CategoryInline(admin.TabularInline):
    """The categories of a board, in a table on its page."""

    model = Category
    extra = 1
    fields = (
        "name_ko", "name_en", "slug", "colour", "position", "moderators_only", "is_retired",
    )  # fmt: skip
    ordering = ("position", "pk")

    def formfield_for_dbfield(
        self, db_field: models.Field, request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        """Make the fields narrow enough for a row of them to fit."""
        width = {"name_ko": 10, "name_en": 14, "slug": 14}.get(db_field.name)
        if width:
            kwargs["widget"] = forms.TextInput(attrs={"size": width})
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Refuse to delete what posts have; the admin itself would name each of the posts."""
        formset: Any = super().get_formset(request, obj, **kwargs)

        class CategoryForm(formset.form):
            def hand_clean_DELETE(self) -> None:  # noqa: N802 - the admin's name
                is_to_go = self.cleaned_data.get(DELETION_FIELD_NAME, False)
                if is_to_go and self.instance.pk and self.instance.is_used():
                    raise ValidationError(
                        _("Posts have the category “%(name)s”. Mark it as retired instead."),
                        params={"name": self.instance.name},
                    )

        formset.form = CategoryForm
        return formset


@admin.register(Board)
class BoardAdmin(EarlierSlugsMixin, WholeHandlesMixin, admin.ModelAdmin):
    """Boards in the order of their tabs; moderators see their own and change none."""

    list_view = "posts:board"
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "name_ko",
                    "name_en",
                    "slug",
                    "earlier_addresses",
                    "description_ko",
                    "description_en",
                )
            },
        ),
        (_("Navigation"), {"fields": ("position", "in_navigation")}),
        (_("Access"), {"fields": ("read_access", "write_access", "moderators")}),
        (
            _("Writing"),
            {
                "fields": (
                    "allows_comments",
                    "allows_secret",
                    "allows_anonymous",
                    "category_required",
                )
            },
        ),
    )
    inlines = (CategoryInline,)
    list_display = (
        "name_ko", "name_en", "slug", "position", "read_access", "write_access", "in_navigation",
    )  # fmt: skip
    list_editable = ("position",)
    list_filter = ("read_access", "write_access", "in_navigation")
    search_fields = ("name_ko", "name_en", "slug")
    ordering = ("position", "pk")
    autocomplete_fields = ("moderators",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Board]:
        """Keep the boards that the visitor moderates; superusers moderate all."""
        own = Board.objects.moderated_by(request.user)
        return super().get_queryset(request).filter(pk__in=own.values("pk"))

    def get_readonly_fields(self, request: HttpRequest, obj: Board | None = None) -> list[str]:
        """Leave it to superusers to say who moderates."""
        others = [] if request.user.is_superuser else ["moderators"]
        return ["earlier_addresses", *others]
