"""The history of imports, and the form that adds to it."""

from http import HTTPStatus
from typing import Any, cast

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect

from boards.imports.actions.import_page import import_page
from boards.imports.forms import UploadForm
from boards.imports.models import ImportedPage
from boards.members.models import Member


@admin.register(ImportedPage)
class ImportedPageAdmin(admin.ModelAdmin):
    """What was imported when and by whom. To add one is to upload a saved page."""

    list_display = [
        "__str__", "imported_at", "importer", "boards_made", "notices_made", "rows_made",
    ]  # fmt: skip
    list_select_related = ["article", "imported_by"]
    date_hierarchy = "imported_at"
    search_fields = ["article__title"]
    fields = ["article", "imported_at", "importer", "boards_made", "notices_made", "rows_made"]
    readonly_fields = ["importer"]

    @admin.display(description=ImportedPage._meta.get_field("imported_by").verbose_name)
    def importer(self, page: ImportedPage) -> str | None:
        """The whole handle: only staff sees it here."""
        return page.imported_by.handle if page.imported_by else None

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Whoever may add any post may import."""
        return request.user.has_perm("boards_posts.add_post")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever may import sees what was imported."""
        return self.has_add_permission(request) or super().has_view_permission(request, obj)

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Show the history on the front page of the admin to whoever may see it."""
        return self.has_view_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """History is not rewritten."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """History is not rewritten."""
        return False

    @method_decorator(csrf_protect)
    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Show the upload form; import what it brings and report it."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        if request.method != "POST":
            return self._upload_page(request, UploadForm())
        form = UploadForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._upload_page(request, form)
        report = import_page(by=cast(Member, request.user), **form.cleaned_data)
        for line in report.lines():
            messages.info(request, line)
        if report.dry_run:
            return self._upload_page(request, form)
        return redirect("admin:boards_imports_importedpage_changelist")

    def _upload_page(self, request: HttpRequest, form: UploadForm) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Import a saved page"),
            "form": form,
            "has_view_permission": self.has_view_permission(request),
        }
        return TemplateResponse(
            request,
            "admin/boards_imports/importedpage/upload.html",
            context,
            status=HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK,
        )
