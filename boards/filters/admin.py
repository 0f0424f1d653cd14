"""Filters and approval in the admin, and a bench on which a filter is tried before it is used."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.action_admin import member_of
from boards.filters.bench import try_filter
from boards.filters.models import Approval, Filter
from boards.filters.versions import change_version


@admin.register(Filter)
class FilterAdmin(admin.ModelAdmin):
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
    actions = ("switch_on", "switch_off")

    def save_model(self, request: HttpRequest, obj: Filter, form: Any, change: bool) -> None:
        """Note who changed it and when; of another list nobody knows that it is slow."""
        obj.changed_by, obj.changed_at = member_of(request), timezone.now()
        if "entries" in form.changed_data:
            obj.slow_at = None
        super().save_model(request, obj, form, change)

    @admin.display(description=gettext_lazy("try out"))
    def bench_link(self, row: Filter) -> str:
        """A link to the bench."""
        url = reverse("admin:boards_filters_filter_bench", args=[row.pk])
        return format_html('<a href="{}">{}</a>', url, _("What would it find?"))

    @admin.action(description=gettext_lazy("Use selected filters"), permissions=["change"])
    def switch_on(self, request: HttpRequest, queryset: QuerySet[Filter]) -> None:
        """Search every new text with the filters."""
        self._switch(request, queryset, is_active=True)

    @admin.action(
        description=gettext_lazy("Take selected filters out of use"), permissions=["change"]
    )
    def switch_off(self, request: HttpRequest, queryset: QuerySet[Filter]) -> None:
        """Let texts pass without the filters, which stay."""
        self._switch(request, queryset, is_active=False)

    def _switch(self, request: HttpRequest, rows: QuerySet[Filter], **values: Any) -> None:
        names = list(rows.values_list("name", flat=True))
        rows.update(changed_by=member_of(request), changed_at=timezone.now(), **values)
        change_version()
        self.message_user(request, _("Done: %(words)s") % {"words": ", ".join(names)})

    def get_urls(self) -> list[URLPattern]:
        """Add the bench."""
        bench = path(
            "<int:pk>/bench/",
            self.admin_site.admin_view(self.bench_view),
            name="boards_filters_filter_bench",
        )
        return [bench, *super().get_urls()]

    def bench_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show what a filter, in use or not, would have found in the latest posts."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        row = Filter.objects.filter(pk=pk).first()
        if row is None:
            raise Http404
        context: dict[str, Any] = {
            **self.admin_site.each_context(request),
            "title": _("What this filter would have found"),
            "opts": self.opts,
            "filter": row,
            "tried": try_filter(row),
        }
        return TemplateResponse(request, "admin/boards_filters/filter/bench.html", context)


@admin.register(Approval)
class ApprovalAdmin(admin.ModelAdmin):
    """What of new members waits, board by board."""

    list_display = ("board", "first_posts", "holds_links")
    list_select_related = ("board",)
    fields = ("board", "first_posts", "holds_links")
    ordering = ("board__pk",)
