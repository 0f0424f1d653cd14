"""The form by which a saved page is uploaded."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from boards.imports.dates import DayOrder
from boards.imports.page_error import PageError
from boards.imports.parsing import parse_page
from boards.imports.reading import MAX_MEGABYTES, read_text
from boards.models import Board


class UploadForm(forms.Form):
    """A saved page; once valid, `cleaned_data["page"]` is a SavedPage."""

    page = forms.FileField(
        label=_("Saved page"),
        allow_empty_file=True,  # the reader has its own sentence for it
        help_text=format_lazy(
            _("The page as a browser saves it (HTML), or its text; at most {megabytes} MB."),
            megabytes=MAX_MEGABYTES,
        ),
        widget=forms.FileInput(attrs={"accept": ".html,.htm,.txt,text/html,text/plain"}),
    )
    board = forms.ModelChoiceField(
        label=_("Board"),
        queryset=Board.objects.all(),
        required=False,
        empty_label=_("As stated on the page"),
        help_text=_("The board for the article and its notices."),
    )
    dates = forms.ChoiceField(
        label=_("Dates such as 09/03/2024"),
        choices=[("", _("As stated on the page")), *DayOrder.choices],
        required=False,
        help_text=_("If the dates on the page do not settle it, the month is read first."),
    )
    dry_run = forms.BooleanField(
        label=_("Dry run"),
        required=False,
        help_text=_("Show what the import would do, and save nothing."),
    )

    def clean(self) -> dict[str, Any]:
        """Read the uploaded file; what is wrong with it names its line."""
        cleaned: dict[str, Any] = super().clean() or {}
        order = cleaned.pop("dates", "")
        file: UploadedFile | None = cleaned.get("page")
        if file is not None:
            try:
                dates = DayOrder(order) if order else None
                cleaned["page"] = parse_page(read_text(file), dates=dates)
            except PageError as error:
                self.add_error("page", ValidationError(str(error)))
        return cleaned
