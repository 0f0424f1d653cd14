"""The form of what a member shows of themselves."""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from boards.accounts.avatars.receiving import MAX_BYTES
from boards.members.characters import shows_nothing
from boards.members.models import MAX_ABOUT_LENGTH, Member
from boards.posts.form_versions import VersionField, fingerprint_of
from boards.posts.text.sanitising import storable
from boards.posts.uploads.refusals import MEGABYTE


class ProfileForm(forms.ModelForm):
    """A picture, and a short line about oneself."""

    picture = forms.FileField(
        label=_("Profile picture"),
        required=False,
        allow_empty_file=True,  # which is told in our own words
        widget=forms.FileInput(attrs={"accept": "image/*"}),
        help_text=format_lazy(
            _(
                "Only members see it, and never on anonymous posts. Up to {megabytes} MB; the "
                "middle is cut out as a square."
            ),
            megabytes=MAX_BYTES // MEGABYTE,
        ),
    )

    class Meta:
        model = Member
        fields = ["about"]
        help_texts = {
            "about": format_lazy(
                _("One line, up to {longest} characters. Everybody can read it."),
                longest=MAX_ABOUT_LENGTH,
            )
        }

    field_order = ["picture", "about"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shown_version = fingerprint_of(self.instance.about)
        self.fields["version"] = VersionField(initial=self.shown_version)

    def clean_about(self) -> str:
        """Return the line as one line; nothing where it shows nothing."""
        line = " ".join(storable(self.cleaned_data["about"]).split())
        return "" if shows_nothing(line) else line

    @property
    def is_of_older_profile(self) -> bool:
        """Whether a valid form was opened before another line was stored, and would replace it."""
        sent = self.cleaned_data["version"]
        return sent not in (None, self.shown_version) and "about" in self.changed_data
