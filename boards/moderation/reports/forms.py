"""What members say when they report something, and when they appeal."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from boards.members.characters import MaxCharactersValidator
from boards.moderation.models import ReportReason
from boards.moderation.models.report import MAX_REPORT_LENGTH

MAX_APPEAL_LENGTH = 2000  # characters


class ReportForm(forms.Form):
    """Why something is reported."""

    why = forms.ModelChoiceField(
        queryset=ReportReason.objects.none(),
        label=_("What is wrong with it?"),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": _("Choose a reason.")},
    )
    text = forms.CharField(
        label=_("In your own words"),
        widget=forms.Textarea(attrs={"rows": 4}),
        validators=[MaxCharactersValidator(MAX_REPORT_LENGTH)],
        required=False,
        help_text=_("Optional. Only moderators read it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the reasons that are in use."""
        super().__init__(*args, **kwargs)
        self.fields["why"].queryset = ReportReason.objects.offered()  # type: ignore[attr-defined]


class AppealForm(forms.Form):
    """Why a decision is wrong."""

    text = forms.CharField(
        label=_("Why should it be shown again?"),
        widget=forms.Textarea(attrs={"rows": 6}),
        validators=[MaxCharactersValidator(MAX_APPEAL_LENGTH)],
        help_text=_("A moderator who did not decide before reads it. You can do so once."),
    )
