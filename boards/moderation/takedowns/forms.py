"""What each kind of takedown request has to say, by the law that it rests on."""

from typing import Any, ClassVar

from django import forms
from django.core.validators import RegexValidator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from boards.db.keys import key_in
from boards.members.characters import MaxCharactersValidator
from boards.members.email_addresses import MAX_EMAIL_LENGTH
from boards.moderation.log.actions.write_entry import MAX_REASON_LENGTH
from boards.moderation.takedowns.models import (
    MAX_LINE_LENGTH,
    MAX_TEXT_LENGTH,
    MAX_URLS,
    Claim,
    Result,
    TakedownRequest,
)
from boards.moderation.takedowns.named_things import check_removed_for_copyright, named_things
from boards.moderation.takedowns.paths import followed
from boards.proof_of_work.forms import FIELD, ProofMixin

NUMBER = RegexValidator(r"\A\d{1,18}\Z", _("A number has digits only."))


def _line(label: Any, *, required: bool = True, help_text: Any = "", fill: str = "off") -> Any:
    return forms.CharField(
        label=label,
        required=required,
        help_text=help_text,
        validators=[MaxCharactersValidator(MAX_LINE_LENGTH)],
        widget=forms.TextInput(attrs={"autocomplete": fill}),
    )


def _email(**options: Any) -> forms.EmailField:
    return forms.EmailField(
        label=_("E-mail"),
        max_length=MAX_EMAIL_LENGTH,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        **options,
    )


def _text(label: Any, *, rows: int, required: bool = True, help_text: Any = "") -> Any:
    return forms.CharField(
        label=label,
        required=required,
        help_text=help_text,
        validators=[MaxCharactersValidator(MAX_TEXT_LENGTH)],
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def _statement(label: Any) -> forms.BooleanField:
    told = _("We can only act on it if you state this.")
    return forms.BooleanField(label=label, error_messages={"required": told})


class TakedownForm(ProofMixin, forms.Form):
    """What every request says: where it is, who asks, and their name as a signature."""

    claim: ClassVar[Claim]
    order: ClassVar[tuple[str, ...]]
    introduction: ClassVar[str | Promise]

    urls = forms.CharField(
        label=_("Where is it?"),
        widget=forms.Textarea(attrs={"rows": 3, "autocapitalize": "off", "spellcheck": "false"}),
        help_text=_(
            "The URL of the post, the comment or the picture on this site, one in each line, at "
            "most %(count)d. You can copy it from the top of your browser."
        ),
    )
    name = _line(_("Your name"), fill="name")
    email = _email()
    signature = _line(
        _("Signature"), help_text=_("Type your full name. By law, this counts as your signature.")
    )
    # People do not see it; programs that fill in every field do.
    website = forms.CharField(
        required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Put the fields into the order in which they are asked."""
        super().__init__(*args, **kwargs)
        self.order_fields(self.order)
        self.add_proof()
        told = self.fields["urls"].help_text
        self.fields["urls"].help_text = str(told) % {"count": MAX_URLS}

    def clean_urls(self) -> Any:
        """Return what is named; raise ValidationError with a line for each that is nothing here."""
        return named_things(self.cleaned_data["urls"])

    @property
    def is_by_program(self) -> bool:
        """Whether the field was filled in that people do not see."""
        return bool(self.data.get("website"))

    @property
    def shown_fields(self) -> list[forms.BoundField]:
        """The fields that people see."""
        return [field for field in self if field.name not in ("website", FIELD)]

    @property
    def stored(self) -> dict[str, Any]:
        """What of the answers the model has a column for."""
        columns = {field.name for field in TakedownRequest._meta.get_fields()}
        return {name: value for name, value in self.cleaned_data.items() if name in columns}


class IntimateForm(TakedownForm):
    """TAKE IT DOWN Act, section 3(a)(1)(B): signature, place, good faith, and a way to answer."""

    claim = Claim.INTIMATE
    order = ("urls", "explanation", "name", "email", "phone", "is_me", "good_faith", "signature")
    introduction = _(
        "For pictures and videos that show you naked or in a sexual act and were published "
        "without your consent, made by a computer or not. Once it is confirmed, we remove it "
        "within 48 hours, together with identical copies on this site. You need no account, and "
        "the author is not told who asked."
    )

    explanation = _text(
        _("What should we look for?"),
        rows=4,
        required=False,
        help_text=_("Only if the page shows more than that one picture: say which one it is."),
    )
    email = _email(required=False, help_text=_("We write to it what was decided."))
    phone = _line(
        _("Telephone"),
        required=False,
        fill="tel",
        help_text=_("One of the two is enough: e-mail or telephone."),
    )
    is_me = _statement(_("It shows me, or I may act for the person whom it shows."))
    good_faith = _statement(
        _("I believe in good faith that it was published without the consent of that person.")
    )

    def clean(self) -> dict[str, Any]:
        """Ask for a way to answer; one that was mistyped has its own error."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not any(cleaned.get(name) or name in self.errors for name in ("email", "phone")):
            self.add_error("email", _("Give an e-mail address or a telephone number."))
        return cleaned


class PostalForm(TakedownForm):
    """What the DMCA wants of both sides: where they can be served."""

    postal_address = _text(_("Postal address"), rows=2)
    phone = _line(_("Telephone"), fill="tel")


class CopyrightForm(PostalForm):
    """17 USC 512(c)(3)(A): the six things that a notice has to contain."""

    claim = Claim.COPYRIGHT
    order = (
        *("work", "urls", "explanation", "name", "postal_address", "phone", "email"),
        *("good_faith", "accuracy", "signature"),
    )
    introduction = _(
        "For texts, pictures and other works of yours, or of somebody for whom you may act, that "
        "were published here without permission (DMCA, 17 USC 512). The author is told that it was "
        "removed and may answer with a counter-notice."
    )

    work = _text(
        _("Which work is it?"),
        rows=3,
        help_text=_("Its title, author and year, or the URL at which it is published."),
    )
    explanation = _text(_("What else should we know?"), rows=3, required=False)
    good_faith = _statement(
        _(
            "I believe in good faith that its use here is not permitted by the copyright owner, "
            "its agent, or the law."
        )
    )
    accuracy = _statement(
        _(
            "The information in this notice is accurate and, under penalty of perjury, I am the "
            "owner of the right or may act for the owner."
        )
    )


class CounterForm(PostalForm):
    """17 USC 512(g)(3): the four things that a counter-notice has to contain."""

    claim = Claim.COUNTER
    order = (
        *("urls", "explanation", "name", "postal_address", "phone", "email"),
        *("mistake", "jurisdiction", "signature"),
    )
    introduction = _(
        "If something of yours was removed because of copyright, and that was a mistake. The "
        "other side gets a copy of this notice, with your name and address. If they do not go to "
        "court, it is shown again 10 to 14 business days after we received this."
    )

    explanation = _text(_("Why was it a mistake?"), rows=4)
    mistake = _statement(
        _(
            "Under penalty of perjury, I believe in good faith that it was removed by mistake or "
            "was taken for something else."
        )
    )
    jurisdiction = _statement(
        _(
            "I accept the jurisdiction of the US federal court of my district, or, outside the "
            "United States, of any district in which this site may be found, and that papers of "
            "the other side are served on me."
        )
    )

    def clean_urls(self) -> Any:
        """Refuse besides what copyright did not remove: there is nothing to put back."""
        things = super().clean_urls()
        check_removed_for_copyright(things)
        return things


class OtherForm(TakedownForm):
    """Any other law: what is wrong, and by which right."""

    claim = Claim.OTHER
    order = ("urls", "explanation", "name", "email", "accuracy", "signature")
    introduction = _(
        "For privacy, defamation, trademarks, stolen personal data and whatever else is against "
        "the law. What only breaks the rules of the board is reported faster by “Report” below it."
    )

    explanation = _text(
        _("What is wrong with it, and which right or law does it break?"),
        rows=5,
    )
    accuracy = _statement(_("What I say here is true to the best of my knowledge."))


FORMS: dict[str, type[TakedownForm]] = {
    form.claim: form for form in (IntimateForm, CopyrightForm, CounterForm, OtherForm)
}


class FollowForm(forms.Form):
    """The number and the code of a request."""

    number = forms.CharField(
        label=_("Number"),
        validators=[NUMBER],
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    secret = forms.CharField(
        label=_("Code"),
        max_length=40,
        validators=[RegexValidator(r"\A[\w-]+\Z", _("A code has letters, digits, - and _ only."))],
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "off"}),
    )
    found: TakedownRequest

    def clean(self) -> dict[str, Any]:
        """Find the request; a wrong number and a wrong code are told the same."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        found = followed(key_in(cleaned["number"]) or 0, cleaned["secret"])
        if found is None:
            told = _("No request has this number and this code. Please check both.")
            raise forms.ValidationError(told, code="unknown")
        self.found = found
        return cleaned


class DecisionForm(forms.Form):
    """What somebody decided, and why."""

    decision = forms.ChoiceField(
        choices=Result.choices, error_messages={"required": _("Choose what to decide.")}
    )
    reason = forms.CharField(validators=[MaxCharactersValidator(MAX_REASON_LENGTH)], required=False)

    @property
    def said(self) -> list[str]:
        """What is wrong with it, in sentences."""
        return [str(error) for errors in self.errors.values() for error in errors]
