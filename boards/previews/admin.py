"""Previews in the admin: for superusers, to look at, to fetch again and to remove."""

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from boards.members.characters import beginning_of
from boards.previews.actions.fetch_preview import ask_for_preview
from boards.previews.models import LinkPreview


@admin.register(LinkPreview)
class LinkPreviewAdmin(admin.ModelAdmin):
    """Pages that posts link to; who removes one removes its picture too.

    For superusers alone: secret posts have links as well.
    """

    fields = (
        "address", "title", "description", "site_name", "picture_shown", "state", "failure",
        "tries", "asked_at", "fetched_at",
    )  # fmt: skip
    readonly_fields = fields
    list_display = ("address_shown", "title", "state", "failure", "tries", "fetched_at")
    list_filter = ("state", "failure")
    search_fields = ("address", "title")
    ordering = ("-pk",)
    actions = ("fetch_again",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Previews come from the links of posts."""
        return False

    def has_change_permission(
        self, request: HttpRequest, preview: LinkPreview | None = None
    ) -> bool:
        """What a page says of itself is not for the admin to change."""
        return False

    def has_fetch_permission(self, request: HttpRequest) -> bool:
        """Who may remove previews may have them fetched."""
        return self.has_delete_permission(request)

    @admin.action(description=_("Fetch again"), permissions=["fetch"])
    def fetch_again(self, request: HttpRequest, previews: QuerySet[LinkPreview]) -> None:
        """Ask the pages anew; what is known of them stays until they answer."""
        for preview in previews:
            ask_for_preview(preview)
        count = len(previews)
        message = ngettext(
            "%(count)d page will be fetched.", "%(count)d pages will be fetched.", count
        )
        messages.success(request, message % {"count": count})

    @admin.display(description=_("URL"), ordering="address")
    def address_shown(self, preview: LinkPreview) -> str:
        """The beginning of the address."""
        return beginning_of(preview.address, 80, counts_ellipsis=True)

    @admin.display(description=_("picture"))
    def picture_shown(self, preview: LinkPreview) -> SafeString | str:
        """The picture as posts show it."""
        if not preview.picture:
            return "-"
        return format_html('<img src="{}" alt="" width="160">', preview.picture_url)
