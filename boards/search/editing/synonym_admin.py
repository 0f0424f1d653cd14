"""The synonyms in the admin, and a bench on which a group is tried before it is used."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from boards.bench_admin import BenchAdmin
from boards.search.editing.trying import try_synonyms
from boards.search.models import SynonymGroup
from boards.search.querying.search_params import typed_in


@admin.register(SynonymGroup)
class SynonymGroupAdmin(BenchAdmin):
    """Names of one thing in two languages, switched on and off."""

    list_display = ("words", "is_one_way", "is_active", "bench_link")
    list_filter = ("is_active", "is_one_way")
    search_fields = ("words",)
    ordering = ("words",)
    fields = ("words", "is_one_way", "is_active")
    bench_question = _("What changes?")
    bench_title = _("What changes with these synonyms")

    def tried(self, request: HttpRequest, row: SynonymGroup) -> dict[str, Any]:
        """Return what `?q=` finds for a guest with a group and without it."""
        typed = typed_in(request.GET) or row.names[0]
        return {"typed": typed, "tried": try_synonyms(row, typed)}
