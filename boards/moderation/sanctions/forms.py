"""What moderators fill in to sanction a member."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from boards.members.characters import MaxCharactersValidator
from boards.models import Board
from boards.moderation.sanctions.giving import Terms
from boards.moments.fields import MomentField
from boards.moments.widgets import zone_sentences
from boards.posts.form_versions import VersionField
from boards.posts.text.sanitising import storable
from boards.sanctions.models import MAX_REASON_LENGTH, SanctionKind
from boards.sanctions.networks import MAX_NETWORK_LENGTH

NO_END = ""
LENGTHS = [
    ("1", _("1 day")),
    ("3", _("3 days")),
    ("7", _("7 days")),
    ("30", _("30 days")),
    ("90", _("90 days")),
    (NO_END, _("without an end")),
]
WHOLE_SITE = ""
KINDS = {
    SanctionKind.WARN: _("Warn: takes nothing away"),
    SanctionKind.SILENCE: _("Silence: reads, does not write"),
    SanctionKind.SUSPEND: _("Suspend: cannot sign in, reads as a guest, on the whole site"),
}


class TermsForm(forms.Form):
    """Why, from when and until when; for members and for networks."""

    length = forms.ChoiceField(label=_("For how long"), choices=LENGTHS, required=False)
    starts_at = MomentField(
        label=_("From"), required=False, help_text=_("If empty, it begins at once.")
    )
    ends_at = MomentField(
        label=pgettext_lazy("sanction", "Until"),
        required=False,
        help_text=_("If you fill this in, it counts instead."),
    )
    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        validators=[MaxCharactersValidator(MAX_REASON_LENGTH)],
        error_messages={"required": _("Say why: the member reads it.")},
    )

    def clean_reason(self) -> str:
        """Return what can be stored of it."""
        return storable(self.cleaned_data["reason"]).strip()

    def clean(self) -> dict[str, Any]:
        """Take the end from the length, where none was typed."""
        cleaned = self.cleaned_data
        starts_at = cleaned.get("starts_at") or timezone.now()
        ends_at = cleaned.get("ends_at")
        if ends_at is None and cleaned.get("length"):
            ends_at = starts_at + timedelta(days=int(cleaned["length"]))
        cleaned["ends_at"] = ends_at
        return cleaned

    @property
    def has_own_moments(self) -> bool:
        """Whether a beginning or an end is filled in, or was filled in wrongly."""
        fields = (self["starts_at"], self["ends_at"])
        return any(field.value() or field.errors for field in fields)

    @property
    def zone_sentences(self) -> str:
        """Which time zone the moments are of."""
        return zone_sentences()


class SanctionForm(TermsForm):
    """What a member gets; `known` is the latest sanction that its sender has seen."""

    kind = forms.ChoiceField(label=_("What"), widget=forms.RadioSelect)
    board = forms.ChoiceField(label=_("Where"), required=False)
    field_order = ("kind", "board", "length", "starts_at", "ends_at", "reason")

    def __init__(
        self, *args: Any, boards: Sequence[Board], everywhere: bool, known: int, **kwargs: Any
    ) -> None:
        """Offer what its sender may give.

        Args:
            boards: those that the sender moderates.
            everywhere: whether the sender sanctions on the whole site, and so suspends.
        """
        super().__init__(*args, **kwargs)
        self.fields["length"].initial = "7"
        self.fields["kind"].initial = SanctionKind.WARN
        self._boards = {str(board.pk): board for board in boards}
        kinds = [kind for kind in KINDS if everywhere or kind != SanctionKind.SUSPEND]
        where: list[Any] = [(key, board.name) for key, board in self._boards.items()]
        if everywhere:
            where = [(WHOLE_SITE, _("The whole site")), *where]
        cast(Any, self.fields["kind"]).choices = [(kind, KINDS[kind]) for kind in kinds]
        cast(Any, self.fields["board"]).choices = where
        self.fields["board"].required = not everywhere
        self.fields["known"] = VersionField(initial=known)

    @property
    def terms(self) -> Terms:
        """What a valid form asks for; a suspension is for the whole site."""
        data = self.cleaned_data
        is_warning = data["kind"] == SanctionKind.WARN
        is_for_all = data["kind"] == SanctionKind.SUSPEND
        return Terms(
            reason=data["reason"],
            board=None if is_for_all else self._boards.get(data["board"]),
            starts_at=None if is_warning else data["starts_at"],
            ends_at=None if is_warning else data["ends_at"],
        )


class NetworkForm(TermsForm):
    """Which network cannot sign up."""

    network = forms.CharField(
        label=_("Network"),
        max_length=2 * MAX_NETWORK_LENGTH,
        help_text=_("An address such as 203.0.113.7, or a network such as 2001:db8::/32."),
    )
    field_order = ("network", "length", "starts_at", "ends_at", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["length"].initial = "7"
        self.fields["reason"].error_messages["required"] = _("Say why: other moderators read it.")

    @property
    def terms(self) -> Terms:
        """What a valid form asks for."""
        data = self.cleaned_data
        return Terms(reason=data["reason"], starts_at=data["starts_at"], ends_at=data["ends_at"])
