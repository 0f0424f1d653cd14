"""Notices in the admin: staff see those of the boards that they moderate."""

from contextlib import suppress
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from boards.action_admin import ActionAdmin, member_of
from boards.members.admin_fields import WholeHandlesMixin
from boards.models import Board
from boards.posts.admin_filters import OwnBoardsFilter
from boards.posts.locking import locked_post
from boards.posts.models import Notice, Post
from boards.posts.notices.actions.pin_notice import pin_notice
from boards.posts.notices.actions.reschedule_notice import reschedule_notice
from boards.posts.notices.actions.unpin_notice import unpin_notice
from boards.posts.notices.admin_forms import NoticeForm
from boards.posts.permissions import can_pin
from boards.posts.states import Scope

PLACE = ("scope", "position", "starts_at", "ends_at", "must_read")
NOT_ALLOWED_HERE = _("You may not pin this post there.")


@admin.register(Notice)
class NoticeAdmin(WholeHandlesMixin, ActionAdmin):
    """Notices; those of every board belong to whoever may pin everywhere."""

    form = NoticeForm
    refused_field = "post"
    fields = ("post", *PLACE, "pinned_by_handle", "pinned_at")
    autocomplete_fields = ("post",)
    list_display = (
        "post", "board", "scope", "position", "starts_at", "ends_at", "must_read",
        "pinned_by_handle",
    )  # fmt: skip
    list_select_related = ("post__board", "pinned_by")
    list_filter = ("scope", "must_read", ("post__board", OwnBoardsFilter))
    search_fields = ("post__title",)
    date_hierarchy = "starts_at"
    ordering = ("position", "-pinned_at", "-id")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Notice]:
        """Keep the notices of boards that the visitor moderates."""
        own = Board.objects.pinned_on_by(request.user)
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
            own = Board.objects.pinned_on_by(request.user)
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

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Notice | None:
        """Hold the post of a notice that is changed before its own row, as the actions do."""
        notice = super().get_object(request, object_id, from_field)
        if notice is not None and request.method == "POST" and connection.in_atomic_block:
            with suppress(ValidationError):  # that it was deleted, the action says
                locked_post(notice.post)
        return notice

    def store(self, request: HttpRequest, row: Notice, form: NoticeForm, change: bool) -> Notice:
        """Pin the post, or move its notice where the form was changed."""
        by = member_of(request)
        place = {name: getattr(row, name) for name in PLACE}
        try:
            if not change:
                return pin_notice(post=row.post, by=by, **place)
            if place == Notice.objects.values(*PLACE).get(pk=row.pk):
                return row
            return reschedule_notice(post=row.post, by=by, **place)
        except PermissionDenied as error:
            raise ValidationError({"scope": NOT_ALLOWED_HERE}) from error

    def discard(self, request: HttpRequest, row: Notice) -> None:
        """Unpin its post."""
        unpin_notice(post=row.post, by=member_of(request))

    @admin.display(description=_("board"), ordering="post__board__position")
    def board(self, notice: Notice) -> Board:
        """The board of the post."""
        return notice.post.board

    @admin.display(description=_("pinned by"), ordering="pinned_by__handle")
    def pinned_by_handle(self, notice: Notice) -> str:
        """The moderator's whole handle."""
        return notice.pinned_by.handle if notice.pinned_by else ""
