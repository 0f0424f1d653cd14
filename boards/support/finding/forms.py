"""What staff look for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from boards.support.finding.reading import MAX_EMAIL_LENGTH

MIN_EMAIL_LENGTH = 3  # characters: less would show half of the site


class EmailForm(forms.Form):
    """A part of an e-mail address; sent, so that no address stands in a URL or a server's log."""

    email = forms.CharField(
        label=_("Part of an e-mail address"),
        min_length=MIN_EMAIL_LENGTH,
        max_length=MAX_EMAIL_LENGTH,
        help_text=_("The addresses found are shown, and it is logged that you looked."),
        widget=forms.TextInput(attrs={"inputmode": "email", "autocomplete": "off"}),
    )
