"""The form in which a moderator edits what was reported."""

from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from boards.members.characters import MaxCharactersValidator
from boards.moderation.kinds import Texts
from boards.moderation.log.actions.write_entry import MAX_REASON_LENGTH
from boards.moderation.wanted import Wanted
from boards.posts.form_versions import VersionField
from boards.posts.text.lengths import MAX_MARKUP_LENGTH
from boards.posts.text.plain_markup import markup_of, text_of
from boards.posts.text.sanitising import sanitise

TEXT, HTML = "text", "html"  # what the field of the text holds; only the editor says HTML


class EditForm(forms.Form):
    """The texts of a post or a comment, and why they are changed."""

    title = forms.CharField(label=_("Title"))
    body = forms.CharField(
        label=_("Text"),
        max_length=MAX_MARKUP_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    markup = forms.ChoiceField(
        choices=[(TEXT, TEXT), (HTML, HTML)],
        required=False,
        widget=forms.TextInput(attrs={"hidden": True}),
    )
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        validators=[MaxCharactersValidator(MAX_REASON_LENGTH)],
        help_text=_("The author and the reporters read it. Empty: the reason of the reports."),
    )
    version = VersionField()

    def __init__(self, data: Any = None, *, texts: Texts) -> None:
        """Begin with the texts as they are; a comment has no title and no formatting."""
        plain = text_of(texts.text) if texts.is_html else texts.text
        super().__init__(
            data,
            initial={
                "title": texts.title,
                "body": texts.text if plain is None else plain,
                "markup": HTML if plain is None else TEXT,
                "version": texts.version,
            },
        )
        self._is_html = texts.is_html
        if texts.title is None:
            del self.fields["title"]
        if not texts.is_html:
            del self.fields["markup"]

    @property
    def has_editor(self) -> bool:
        """Whether the text may have formatting."""
        return self._is_html

    @cached_property
    def body_markup(self) -> str:
        """Safe HTML of what the text holds, for the editor."""
        body = self["body"].value() or ""
        if len(body) > MAX_MARKUP_LENGTH:  # it is refused, and shown as it was sent
            return f"<p>{escape(body)}</p>"
        return sanitise(body) if self["markup"].value() == HTML else markup_of(body)

    @property
    def wanted(self) -> Wanted:
        """What the thing is to say."""
        data = self.cleaned_data
        is_plain = self._is_html and data.get("markup") != HTML
        return Wanted(
            title=data.get("title", ""),
            text=markup_of(data["body"]) if is_plain else data["body"],
            version=data["version"],
        )
