"""What a moderator says to the others."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from boards.members.characters import MaxCharactersValidator
from boards.moderation.models.note import MAX_MESSAGE_LENGTH
from boards.posts.text.sanitising import storable


class MessageForm(forms.Form):
    """One message."""

    text = forms.CharField(
        label=pgettext_lazy("moderators", "Message"),
        widget=forms.Textarea(attrs={"rows": 3}),
        validators=[MaxCharactersValidator(MAX_MESSAGE_LENGTH)],
        help_text=_("Read by who can decide this. It cannot be changed afterwards."),
        error_messages={"required": _("Write something.")},
    )

    def clean_text(self) -> str:
        """Return what can be stored of it."""
        text = storable(self.cleaned_data["text"]).strip()
        if not text:
            raise forms.ValidationError(_("Write something."))
        return text
