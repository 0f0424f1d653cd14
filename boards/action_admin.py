"""An admin that writes through the actions of the site, so that no door skips a rule or the log.

A ModelAdmin of Django stores what its form holds. This one hands it to actions: they lock, ask for
permission, tell who listens, and log what they did. What they refuse stands in the form as if it
had found it itself.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, ClassVar, cast

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member

NOT_ALLOWED = _("You may not do this.")


class Refused(Exception):
    """An action refused what a form asked for; `error` says why."""

    def __init__(self, error: ValidationError) -> None:
        super().__init__(error)
        self.error = error


def member_of(request: HttpRequest) -> Member:
    """Return who works in the admin: always a member, for nobody else is let in."""
    return cast(Member, request.user)


class ActionAdmin(admin.ModelAdmin):
    """Say in `store` and `discard` which actions are called; nothing else is written.

    The log is the actions' own: a line of Django's besides would say the same twice.
    """

    # The field beside which a refusal stands that names none; None for above the form.
    refused_field: ClassVar[str | None] = None
    object_history_template = "admin/logged_history.html"

    def store(self, request: HttpRequest, row: Any, form: Any, change: bool) -> Any:
        """Call the actions for a form that was sent, and return the row as it is stored now.

        Args:
            row: as the form would have it, not saved.

        Raises:
            PermissionDenied, ValidationError: what the actions raise; it is told in the form.
        """
        raise NotImplementedError

    def discard(self, request: HttpRequest, row: Any) -> None:
        """Call the action that takes a row away; it may raise what actions raise."""
        raise NotImplementedError

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        """Show the form again with what an action refused; of the attempt nothing is stored."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except Refused as refused:
            request.refusal = refused.error  # type: ignore[attr-defined]
            return super().changeform_view(request, object_id, form_url, extra_context)

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> type[ModelForm]:
        """Return the form; once an action has refused it, the form knows why."""
        form = super().get_form(request, obj, change=change, **kwargs)
        refusal = getattr(request, "refusal", None)
        return form if refusal is None else _refused_form(form, refusal, self.refused_field)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Let the actions store it, and go on with the row that they stored."""
        try:
            stored = self.store(request, obj, form, change)
        except ValidationError as error:
            raise Refused(error) from error
        except PermissionDenied as error:
            raise Refused(ValidationError(NOT_ALLOWED, code="denied")) from error
        for field in obj._meta.concrete_fields:
            setattr(obj, field.attname, getattr(stored, field.attname))

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Store nothing: the actions have stored all of it."""

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Let the action take it away."""
        self.discard(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        """Let the action take each row away, and say which it did not."""
        self.act_on_each(request, queryset.order_by("pk"), lambda row: self.discard(request, row))

    def act_on_each(
        self, request: HttpRequest, rows: Iterable[Any], act: Callable[[Any], object]
    ) -> int:
        """Call an action for each row and say which it refused; return for how many it was done."""
        done = 0
        for row in rows:
            try:
                with transaction.atomic():
                    act(row)
                done += 1
            except ValidationError as error:
                self.message_user(request, f"{row}: {error.messages[0]}", messages.ERROR)
        return done

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Write nothing: the action has written it."""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Write nothing: the action has written it."""

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        """Write nothing: the action writes it."""


def _refused_form(
    form: type[ModelForm], refusal: ValidationError, unnamed: str | None
) -> type[ModelForm]:
    """Return a form class that finds, besides its own errors, what an action refused."""

    class RefusedForm(form):  # type: ignore[misc, valid-type]
        def full_clean(self) -> None:
            super().full_clean()
            for name, errors in _by_field(refusal, unnamed):
                self.add_error(name if name in self.fields else None, errors)

    return RefusedForm


def _by_field(
    refusal: ValidationError, unnamed: str | None
) -> Iterator[tuple[str | None, list[ValidationError]]]:
    if hasattr(refusal, "error_dict"):
        yield from refusal.error_dict.items()
    else:
        yield unnamed, refusal.error_list
