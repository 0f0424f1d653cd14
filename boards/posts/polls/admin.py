"""Polls in the admin: what was asked, and how many voted for what; never who."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from boards.models import Board
from boards.posts.models import Poll, PollChoice
from boards.posts.states import State
from boards.read_only_admin import ReadOnlyAdmin


class ChoiceInline(admin.TabularInline):
    """The choices of a poll."""

    model = PollChoice
    fields = readonly_fields = ("position", "name", "votes")
    extra = 0
    can_delete = False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever may see the poll."""
        return request.user.has_perm("boards_posts.view_poll")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody."""
        return False


@admin.register(Poll)
class PollAdmin(ReadOnlyAdmin):
    """Polls; they are written with their posts, and closed on their pages."""

    fields = (
        "post", "question", "max_choices", "closes_at", "shows_results_early", "allows_changes",
        "voters",
    )  # fmt: skip
    list_display = ("post", "question", "voters", "closes_at")
    list_select_related = ("post",)
    search_fields = ("question", "post__title")
    ordering = ("-pk",)
    show_full_result_count = False
    inlines = (ChoiceInline,)

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Refuse the addresses that would keep the polls in which somebody voted."""
        if lookup.split("__")[0] in ("cast", "choices"):
            return False
        return super().lookup_allowed(lookup, value, request)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Poll]:
        """Keep the polls of the boards that the visitor moderates; of deleted posts, none."""
        own = Board.objects.moderated_by(request.user)
        polls = super().get_queryset(request).filter(post__board__in=own.values("pk"))
        return polls.exclude(post__state=State.DELETED)
