"""The field of a form that carries the proof."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from boards.proof_of_work.challenges import is_solved, new_challenge

FIELD = "proof"


def is_unproved(data: Mapping[str, Any]) -> bool:
    """Say whether what a form sent has no proof, though PROOF_OF_WORK asks for one.

    Blanks are none: the field strips them, and what is empty is not checked.
    """
    return settings.PROOF_OF_WORK and not str(data.get(FIELD) or "").strip()


class ProofMixin:
    """A form that a script proves work for, where PROOF_OF_WORK is on.

    Without JavaScript the field stays empty, and the view or the form counts more strictly.
    """

    fields: dict[str, forms.Field]

    def add_proof(self) -> None:
        """Add the field, with a challenge for the script."""
        if settings.PROOF_OF_WORK:
            widget = forms.HiddenInput(attrs={"data-challenge": new_challenge()})
            self.fields[FIELD] = forms.CharField(
                required=False, widget=widget, validators=[_check], label=_("Proof")
            )


def _check(solution: str) -> None:
    if not is_solved(solution):
        raise forms.ValidationError(_("That took too long, or was sent before. Send it again."))
