"""Notices in the admin: staff see those of the boards that they moderate."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from boards.members.admin_fields import WholeHandlesMixin
from boards.models import Board
from boards.posts.admin_filters import OwnBoardsFilter
from boards.posts.models import Notice, Post
from boards.posts.notices.admin_forms import NoticeForm
from boards.posts.permissions import can_pin
from boards.posts.states import Scope


@admin.register(Notice)
class NoticeAdmin(WholeHandlesMixin, admin.ModelAdmin):
    """Notices; those of every board belong to whoever may pin everywhere."""

    form = NoticeForm
    fields = (
        "post", "scope", "position", "starts_at", "ends_at", "pinned_by_handle", "pinned_at",
    )  # fmt: skip
    autocomplete_fields = ("post",)
    list_display = (
        "post", "board", "scope", "position", "starts_at", "ends_at", "pinned_by_handle",
    )  # fmt: skip
    list_select_related = ("post__board", "pinned_by")
    list_filter = ("scope", ("post__board", OwnBoardsFilter))
    search_fields = ("post__title",)
    date_hierarchy = "starts_at"
    ordering = ("position", "-pinned_at", "-id")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Notice]:
        """Keep the notices of boards that the visitor moderates."""
        own = Board.objects.moderated_by(request.user)
        return super().get_queryset(request).filter(post__board__in=own.values("pk"))

    def get_readonly_fields(
        self, request: HttpRequest, obj: Notice | None = None
    ) -> tuple[str, ...]:
        """Keep a notice with its post, and with the name of who pinned it."""
        fixed = ("pinned_by_handle", "pinned_at")
        return fixed if obj is None else ("post", *fixed)

    def formfield_for_foreignkey(
        self, db_field: models.ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> forms.ModelChoiceField | None:
        """Let moderators pin the posts of their own boards only."""
        if db_field.related_model is Post:
            own = Board.objects.moderated_by(request.user)
            kwargs["queryset"] = Post.objects.filter(board__in=own.values("pk"))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_choice_field(
        self, db_field: models.Field, request: HttpRequest, **kwargs: Any
    ) -> forms.TypedChoiceField | None:
        """Offer every board to those who may pin there."""
        everywhere = request.user.has_perm("boards_posts.pin_everywhere")
        if db_field.name == "scope" and not everywhere:
            kwargs["choices"] = [(Scope.THIS_BOARD.value, Scope.THIS_BOARD.label)]
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    def has_change_permission(self, request: HttpRequest, obj: Notice | None = None) -> bool:
        """Ask for the scope of the notice besides."""
        return super().has_change_permission(request, obj) and self._may_pin(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Notice | None = None) -> bool:
        """Ask for the scope of the notice besides."""
        return super().has_delete_permission(request, obj) and self._may_pin(request, obj)

    @staticmethod
    def _may_pin(request: HttpRequest, notice: Notice | None) -> bool:
        return notice is None or can_pin(request.user, notice.post, scope=notice.scope)

    def save_model(self, request: HttpRequest, obj: Notice, form: Any, change: bool) -> None:
        """Note who pinned it."""
        if not change:
            obj.pinned_by_id = request.user.pk
        super().save_model(request, obj, form, change)

    @admin.display(description=_("board"), ordering="post__board__position")
    def board(self, notice: Notice) -> Board:
        """The board of the post."""
        return notice.post.board

    @admin.display(description=_("pinned by"), ordering="pinned_by__handle")
    def pinned_by_handle(self, notice: Notice) -> str:
        """The moderator's whole handle."""
        return notice.pinned_by.handle if notice.pinned_by else ""
