"""What a moderator writes about a member."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from boards.members.characters import MaxCharactersValidator
from boards.models import Board
from boards.moderation.models.note import MAX_NOTE_LENGTH
from boards.posts.text.sanitising import storable

ALL_BOARDS = "all"


class NoteForm(forms.Form):
    """A note, and whose moderators read it."""

    text = forms.CharField(
        label=pgettext_lazy("moderators", "Note"),
        widget=forms.Textarea(attrs={"rows": 3}),
        validators=[MaxCharactersValidator(MAX_NOTE_LENGTH)],
        help_text=_("Moderators alone read it. Write what happened, not what you think of them."),
        error_messages={"required": _("Write something.")},
    )
    board = forms.ChoiceField(label=_("Who reads it"))

    def __init__(
        self, *args: Any, boards: Sequence[Board], everywhere: bool, **kwargs: Any
    ) -> None:
        """Offer the boards of its sender; to site moderators also all of them at once."""
        super().__init__(*args, **kwargs)
        self._boards = {str(board.pk): board for board in boards}
        who: list[Any] = [
            (key, _("Moderators of “%(board)s”") % {"board": board.name})
            for key, board in self._boards.items()
        ]
        if everywhere:
            who = [(ALL_BOARDS, _("Moderators of all boards")), *who]
        cast(Any, self.fields["board"]).choices = who

    def clean_text(self) -> str:
        """Return what can be stored of it."""
        text = storable(self.cleaned_data["text"]).strip()
        if not text:
            raise forms.ValidationError(_("Write something."))
        return text

    @property
    def chosen_board(self) -> Board | None:
        """The board whose moderators read it; None for all."""
        return self._boards.get(self.cleaned_data["board"])
