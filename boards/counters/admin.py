"""View totals in the admin, to be read and never typed."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from boards.counters.models import ViewTotal
from boards.read_only_admin import ReadOnlyAdmin


@admin.register(ViewTotal)
class ViewTotalAdmin(ReadOnlyAdmin):
    """The most viewed posts first; moderators see those of their own boards."""

    list_display = ("post", "starting", "total")
    list_select_related = ("post",)
    search_fields = ("post__title",)
    ordering = ("-total", "-pk")
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[ViewTotal]:
        """Keep the posts of boards that the visitor moderates; superusers moderate all."""
        totals = super().get_queryset(request)
        if request.user.is_superuser:
            return totals
        return totals.filter(post__board__moderators=request.user)
