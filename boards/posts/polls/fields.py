"""The fields of a poll in the form of posts."""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from boards.members.characters import MAX_CODE_POINTS, MaxCharactersValidator
from boards.moments.fields import MomentField
from boards.posts.models.poll import (
    MAX_CHOICE_LENGTH,
    MAX_CHOICES,
    MAX_QUESTION_LENGTH,
    MIN_CHOICES,
)
from boards.posts.polls.content import NO_POLL, PollContent

# Code points of the field of all choices, far above what these may have; more is not split.
MAX_CHOICES_TEXT = MAX_CHOICES * (MAX_CHOICE_LENGTH * MAX_CODE_POINTS + 2)
MANY = "all"  # as many choices as one likes
_LIMITS = [
    ("1", _("One choice")),
    (MANY, _("As many as one likes")),
    *((str(most), format_lazy(_("Up to {most}"), most=most)) for most in range(2, MAX_CHOICES)),
]
POLL_TEXTS = ("poll_question", "poll_choices", "poll_max_choices", "poll_closes_at")
POLL_OPTIONS = ("poll_shows_results_early", "poll_allows_changes")
# What stays as it is as soon as somebody has voted.
_FIXED_TEXTS = ("poll_question", "poll_choices")
_FIXED_OPTIONS = ("poll_max_choices", *POLL_OPTIONS)


class PollFields(forms.Form):
    """What an author asks in a poll; without choices the post has none.

    Once somebody has voted, the fields of what is fixed by then are not to be typed into, and
    those of options are gone.
    """

    poll_question = forms.CharField(
        label=_("Question"),
        required=False,
        validators=[MaxCharactersValidator(MAX_QUESTION_LENGTH)],
        help_text=_("If empty, the title of the post is the question."),
    )
    poll_choices = forms.CharField(
        label=_("Choices"),
        required=False,
        max_length=MAX_CHOICES_TEXT,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=format_lazy(
            _("One on each line, {least} to {most} in all. Without choices there is no poll."),
            least=MIN_CHOICES,
            most=MAX_CHOICES,
        ),
    )
    poll_max_choices = forms.ChoiceField(
        label=_("How many choices a member may choose"), required=False, choices=_LIMITS
    )
    poll_closes_at = MomentField(
        label=_("Voting ends"),
        required=False,
        help_text=_("If empty, the poll stays open until you close it."),
    )
    poll_shows_results_early = forms.BooleanField(
        label=_("Show the results before one has voted"),
        required=False,
        help_text=_("Guests then see them, too. When the poll is closed, everybody does."),
    )
    poll_allows_changes = forms.BooleanField(
        label=_("Let members change their votes while the poll is open"), required=False
    )

    def fix_poll(self, stored: PollContent) -> None:
        """Offer of the poll no more than what may be changed once somebody has voted."""
        self.fixed_poll = stored
        for name in _FIXED_OPTIONS:
            del self.fields[name]
        initial = poll_values(stored)
        for name in _FIXED_TEXTS:
            # Who typed something else before anybody voted keeps it, and can put it back.
            if not self.is_bound or _lines(self[name].value()) == _lines(initial[name]):
                self.fields[name].widget.attrs["readonly"] = True
        if stored.is_over:
            self.fields["poll_closes_at"].widget.attrs["readonly"] = True

    fixed_poll: PollContent | None = None

    def clean_poll_choices(self) -> tuple[str, ...]:
        """Return the lines that hold something."""
        return _lines(self.cleaned_data["poll_choices"])

    def poll(self) -> PollContent:
        """Return the poll that was typed, of a valid form."""
        typed = self.cleaned_data
        fixed = self.fixed_poll
        texts: dict[str, Any] = {
            "question": typed["poll_question"],
            "choices": typed["poll_choices"],
            "closes_at": typed["poll_closes_at"],
        }
        if fixed is not None:
            return PollContent(
                **texts,
                max_choices=fixed.max_choices,
                shows_results_early=fixed.shows_results_early,
                allows_changes=fixed.allows_changes,
            )
        limit = typed["poll_max_choices"] or "1"
        return PollContent(
            **texts,
            max_choices=MAX_CHOICES if limit == MANY else int(limit),
            shows_results_early=typed["poll_shows_results_early"],
            allows_changes=typed["poll_allows_changes"],
        )

    @property
    def poll_fields(self) -> list[forms.BoundField]:
        """The fields that the form offers."""
        return [self[name] for name in (*POLL_TEXTS, *POLL_OPTIONS) if name in self.fields]

    @property
    def previewed_poll(self) -> PollContent:
        """The poll as it would be asked, as far as its texts go."""
        question, choices = self["poll_question"].value(), self["poll_choices"].value()
        lines = _lines((choices or "")[:MAX_CHOICES_TEXT])[:MAX_CHOICES]
        return PollContent(question=" ".join((question or "").split()), choices=lines)

    @property
    def has_poll(self) -> bool:
        """Whether something is typed into the fields, or wrong with them."""
        typed = self["poll_question"].value() or self["poll_choices"].value()
        return bool(typed) or any(field.errors for field in self.poll_fields)


def poll_values(content: PollContent = NO_POLL) -> dict[str, Any]:
    """Return the values of the fields for a poll, or for none."""
    is_any = 1 < content.max_choices == len(content.choices)
    return {
        "poll_question": content.question,
        "poll_choices": "\n".join(content.choices),
        "poll_max_choices": MANY if is_any else str(content.max_choices),
        "poll_closes_at": content.closes_at,
        "poll_shows_results_early": content.shows_results_early,
        "poll_allows_changes": content.allows_changes,
    }


def _lines(text: str | None) -> tuple[str, ...]:
    lines = (" ".join(line.split()) for line in (text or "").splitlines())
    return tuple(line for line in lines if line)
