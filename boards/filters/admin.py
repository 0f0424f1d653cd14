"""Filters and approval in the admin, and a bench on which a filter is tried before it is used."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.action_admin import member_of
from boards.bench_admin import BenchAdmin
from boards.filters.alike_bench import compare_latest
from boards.filters.bench import try_filter
from boards.filters.models import Approval, Filter
from boards.filters.versions import change_version


@admin.register(Filter)
class FilterAdmin(BenchAdmin):
    """Watched words, patterns and domains, switched on and off."""

    # The bench in the second column: on a phone what is further right is out of sight.
    list_display = ("name", "bench_link", "kind", "outcome", "board", "is_active", "slow_at")
    list_filter = ("is_active", "kind", "outcome")
    list_select_related = ("board",)
    search_fields = ("name", "entries")
    ordering = ("name", "pk")
    fields = (
        "name", "kind", "entries", "exceptions", "outcome", "board", "is_active", "slow_at",
        "changed_by", "changed_at",
    )  # fmt: skip
    readonly_fields = ("slow_at", "changed_by", "changed_at")
    bench_question = _("What would it find?")
    bench_title = _("What this filter would have found")

    def save_model(self, request: HttpRequest, obj: Filter, form: Any, change: bool) -> None:
        """Note who changed it and when; of another list nobody knows that it is slow."""
        obj.changed_by, obj.changed_at = member_of(request), timezone.now()
        if "entries" in form.changed_data:
            obj.slow_at = None
        super().save_model(request, obj, form, change)

    def store_switch(self, request: HttpRequest, rows: QuerySet[Filter], **values: Any) -> None:
        """Note besides who changed them and when."""
        rows.update(changed_by=member_of(request), changed_at=timezone.now(), **values)
        change_version()

    def tried(self, request: HttpRequest, row: Filter) -> dict[str, Any]:
        """Return what a filter would have found in the latest posts."""
        return {"tried": try_filter(row)}


@admin.register(Approval)
class ApprovalAdmin(admin.ModelAdmin):
    """What of new members waits, board by board."""

    list_display = ("board", "first_posts", "holds_links", "allows_alike")
    list_select_related = ("board",)
    fields = ("board", "first_posts", "holds_links", "allows_alike")
    ordering = ("board__pk",)

    def get_urls(self) -> list[URLPattern]:
        """Add the page on which alike posts are shown."""
        view = self.admin_site.admin_view(self.alike_view)
        return [path("alike/", view, name="boards_filters_approval_alike"), *super().get_urls()]

    def alike_view(self, request: HttpRequest) -> HttpResponse:
        """Show which of the latest posts are alike, to whoever may look at approval."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        context: dict[str, Any] = {
            **self.admin_site.each_context(request),
            "title": _("Texts that are alike"),
            "opts": self.opts,
            "tried": compare_latest(),
        }
        return TemplateResponse(request, "admin/boards_filters/approval/alike.html", context)
