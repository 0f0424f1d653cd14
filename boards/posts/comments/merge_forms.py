"""The form that names the post under which comments go."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import Resolver404, resolve
from django.utils.translation import gettext_lazy as _

from boards.db.keys import key_in
from boards.posts.models import Post

MAX_LENGTH = 500  # code points of a URL


class MergeForm(forms.Form):
    """Another post, by its URL or its number; `post` once the form is valid."""

    target = forms.CharField(
        label=_("The other post"),
        max_length=MAX_LENGTH,
        help_text=_("Its URL or its number. The comments of this post go under it."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_target(self) -> str:
        """Find the post that is named."""
        text: str = self.cleaned_data["target"]
        key = key_in(text) or _key_of(text)
        found: Any = Post.objects.select_related("board").filter(pk=key).first() if key else None
        if found is None:
            raise ValidationError(_("There is no post there. Enter its URL or its number."))
        self.post = found
        return text


def _key_of(url: str) -> int | None:
    """Return the number of the post at a URL of this site, under whatever name of the host."""
    path = url.partition("://")[2].partition("/")[2] if "://" in url else url.lstrip("/")
    try:
        match = resolve("/" + path.partition("?")[0].partition("#")[0])
    except Resolver404:
        return None
    return key_in(str(match.kwargs["pk"])) if match.view_name == "posts:article" else None
