"""Boards in the admin."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from boards.members.admin_fields import WholeHandlesMixin
from boards.models import Board
from boards.slug_admin import EarlierSlugsMixin


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
        (_("Writing"), {"fields": ("allows_comments", "allows_secret", "allows_anonymous")}),
    )
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
