"""What people look for, for superusers: to take away what nobody should read."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from boards.search.editing.synonym_admin import SynonymGroupAdmin
from boards.search.models import SearchedWords

__all__ = ["SearchedWordsAdmin", "SynonymGroupAdmin"]


@admin.register(SearchedWords)
class SearchedWordsAdmin(admin.ModelAdmin):
    """The words of each day, the most wanted first."""

    fields = ("words", "day", "readers", "is_never_shown")
    readonly_fields = fields
    list_display = ("words", "day", "readers", "is_never_shown")
    list_filter = ("is_never_shown",)
    search_fields = ("words",)
    ordering = ("-day", "-readers")
    date_hierarchy = "day"
    show_full_result_count = False
    actions = ("never_show", "show_again")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody: searching makes them."""
        return False

    @admin.action(description=_("Never show selected words"), permissions=["change"])
    def never_show(self, request: HttpRequest, queryset: QuerySet[SearchedWords]) -> None:
        """Keep the words out of the popular ones, whoever looks for them from now on."""
        self._mark(request, queryset, is_never_shown=True)

    @admin.action(description=_("Allow selected words to be shown again"), permissions=["change"])
    def show_again(self, request: HttpRequest, queryset: QuerySet[SearchedWords]) -> None:
        """Let the words stand among the popular ones again."""
        self._mark(request, queryset, is_never_shown=False)

    def _mark(
        self, request: HttpRequest, rows: QuerySet[SearchedWords], *, is_never_shown: bool
    ) -> None:
        words = list(rows.values_list("words", flat=True).distinct())
        of_every_day = SearchedWords.objects.filter(words__in=words)
        of_every_day.update(is_never_shown=is_never_shown)
        self.message_user(request, _("Done: %(words)s") % {"words": ", ".join(sorted(words))})
