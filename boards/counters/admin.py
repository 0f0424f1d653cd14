"""View totals in the admin, to be read and never typed."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from boards.counters.models import ViewTotal


@admin.register(ViewTotal)
class ViewTotalAdmin(admin.ModelAdmin):
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

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody: counting makes them."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody: counting changes them."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody: they go with their post."""
        return False
