"""Sanctions in the admin: to be read. They are given and lifted on the site."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from boards.members.admin_fields import FoldedSearchMixin
from boards.read_only_admin import ReadOnlyAdmin
from boards.sanctions.models import Sanction


@admin.register(Sanction)
class SanctionAdmin(FoldedSearchMixin, ReadOnlyAdmin):
    """Who was warned, silenced or suspended, by whom and until when."""

    fields = readonly_fields = (
        "member_name", "kind", "board", "reason", "starts_at", "ends_at", "by_name", "made_at",
        "lifted_at", "read_at",
    )  # fmt: skip
    list_display = ("member_name", "kind", "board", "starts_at", "ends_at", "lifted_at")
    list_filter = ("kind",)
    list_select_related = ("member", "board", "by")
    search_fields = ("member__handle_key",)
    ordering = ("-pk",)
    show_full_result_count = False

    @admin.display(description=_("member"))
    def member_name(self, sanction: Sanction) -> str:
        """Return the whole handle."""
        return sanction.member.handle

    @admin.display(description=_("by"))
    def by_name(self, sanction: Sanction) -> str:
        """Return the whole handle of the moderator; empty for who left."""
        return sanction.by.handle if sanction.by else ""
