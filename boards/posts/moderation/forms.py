"""Forms of the moderators' panel."""

from django import forms
from django.utils.translation import gettext_lazy as _

from boards.members.characters import MaxCharactersValidator
from boards.posts.text.lengths import MAX_REASON_LENGTH


class HideForm(forms.Form):
    """Why a post is hidden; other moderators read it in the admin's log."""

    reason = forms.CharField(
        label=_("Reason"),
        validators=[MaxCharactersValidator(MAX_REASON_LENGTH)],
        required=False,
        help_text=_("For the other moderators; readers do not see it."),
    )
