"""Forms of the member's own pages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from boards.accounts.time_zones import time_zone_choices
from boards.members.models import LIST_SIZES, Member
from boards.posts.form_versions import VersionField, fingerprint_of


class PreferencesForm(forms.ModelForm):
    """How the site looks to the member: language, time zone, length of lists."""

    language = forms.ChoiceField(
        label=_("Language"),
        required=False,
        choices=[("", _("Use my browser's language")), ("ko", "한국어"), ("en", "English")],
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        required=False,
        choices=time_zone_choices,
        help_text=_("Times on the site are shown in this time zone."),
    )
    list_size = forms.TypedChoiceField(label=_("Posts per page"), coerce=int, choices=LIST_SIZES)

    class Meta:
        model = Member
        fields = ["language", "time_zone", "list_size", "remembers_reading"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shown = self.instance
        self.shown_version = fingerprint_of(
            *(shown.language, shown.time_zone, shown.list_size, shown.remembers_reading)
        )
        self.fields["version"] = VersionField(initial=self.shown_version)

    @property
    def is_of_older_settings(self) -> bool:
        """Whether a valid form was opened before others were stored, and would replace them."""
        sent = self.cleaned_data["version"]
        return sent not in (None, self.shown_version) and self.has_changed()


class DeletionForm(forms.Form):
    """What becomes of the texts of a member who leaves."""

    KEEP, REMOVE = "keep", "remove"

    texts = forms.ChoiceField(
        label=_("Your posts and comments"),
        widget=forms.RadioSelect,
        choices=[
            (KEEP, _("Keep them under the name “Former member”")),
            (REMOVE, _("Delete them, including pictures and files")),
        ],
        initial=KEEP,
    )

    @property
    def keeps_texts(self) -> bool:
        """Whether the posts and comments stay."""
        return bool(self.cleaned_data["texts"] == self.KEEP)
