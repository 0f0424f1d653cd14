"""The form of a scrap: its folder and its note."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from boards.members.characters import MaxCharactersValidator
from boards.members.models import Member
from boards.posts.form_versions import VersionField
from boards.posts.models import Scrap, ScrapFolder
from boards.posts.models.scrap import MAX_FOLDER_NAME_LENGTH
from boards.posts.reactions.actions.scrap_post import version_of_scrap


class ScrapForm(forms.ModelForm):
    """Where a member keeps a post, and a note to oneself."""

    new_folder = forms.CharField(
        label=_("New folder"),
        validators=[MaxCharactersValidator(MAX_FOLDER_NAME_LENGTH)],
        required=False,
        help_text=_("Fill this in to create a folder and use it instead of the one above."),
    )

    class Meta:
        model = Scrap
        fields = ("folder", "note")
        help_texts = {"note": _("Only you can see it.")}

    field_order = ("folder", "new_folder", "note")

    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:
        """Offer the member's own folders."""
        super().__init__(*args, **kwargs)
        stored = None if self.instance.pk is None else self.instance
        self.fields["version"] = VersionField(initial=version_of_scrap(stored))
        folder = cast(forms.ModelChoiceField, self.fields["folder"])
        folder.queryset = ScrapFolder.objects.filter(member=member)
        folder.empty_label = gettext("No folder")
