"""The form of a notice on the site."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from boards.members.viewers import Viewer
from boards.moments.fields import MomentField
from boards.moments.widgets import zone_sentences
from boards.posts.form_versions import VersionField
from boards.posts.models import Notice
from boards.posts.notices.placement import version_of_notice
from boards.posts.permissions import can_pin
from boards.posts.states import Scope


class NoticeForm(forms.ModelForm):
    """Where, in which order and when a notice is shown; times are of the viewer's time zone."""

    class Meta:
        model = Notice
        fields = ["scope", "position", "starts_at", "ends_at", "must_read"]
        help_texts = {"starts_at": _("If this is in the future, the notice appears then.")}
        widgets = {
            "scope": forms.RadioSelect,
        }
        field_classes = {"starts_at": MomentField, "ends_at": MomentField}

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

    @property
    def zone_sentences(self) -> str:
        """Which time zone the times are of."""
        return zone_sentences()
