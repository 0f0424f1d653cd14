"""The form of a notice in the admin."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from boards.posts.locking import locked_post
from boards.posts.models import Notice


class NoticeForm(forms.ModelForm):
    """A notice; which posts may be pinned, and where, `pin_notice` says."""

    class Meta:
        model = Notice
        fields = ("post", "scope", "position", "starts_at", "ends_at", "must_read")

    def clean(self) -> dict[str, Any] | None:
        """Hold the post's row: of two who pin it at once, the second is told so."""
        cleaned = super().clean()
        post = self.cleaned_data.get("post")
        if post is None:
            return cleaned
        try:
            locked_post(post)
        except ValidationError as error:
            self.add_error("post", error)
        return cleaned
