"""Boards in the admin."""

from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import QuerySet
from django.forms.formsets import (
    DELETION_FIELD_NAME,
    INITIAL_FORM_COUNT,
    TOTAL_FORM_COUNT,
    ManagementForm,
)
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from boards.members.admin_fields import WholeHandlesMixin
from boards.models import Board, BoardModerator, Category
from boards.slug_admin import EarlierSlugsMixin

ARCHIVED = Board._meta.get_field("is_archived").verbose_name


class _OptionalTable(BaseInlineFormSet):
    """A table of rows in a form; a form that is sent without the table changes none of them."""

    @cached_property
    def management_form(self) -> ManagementForm:
        """Return what was sent of the table's size, or that there is none."""
        if not self.is_bound or f"{self.prefix}-{TOTAL_FORM_COUNT}" in self.data:
            return super().management_form
        none = {f"{self.prefix}-{name}": 0 for name in (TOTAL_FORM_COUNT, INITIAL_FORM_COUNT)}
        form = ManagementForm(none, auto_id=self.auto_id, prefix=self.prefix)
        form.full_clean()
        return form


class CategoryInline(admin.TabularInline):
    """The categories of a board, in a table on its page."""

    model = Category
    formset = _OptionalTable
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


class ModeratorInline(WholeHandlesMixin, admin.TabularInline):
    """The moderators of a board, and what each is there for; superusers change them."""

    model = BoardModerator
    formset = _OptionalTable
    extra = 0
    fields = ("member", "content", "notices", "sanctions")
    autocomplete_fields = ("member",)
    ordering = ("pk",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[BoardModerator]:
        """Load the members with their rows: each is named above its row."""
        return super().get_queryset(request).select_related("member")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let who may look at the board see who moderates it."""
        return True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Leave it to superusers to say who moderates."""
        return bool(request.user.is_superuser)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Do the same for what they do."""
        return bool(request.user.is_superuser)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Do the same for who moderates no longer."""
        return bool(request.user.is_superuser)


@admin.register(Board)
class BoardAdmin(EarlierSlugsMixin, WholeHandlesMixin, admin.ModelAdmin):
    """Boards in the order of their tabs; moderators see their own and change none.

    A board that has posts is archived and not deleted: what people wrote has addresses.
    """

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
                    "rules_ko",
                    "rules_en",
                )
            },
        ),
        (_("Navigation"), {"fields": ("position", "in_navigation")}),
        (_("Access"), {"fields": ("read_access", "write_access", "is_archived")}),
        (
            _("The list"),
            {
                "description": _(
                    "What the board's own list shows beside the titles, on phones too. Lists of "
                    "several boards show all of it."
                ),
                "fields": (
                    "list_layout",
                    *("lists_number", "lists_author", "lists_date"),
                    *("lists_views", "lists_recommends"),
                ),
            },
        ),
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
    inlines = (ModeratorInline, CategoryInline)
    list_display = (
        "name_ko", "name_en", "slug", "position", "read_access", "write_access", "in_navigation",
        "is_archived",
    )  # fmt: skip
    list_editable = ("position",)
    list_filter = ("is_archived", "read_access", "write_access", "in_navigation")
    actions = ("archive", "unarchive")
    search_fields = ("name_ko", "name_en", "slug")
    ordering = ("position", "pk")

    def formfield_for_choice_field(
        self, db_field: models.Field, request: HttpRequest, **kwargs: Any
    ) -> forms.TypedChoiceField | None:
        """Take a form that does not say how the list looks: it has the layout of the model."""
        if db_field.name == "list_layout":
            kwargs["required"] = False
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Board]:
        """Keep the boards that the visitor moderates; superusers moderate all."""
        own = Board.objects.with_moderator(request.user)
        return super().get_queryset(request).filter(pk__in=own.values("pk"))

    def get_readonly_fields(self, request: HttpRequest, obj: Board | None = None) -> list[str]:
        """Show the earlier slugs, which the site keeps by itself."""
        return ["earlier_addresses"]

    def has_delete_permission(self, request: HttpRequest, obj: Board | None = None) -> bool:
        """Refuse a board on which something was ever written."""
        is_empty = obj is None or not cast(Any, obj).posts.exists()
        return is_empty and super().has_delete_permission(request, obj)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Offer no deleting of several at once: each is asked for on its own page."""
        return {
            name: action
            for name, action in super().get_actions(request).items()
            if name != "delete_selected"
        }

    @admin.action(description=_("Archive selected boards"), permissions=["change"])
    def archive(self, request: HttpRequest, queryset: QuerySet[Board]) -> None:
        """Close each board to writing and take it off the menu."""
        said = ngettext_lazy("%(count)d board archived.", "%(count)d boards archived.", "count")
        self._set_archived(request, queryset, is_archived=True, said=said)

    @admin.action(description=_("Reopen selected boards"), permissions=["change"])
    def unarchive(self, request: HttpRequest, queryset: QuerySet[Board]) -> None:
        """Open each board again."""
        said = ngettext_lazy("%(count)d board reopened.", "%(count)d boards reopened.", "count")
        self._set_archived(request, queryset, is_archived=False, said=said)

    def _set_archived(
        self, request: HttpRequest, boards: QuerySet[Board], *, is_archived: bool, said: Any
    ) -> None:
        changed = 0
        for board in boards.exclude(is_archived=is_archived).order_by("pk"):
            board.is_archived = is_archived
            board.save(update_fields=["is_archived"])
            self.log_change(request, board, [{"changed": {"fields": [str(ARCHIVED)]}}])
            changed += 1
        self.message_user(request, said % {"count": changed}, messages.SUCCESS)
