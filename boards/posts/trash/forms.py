"""The form beside what is to be restored."""

from django import forms
from django.utils.translation import gettext_lazy as _

from boards.members.characters import MaxCharactersValidator
from boards.posts.text.lengths import MAX_REASON_LENGTH


class RestoreForm(forms.Form):
    """Why a moderator restores something; its author and the other moderators read it."""

    reason = forms.CharField(
        label=_("Reason"),
        validators=[MaxCharactersValidator(MAX_REASON_LENGTH)],
        required=False,
        help_text=_("Its author and the other moderators read it. It may stay empty."),
    )
