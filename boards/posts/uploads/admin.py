"""Uploads in the admin: for superusers, to look at and to remove."""

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from boards.action_admin import ActionAdmin, member_of
from boards.posts.models import Upload
from boards.posts.uploads.actions.remove_upload import remove_upload


@admin.register(Upload)
class UploadAdmin(ActionAdmin):
    """Pictures and attachments; who removes one removes its files too."""

    fields = (
        "file_link", "name", "kind", "progress", "media_type", "size", "width", "height",
        "owner_name", "post", "comment", "sent_at",
    )  # fmt: skip
    readonly_fields = fields
    list_display = ("name", "kind", "progress", "size", "owner_name", "post", "sent_at")
    list_select_related = ("owner", "post", "comment")
    list_filter = ("kind", "progress", ("post", admin.EmptyFieldListFilter))
    search_fields = ("name",)
    ordering = ("-sent_at",)
    date_hierarchy = "sent_at"

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Refuse the addresses that would sort the anonymous by who they are."""
        if lookup.split("__")[0] == "owner":
            return False
        return super().lookup_allowed(lookup, value, request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Files come from writing pages."""
        return False

    def has_change_permission(self, request: HttpRequest, upload: Upload | None = None) -> bool:
        """Nothing of a file is for the admin to change."""
        return False

    def discard(self, request: HttpRequest, row: Upload) -> None:
        """Remove the file."""
        remove_upload(upload=row, by=member_of(request))

    @admin.display(description=_("owner"))
    def owner_name(self, upload: Upload) -> str:
        """The sender's handle; of an anonymous text, only looking its author up tells it."""
        text = upload.comment or upload.post
        if text and text.is_anonymous:
            return str(_("anonymous"))
        return upload.owner.handle

    @admin.display(description=_("file"))
    def file_link(self, upload: Upload) -> SafeString:
        """A link to the file, which opens for those who may see it."""
        return format_html('<a href="{}">{}</a>', upload.get_absolute_url(), upload.name)
