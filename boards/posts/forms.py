"""Forms of the moderators' panel."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from boards.members.viewers import Viewer
from boards.posts.actions.placing import version_of_notice
from boards.posts.form_versions import VersionField
from boards.posts.models import Notice
from boards.posts.permissions import can_pin
from boards.posts.states import Scope

REASON_LENGTH = 200
MINUTES = "%Y-%m-%dT%H:%M"  # how browsers write the value of datetime-local


class HideForm(forms.Form):
    """Why a post is hidden; other moderators read it in the admin's log."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=REASON_LENGTH,
        required=False,
        help_text=_("For the other moderators; readers do not see it."),
    )


class NoticeForm(forms.ModelForm):
    """Where, in which order and when a notice is shown; times are of the viewer's time zone."""

    class Meta:
        model = Notice
        fields = ["scope", "position", "starts_at", "ends_at"]
        widgets = {
            "scope": forms.RadioSelect,
            "starts_at": forms.DateTimeInput(format=MINUTES, attrs={"type": "datetime-local"}),
            "ends_at": forms.DateTimeInput(format=MINUTES, attrs={"type": "datetime-local"}),
        }

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        """Offer the scopes within which the viewer may pin the notice's post."""
        super().__init__(*args, **kwargs)
        self.fields["version"] = VersionField(initial=version_of_notice(self.instance))
        scopes = cast(forms.ChoiceField, self.fields["scope"])
        scopes.choices = [
            (value, label)
            for value, label in Scope.choices
            if can_pin(viewer, self.instance.post, scope=value)
        ]
