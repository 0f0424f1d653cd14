"""An admin of rows that are tried on a bench before they are used, and switched on and off."""

from typing import Any, ClassVar

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class BenchAdmin(admin.ModelAdmin):
    """Say in `tried` what the bench shows; each model has `is_active`.

    The bench is a page of its own, `bench.html` among the templates of the model, which extends
    `admin/bench.html`; links to it stand in the list, as `bench_link`, and on each row's page.
    """

    bench_question: ClassVar[str | Promise]  # of the links to the bench
    bench_title: ClassVar[str | Promise]
    change_form_template = "admin/bench_change_form.html"
    actions = ("switch_on", "switch_off")

    def tried(self, request: HttpRequest, row: Any) -> dict[str, Any]:
        """Return what the template of the bench shows of a row, in use or not."""
        raise NotImplementedError

    @admin.display(description=gettext_lazy("try out"))
    def bench_link(self, row: Model) -> str:
        """A link to the bench."""
        url = reverse(f"admin:{self._bench_name}", args=[row.pk])
        return format_html('<a href="{}">{}</a>', url, self.bench_question)

    @admin.action(
        description=gettext_lazy("Use selected %(verbose_name_plural)s"), permissions=["change"]
    )
    def switch_on(self, request: HttpRequest, queryset: QuerySet) -> None:
        """Use the rows."""
        self._switch(request, queryset, is_active=True)

    @admin.action(
        description=gettext_lazy("Take selected %(verbose_name_plural)s out of use"),
        permissions=["change"],
    )
    def switch_off(self, request: HttpRequest, queryset: QuerySet) -> None:
        """Go on without the rows, which stay."""
        self._switch(request, queryset, is_active=False)

    def store_switch(self, request: HttpRequest, rows: QuerySet, *, is_active: bool) -> None:
        """Store whether rows are used."""
        rows.update(is_active=is_active)

    def _switch(self, request: HttpRequest, rows: QuerySet, *, is_active: bool) -> None:
        names = " / ".join(map(str, rows))
        self.store_switch(request, rows, is_active=is_active)
        self.message_user(request, _("Done: %(words)s") % {"words": names})

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> Any:
        """Show the form, with a link to the bench."""
        context["bench_question"] = self.bench_question
        return super().render_change_form(request, context, *args, **kwargs)

    def get_urls(self) -> list[URLPattern]:
        """Add the bench."""
        view = self.admin_site.admin_view(self.bench_view)
        return [path("<int:pk>/bench/", view, name=self._bench_name), *super().get_urls()]

    def bench_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show what becomes of a row, whoever may look at it."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        row = self.model._default_manager.filter(pk=pk).first()
        if row is None:
            raise Http404
        context: dict[str, Any] = {
            **self.admin_site.each_context(request),
            "title": self.bench_title,
            "opts": self.opts,
            "row": row,
            **self.tried(request, row),
        }
        template = f"admin/{self.opts.app_label}/{self.opts.model_name}/bench.html"
        return TemplateResponse(request, template, context)

    @property
    def _bench_name(self) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_bench"
