"""The form of a tag in the admin."""

from typing import Any

from django import forms

from boards.posts.models import Tag
from boards.slugs import fold_slug


class TagForm(forms.ModelForm):
    """A tag; left empty, its slug follows its name."""

    class Meta:
        model = Tag
        fields = ("name", "slug")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:  # not for those who may only look
            self.fields["slug"].required = False

    def clean_slug(self) -> str:
        """Spell it in small letters, as addresses are made of names."""
        return fold_slug(self.cleaned_data["slug"])
