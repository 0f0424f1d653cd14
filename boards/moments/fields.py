"""Form fields of moments. A form that comes back as it was shown changes no moment.

People see the time on the clock of their zone, to the minute or second. That says less than a
moment: it leaves out microseconds, by which lists are ordered, and which of two hours is meant
when the clocks go back. So a hidden field goes with the visible one, and holds the moment itself;
it counts for as long as the visible text is the one that was shown.
"""

from datetime import UTC, datetime, timedelta, timezone
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone as current
from django.utils.dateparse import parse_datetime
from django.utils.html import format_html
from django.utils.safestring import SafeString

from boards.moments.local_times import comes_twice, local_time, moment_of, validate_year
from boards.moments.widgets import (
    AdminMomentInput,
    ExactMomentInput,
    MomentInput,
    chosen_fold,
)

# Stands for "no zone was typed" while Django reads a text: no time comes twice in it.
_AS_TYPED = timezone(timedelta(0), "as typed")

if TYPE_CHECKING:
    _Base = forms.Field
else:
    _Base = object


class MomentBoundField(forms.BoundField):
    """A moment in a form, with the hidden field that holds it exactly."""

    field: "_MomentMixin"

    @cached_property
    def initial(self) -> Any:
        """The moment that the sent form showed; the row's own where it does not tell."""
        own = self.form.get_initial_for_field(self.field, self.name)
        if not self.form.is_bound or self.field.disabled:
            return own
        return _exact(self.form.data.get(self.html_initial_name)) or own

    @property
    def data(self) -> Any:
        """What was sent; a datetime where it is known which moment the text stands for."""
        sent = super().data
        try:
            local = self.field.typed_time(sent)
        except ValidationError:
            return sent
        if local is None or local.tzinfo is not None:
            return sent
        fold = chosen_fold(self.form.data, self.html_name)
        if self._shown and local in self._texts_of(self._shown):
            return self._in_chosen_hour(self._shown, fold)
        return moment_of(local.replace(fold=fold or 0)) if comes_twice(local) else sent

    @property
    def _shown(self) -> datetime | None:
        is_moment = isinstance(self.initial, datetime) and self.initial.tzinfo is not None
        return self.initial if is_moment else None

    def _texts_of(self, moment: datetime) -> list[datetime | None]:
        """Return the time on the clock as the widget shows it, to the second, and in full."""
        local = local_time(moment)
        return [self.field.shown_time(local), local.replace(microsecond=0), local]

    @staticmethod
    def _in_chosen_hour(moment: datetime, fold: int | None) -> datetime:
        local = local_time(moment)
        if fold is None or not comes_twice(local):
            return moment
        return moment_of(local.replace(fold=fold))

    def as_widget(
        self,
        widget: forms.Widget | None = None,
        attrs: dict[str, Any] | None = None,
        only_initial: bool = False,
    ) -> SafeString:
        """Return the visible field and the hidden one behind it."""
        visible = super().as_widget(widget, attrs, only_initial)
        if only_initial or self._shown is None:
            return visible
        exact = ExactMomentInput().render(
            self.html_initial_name, self._shown, {"id": self.html_initial_id}
        )
        return format_html("{}{}", visible, exact)


class _MomentMixin(_Base):
    """What the fields share; cleaned values are in UTC."""

    widget: Any
    default_validators: list[Any] = [validate_year]  # noqa: RUF012 - as Django's own fields

    def __init__(self, **kwargs: Any) -> None:
        # Django's own hidden field holds what is visible, and no more.
        super().__init__(**{**kwargs, "show_hidden_initial": False})

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> MomentBoundField:
        """Return the field with its hidden companion."""
        return MomentBoundField(form, self, field_name)

    def typed_time(self, sent: Any) -> datetime | None:
        """Return the time that was typed, without a zone unless one was typed too.

        Raises:
            ValidationError: when this is no time.
        """
        with current.override(_AS_TYPED):
            typed = self._parse(sent)
        if typed is not None and typed.tzinfo is _AS_TYPED:
            return typed.replace(tzinfo=None)
        return typed

    def shown_time(self, local: datetime) -> datetime | None:
        """Return what is left of a time when the widget has shown it."""
        return self.typed_time(self._sent_back(local))

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Say whether another moment was sent."""
        if self.disabled:
            return False
        try:
            sent = self._moment(data)
        except ValidationError:
            return True
        return sent != (initial or None)

    def _moment(self, sent: Any) -> datetime | None:
        typed = sent if isinstance(sent, datetime) else self.typed_time(sent)
        if typed is None:
            return None
        return typed.astimezone(UTC) if typed.tzinfo else moment_of(typed)

    def _parse(self, sent: Any) -> datetime | None:
        raise NotImplementedError

    def _sent_back(self, local: datetime) -> Any:
        raise NotImplementedError


class MomentField(_MomentMixin, forms.DateTimeField):
    """A moment on the site's own pages."""

    widget = MomentInput

    def to_python(self, value: Any) -> datetime | None:
        """Return the moment that a text of the current time zone stands for."""
        return self._moment(value)

    def _parse(self, sent: Any) -> datetime | None:
        return super().to_python(sent)

    def _sent_back(self, local: datetime) -> Any:
        return cast(MomentInput, self.widget).format_value(local)


class AdminMomentField(_MomentMixin, forms.SplitDateTimeField):
    """A moment in the admin, with a field for its day and one for its time."""

    widget = AdminMomentInput

    def clean(self, value: Any) -> datetime | None:
        """Return the moment that two texts of the current time zone stand for."""
        if isinstance(value, datetime):
            moment = self._moment(value)
            self.run_validators(moment)
            return moment
        return super().clean(value)

    def compress(self, data_list: Any) -> datetime | None:
        """Join the day and the time."""
        with current.override(_AS_TYPED):
            joined = super().compress(data_list)
        return moment_of(joined.replace(tzinfo=None)) if joined else None

    def prepare_value(self, value: Any) -> Any:
        """Return the time on the clock."""
        return local_time(value) if isinstance(value, datetime) and value.tzinfo else value

    def _parse(self, sent: Any) -> datetime | None:
        if not sent or not any(sent):
            return None
        if not all(sent):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        day, time = (field.clean(text) for field, text in zip(self.fields, sent, strict=True))
        return datetime.combine(day, time, tzinfo=_AS_TYPED)

    def _sent_back(self, local: datetime) -> Any:
        return [
            widget.format_value(part)
            for widget, part in zip(self.widget.widgets, (local.date(), local.time()), strict=True)
        ]


def _exact(text: Any) -> datetime | None:
    try:
        moment = parse_datetime(text or "")
    except (TypeError, ValueError):
        return None
    return moment if moment and moment.tzinfo else None
