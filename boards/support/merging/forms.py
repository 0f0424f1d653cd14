"""Which account stays, and why."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from boards.members.characters import MaxCharactersValidator
from boards.members.models import Member
from boards.posts.text.sanitising import storable
from boards.sanctions.models import MAX_REASON_LENGTH

MAX_NAME_LENGTH = 100


class MergeForm(forms.Form):
    """The account that stays, by its handle or `#` and its number, and the reason."""

    into = forms.CharField(
        label=_("The account that stays"),
        max_length=MAX_NAME_LENGTH,
        help_text=_("Its handle, or # and its number, such as #12."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )
    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        validators=[MaxCharactersValidator(MAX_REASON_LENGTH)],
        error_messages={"required": _("Say why: other moderators read it.")},
    )

    def __init__(self, *args: Any, gone: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._gone = gone

    def clean_into(self) -> Member:
        """Return the account; it is another one, and there."""
        name = self.cleaned_data["into"].strip()
        number = name.removeprefix("#")
        if name.startswith("#") and number.isascii() and number.isdigit() and len(number) < 19:
            found = Member.objects.filter(pk=int(number))
        else:
            found = Member.objects.with_handle(name)
        member = found.filter(deleted_at=None).first()
        if member is None:
            raise ValidationError(_("No member is called so."), code="missing")
        if member.pk == self._gone.pk:
            raise ValidationError(_("These are one and the same account."), code="own")
        return member

    def clean_reason(self) -> str:
        """Return what can be stored of it."""
        return storable(self.cleaned_data["reason"]).strip()
