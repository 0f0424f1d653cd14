"""What the buttons of a case send."""

from django import forms
from django.utils.translation import gettext_lazy as _

from boards.members.characters import MaxCharactersValidator
from boards.moderation.log.actions.write_entry import MAX_REASON_LENGTH
from boards.moderation.models import Appeal, Outcome

MAX_PLACE_LENGTH = 50  # two keys
_MISSING = {"required": _("Choose what to decide.")}


class DecisionForm(forms.Form):
    """A decision, and the words for it."""

    decision = forms.TypedChoiceField(
        choices=Outcome.choices, coerce=Outcome, error_messages=_MISSING
    )
    reason = forms.CharField(validators=[MaxCharactersValidator(MAX_REASON_LENGTH)], required=False)

    category = forms.CharField(max_length=MAX_PLACE_LENGTH, required=False)
    place = forms.CharField(max_length=MAX_PLACE_LENGTH, required=False)

    @property
    def said(self) -> list[str]:
        """What is wrong with it, in sentences."""
        return [str(error) for errors in self.errors.values() for error in errors]


class AppealDecisionForm(DecisionForm):
    """The same about an appeal."""

    decision = forms.TypedChoiceField(
        choices=Appeal.Result.choices, coerce=Appeal.Result, error_messages=_MISSING
    )
