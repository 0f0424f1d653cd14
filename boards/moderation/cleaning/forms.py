"""Where and why a moderator cleans up."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from boards.members.characters import MaxCharactersValidator
from boards.models import Board
from boards.posts.text.sanitising import storable
from boards.readable import moderated_of
from boards.sanctions.models import MAX_REASON_LENGTH

WHAT_STAYS = _(
    "Anonymous posts and comments are left: hiding them would tell who wrote them. "
    "Report or hide those one by one."
)


class CleanUpForm(forms.Form):
    """Its fields are named apart from those of the other form on the page."""

    where = forms.ChoiceField(label=_("Where"), required=False, help_text=WHAT_STAYS)
    why = forms.CharField(
        label=_("Reason"),
        validators=[MaxCharactersValidator(MAX_REASON_LENGTH)],
        error_messages={"required": _("Say why: other moderators read it.")},
    )

    def __init__(
        self, *args: Any, boards: Sequence[Board], everywhere: bool, **kwargs: Any
    ) -> None:
        """Offer the boards whose content the sender moderates; the whole site to who may there."""
        super().__init__(*args, **kwargs)
        self._boards = {str(board.pk): board for board in moderated_of(boards)}
        where: list[Any] = [(key, board.name) for key, board in self._boards.items()]
        if everywhere:
            where = [("", _("The whole site")), *where]
        cast(Any, self.fields["where"]).choices = where
        self.fields["where"].required = not everywhere

    def clean_why(self) -> str:
        """Return what can be stored of it."""
        return storable(self.cleaned_data["why"]).strip()

    @property
    def values(self) -> dict[str, Any]:
        """What the action takes."""
        data = self.cleaned_data
        return {"board": self._boards.get(data["where"]), "reason": data["why"]}
