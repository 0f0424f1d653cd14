"""Attempts to sign in: which counts each of them belongs to.

What is counted is the name as it was typed, and never the account behind it: one count for a handle
and an e-mail address would tell that they belong together, and one for members alone that there is
such a member.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.translation import ngettext

from boards.http.networks import network_of
from boards.members.folding import key_of
from boards.members.known_browsers import browser_known_to
from boards.members.models import Member
from boards.members.pace import Pace, count_attempt, take_back

# Who mistypes a password five times waits half a minute, and a quarter of an hour at most.
OF_ONE_GUESSER = Pace(
    free=5,
    forgotten_after=timedelta(hours=1),
    first_wait=timedelta(seconds=30),
    max_wait=timedelta(minutes=15),
)
# A network may be a household, and behind the proxy of a phone company a whole town.
OF_A_NETWORK = Pace(
    free=20,
    forgotten_after=timedelta(seconds=15),
    first_wait=timedelta(seconds=30),
    max_wait=timedelta(minutes=2),
)
# Wide, for it is guessers that fill it, and the owner on a new browser who then waits too.
OF_A_NAME = Pace(
    free=100,
    forgotten_after=timedelta(seconds=36),
    first_wait=timedelta(seconds=30),
    max_wait=timedelta(minutes=5),
)
_SALT = "boards.members.attempts"


@dataclass(frozen=True)
class Attempt:
    """One attempt to sign in.

    Attributes:
        counts: the keys of the counts that it belongs to; they hide whose they are.
    """

    counts: Mapping[str, Pace]

    @classmethod
    def by(cls, request: HttpRequest, *, name: str) -> "Attempt":
        """Return the attempt of this request with a handle or an e-mail address.

        A browser in which the member was signed in before has a count of its own: what others do
        to the account, or from the same network, does not keep it out.
        """
        if browser := browser_known_to(request, name=name):
            return cls({_key("browser", browser, _folded(name)): OF_ONE_GUESSER})
        network = network_of(request)
        return cls(
            {
                _key("guesser", network, _folded(name)): OF_ONE_GUESSER,
                _key("network", network): OF_A_NETWORK,
                _key("name", _folded(name)): OF_A_NAME,
            }
        )

    def begin(self) -> int:
        """Count it; return the seconds to wait when it comes too early, and else 0."""
        return count_attempt(self.counts)

    def succeed(self) -> None:
        """Take it out of the counts, since the password was right."""
        take_back(self.counts)


def too_early(seconds: int) -> ValidationError:
    """Return the error for an attempt that has to wait."""
    minutes = -(-seconds // 60)
    if seconds <= 60:
        text = ngettext(
            "Too many wrong passwords. Please wait %(count)d second and try again.",
            "Too many wrong passwords. Please wait %(count)d seconds and try again.",
            seconds,
        ) % {"count": seconds}
    else:
        text = ngettext(
            "Too many wrong passwords. Please wait %(count)d minute and try again.",
            "Too many wrong passwords. Please wait %(count)d minutes and try again.",
            minutes,
        ) % {"count": minutes}
    return ValidationError(text, code="too_many_login_attempts")


def _folded(name: str) -> str:
    """One spelling for what signs the same member in."""
    return Member.objects.normalize_email(name) if "@" in name else key_of(name)


def _key(*parts: str) -> str:
    text = "\0".join(parts).encode(errors="surrogatepass")
    return salted_hmac(_SALT, text, algorithm="sha256").hexdigest()
