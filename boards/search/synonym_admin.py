"""The synonyms in the admin, and a bench on which a group is tried before it is used."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.search.models import SynonymGroup
from boards.search.search_params import typed_in
from boards.search.trying import try_synonyms


@admin.register(SynonymGroup)
class SynonymGroupAdmin(admin.ModelAdmin):
    """Names of one thing in two languages, switched on and off."""

    list_display = ("words", "is_one_way", "is_active", "bench_link")
    list_filter = ("is_active", "is_one_way")
    search_fields = ("words",)
    ordering = ("words",)
    fields = ("words", "is_one_way", "is_active")
    actions = ("switch_on", "switch_off")

    @admin.display(description=gettext_lazy("try out"))
    def bench_link(self, group: SynonymGroup) -> str:
        """A link to the bench."""
        url = reverse("admin:boards_search_synonymgroup_bench", args=[group.pk])
        return format_html('<a href="{}">{}</a>', url, _("What changes?"))

    @admin.action(description=gettext_lazy("Use selected groups"), permissions=["change"])
    def switch_on(self, request: HttpRequest, queryset: QuerySet[SynonymGroup]) -> None:
        """Let searches use the groups."""
        self._switch(request, queryset, is_active=True)

    @admin.action(
        description=gettext_lazy("Take selected groups out of use"), permissions=["change"]
    )
    def switch_off(self, request: HttpRequest, queryset: QuerySet[SynonymGroup]) -> None:
        """Let searches go on without the groups, which stay."""
        self._switch(request, queryset, is_active=False)

    def _switch(
        self, request: HttpRequest, groups: QuerySet[SynonymGroup], *, is_active: bool
    ) -> None:
        words = list(groups.values_list("words", flat=True))
        groups.update(is_active=is_active)
        self.message_user(request, _("Done: %(words)s") % {"words": " / ".join(words)})

    def get_urls(self) -> list[URLPattern]:
        """Add the bench."""
        bench = path(
            "<int:pk>/bench/",
            self.admin_site.admin_view(self.bench_view),
            name="boards_search_synonymgroup_bench",
        )
        return [bench, *super().get_urls()]

    def bench_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show what `?q=` finds for a guest with a group and without it."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        group = SynonymGroup.objects.filter(pk=pk).first()
        if group is None:
            raise Http404
        typed = typed_in(request.GET) or group.names[0]
        context: dict[str, Any] = {
            **self.admin_site.each_context(request),
            "title": _("What changes with these synonyms"),
            "opts": self.opts,
            "group": group,
            "typed": typed,
            "tried": try_synonyms(group, typed),
        }
        return TemplateResponse(request, "admin/boards_search/synonymgroup/bench.html", context)
