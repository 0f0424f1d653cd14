"""Why somebody of the staff sees the site as a member does."""

from django import forms
from django.utils.translation import gettext_lazy as _

from boards.members.characters import MaxCharactersValidator
from boards.posts.text.sanitising import storable
from boards.sanctions.models import MAX_REASON_LENGTH


class LookForm(forms.Form):
    """The reason, which is logged and which the member reads."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("It is logged, and the member reads it."),
        widget=forms.Textarea(attrs={"rows": 3}),
        validators=[MaxCharactersValidator(MAX_REASON_LENGTH)],
        error_messages={"required": _("Say why: the member reads it.")},
    )

    def clean_reason(self) -> str:
        """Return what can be stored of it."""
        return storable(self.cleaned_data["reason"]).strip()
