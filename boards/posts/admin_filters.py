"""Filters of the change lists of posts and notices."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from boards.models import Board


class OwnBoardsFilter(admin.RelatedFieldListFilter):
    """The boards that the visitor moderates."""

    def field_choices(
        self, field: models.Field, request: HttpRequest, model_admin: admin.ModelAdmin
    ) -> list[tuple[str, Any]]:
        """Offer no board of others: its name may not be for everybody."""
        own = Board.objects.moderated_by(request.user)
        return [(str(board.pk), str(board)) for board in own]


class BodyFilter(admin.SimpleListFilter):
    """Whether a post has a body, or came from a list without one."""

    title = _("body")
    parameter_name = "body"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, Any]]:
        """Offer both."""
        return [("yes", _("has a body")), ("no", _("imported without a body"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Keep the posts of one kind."""
        if self.value() == "yes":
            return queryset.exclude(body="")
        if self.value() == "no":
            return queryset.filter(body="")
        return queryset
