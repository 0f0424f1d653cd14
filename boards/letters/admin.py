"""Letters in the admin: which ones wait, since when and why. What they say is not shown."""

from django.contrib import admin
from django.http import HttpRequest

from boards.letters.models import Letter


@admin.register(Letter)
class LetterAdmin(admin.ModelAdmin):
    """For superusers alone; whoever deletes a letter keeps it from being sent."""

    fields = (
        "recipient", "state", "attempts", "failure", "written_at", "expires_at", "ended_at",
    )  # fmt: skip
    readonly_fields = fields
    list_display = ("recipient", "state", "attempts", "failure", "written_at", "expires_at")
    list_filter = ("state",)
    search_fields = ("recipient",)
    ordering = ("-written_at",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Letters are written by the site."""
        return False

    def has_change_permission(self, request: HttpRequest, letter: Letter | None = None) -> bool:
        """A letter goes out as it was written."""
        return False

    def has_view_permission(self, request: HttpRequest, letter: Letter | None = None) -> bool:
        """Whose letters wait is nobody else's business."""
        return request.user.is_active and request.user.is_superuser

    def has_delete_permission(self, request: HttpRequest, letter: Letter | None = None) -> bool:
        """As to look at them."""
        return self.has_view_permission(request)
