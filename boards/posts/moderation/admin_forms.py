"""The form of a tag in the admin."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from boards.members.folding import key_of
from boards.posts.models import Tag
from boards.posts.text.tags import normalise_tag_name
from boards.slugs import fold_slug


class TagForm(forms.ModelForm):
    """A tag; left empty, its address follows its name."""

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

    def clean_name(self) -> str:
        """Spell it as it is stored; refuse a name of nothing, and one that another tag has."""
        name = normalise_tag_name(self.cleaned_data["name"])
        if not name:
            raise ValidationError(_("Give the tag a name that can be seen."))
        if Tag.objects.filter(key=key_of(name)).exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("There is a tag with this name, perhaps in another spelling."))
        return name
