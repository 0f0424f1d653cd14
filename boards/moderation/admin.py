"""The reasons for reports, which admins edit."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from boards.moderation.models import ReportReason


@admin.register(ReportReason)
class ReportReasonAdmin(admin.ModelAdmin):
    """The list that members choose from."""

    fields = ("name_ko", "name_en", "position", "is_active")
    list_display = ("name_ko", "name_en", "position", "is_active")
    ordering = ("position", "pk")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody: reports refer to it. It is switched off instead."""
        return False
