"""How the admin names members: by their whole handle, since staff may see it."""

from typing import Any

from django import forms
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from boards.members.folding import folded
from boards.members.models import Member


class MemberChoiceField(forms.ModelChoiceField):
    """One member of all."""

    def label_from_instance(self, obj: Member) -> str:
        """Return the whole handle."""
        return obj.handle


class MembersChoiceField(forms.ModelMultipleChoiceField):
    """Several members of all."""

    def label_from_instance(self, obj: Member) -> str:
        """Return the whole handle."""
        return obj.handle


class WholeHandlesMixin:
    """A ModelAdmin whose fields that refer to members show their whole handles."""

    def formfield_for_foreignkey(
        self, db_field: models.ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> forms.ModelChoiceField | None:
        """Name a single member in full."""
        if db_field.related_model is Member:
            kwargs["form_class"] = MemberChoiceField
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]

    def formfield_for_manytomany(
        self, db_field: models.ManyToManyField, request: HttpRequest, **kwargs: Any
    ) -> forms.ModelMultipleChoiceField | None:
        """Name several members in full."""
        if db_field.related_model is Member:
            kwargs["form_class"] = MembersChoiceField
        return super().formfield_for_manytomany(db_field, request, **kwargs)  # type: ignore[misc]


class WholeName:
    """Stands for a member in a template of the admin, which prints the row itself."""

    def __init__(self, member: Member) -> None:
        self.pk = member.pk
        self._handle = member.handle

    def __str__(self) -> str:
        return self._handle


def named_whole(response: HttpResponse) -> HttpResponse:
    """Return a page of the admin, not rendered yet, that calls its member by the whole handle.

    A member's own `str()` is masked, as it is meant for readers; who opens this page may see all.
    """
    if not isinstance(response, TemplateResponse) or response.context_data is None:
        return response
    page = response.context_data
    for name in ("original", "object"):
        member = page.get(name)
        if isinstance(member, Member):
            page[name] = WholeName(member)
            for text in ("title", "subtitle"):
                page[text] = str(page.get(text) or "").replace(str(member), member.handle)
    return response


class FoldedSearchMixin:
    """A ModelAdmin that searches in folded keys, so that no spelling of a name is missed."""

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        """Fold what was typed as the keys are."""
        return super().get_search_results(request, queryset, folded(search_term))  # type: ignore[misc]
