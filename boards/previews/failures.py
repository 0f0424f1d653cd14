"""Why a page has no preview."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Failure(models.TextChoices):
    """What went wrong, in words for who looks after the site."""

    REFUSED = "refused", _("the site does not open URLs of this kind")
    UNKNOWN_HOST = "unknown_host", _("its host could not be found")
    NO_ANSWER = "no_answer", _("no response, or an invalid one")
    TOO_SLOW = "too_slow", _("it took too long")
    TOO_LARGE = "too_large", _("it is too large")
    REDIRECTS = "redirects", _("it redirects too many times")
    STATUS = "status", _("the other site refused, or has no such page")
    KIND = "kind", _("it is not a web page")
    NO_TITLE = "no_title", _("it has no title")


# What may be over after a while; the others would come out the same again.
PASSING = {Failure.UNKNOWN_HOST, Failure.NO_ANSWER, Failure.TOO_SLOW}


class NotFetchedError(Exception):
    """A page or picture could not, or must not, be fetched.

    Attributes:
        failure: what went wrong.
        passes: whether another attempt may do better.
    """

    def __init__(self, failure: Failure, *, passes: bool | None = None) -> None:
        super().__init__(failure.value)
        self.failure = failure
        self.passes = failure in PASSING if passes is None else passes
