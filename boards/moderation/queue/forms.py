"""What the buttons of a case send."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from boards.members.characters import MaxCharactersValidator
from boards.moderation.log.actions.write_entry import MAX_REASON_LENGTH
from boards.moderation.models import Appeal, Outcome


class DecisionForm(forms.Form):
    """A decision, and the words for it."""

    decision = forms.ChoiceField(error_messages={"required": _("Choose what to decide.")})
    reason = forms.CharField(validators=[MaxCharactersValidator(MAX_REASON_LENGTH)], required=False)

    choices: Any = Outcome.choices

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Take what can be decided."""
        super().__init__(*args, **kwargs)
        self.fields["decision"].choices = self.choices  # type: ignore[attr-defined]

    @property
    def said(self) -> list[str]:
        """What is wrong with it, in sentences."""
        return [str(error) for errors in self.errors.values() for error in errors]


class AppealDecisionForm(DecisionForm):
    """The same about an appeal."""

    choices = Appeal.Result.choices
