"""The form by which a saved page is uploaded."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from boards.imports.page_error import PageError
from boards.imports.parsing import SavedPage, parse_page
from boards.imports.reading import MAX_MEGABYTES, read_text
from boards.models import Board


class UploadForm(forms.Form):
    """A saved page; once valid, `cleaned_data["page"]` is a SavedPage."""

    page = forms.FileField(
        label=_("Saved page"),
        allow_empty_file=True,  # the reader has its own sentence for it
        help_text=format_lazy(
            _("A text file in UTF-8, {megabytes} MB at most."), megabytes=MAX_MEGABYTES
        ),
        widget=forms.FileInput(attrs={"accept": ".txt,text/plain"}),
    )
    board = forms.ModelChoiceField(
        label=_("Board"),
        queryset=Board.objects.all(),
        required=False,
        empty_label=_("As the page tells"),
        help_text=_("Where the article and its notices go."),
    )
    dry_run = forms.BooleanField(
        label=_("Only try"),
        required=False,
        help_text=_("Report what the import would do, and keep nothing."),
    )

    def clean_page(self) -> SavedPage:
        """Read the uploaded file; what is wrong with it names its line."""
        file: UploadedFile = self.cleaned_data["page"]
        try:
            return parse_page(read_text(file))
        except PageError as error:
            raise ValidationError(str(error)) from error
