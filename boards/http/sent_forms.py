"""What a form brought that is answered by a page without it: nobody loses what they typed."""

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError

Fields = list[tuple[str, str]]

# The fields of our forms into which people type more than a word.
TYPED = ("text", "note", "reason")
# Those of a post besides: its form of itself comes back wherever the database can be asked.
TYPED_IN_POSTS = ("title", "body")
# Those of the forms of accounts, beside what is secret in them.
TYPED_IN_ACCOUNTS = ("login", "username", "email", "handle")
# What never goes back into a page.
_SECRET = ("password", "code", "otp", "token", "credential", "secret")
_TOKEN = "csrfmiddlewaretoken"  # noqa: S105 - the name of a field
_NO_SECRETS = (_TOKEN, "is_secret")


def fields_of(request: HttpRequest) -> Fields:
    """Return the fields of a form that was sent; none of one that cannot be read."""
    if request.method != "POST":
        return []
    try:
        lists = request.POST.lists()
    except (MultiPartParserError, RequestDataTooBig, UnreadablePostError):
        return []
    return [(name, str(value)) for name, values in lists for value in values]


def can_be_sent_again(fields: Fields) -> bool:
    """Say whether the fields may stand in a page: no password is among them."""
    return bool(fields) and not any(_is_secret(name) for name, _ in fields)


def typed_texts(fields: Fields) -> list[str]:
    """Return what somebody typed into the fields, to be shown; never a password."""
    sent = dict(fields)
    names = (*TYPED_IN_POSTS, *TYPED, *TYPED_IN_ACCOUNTS)
    return [sent[name] for name in names if sent.get(name)]


def _is_secret(name: str) -> bool:
    return name not in _NO_SECRETS and any(word in name for word in _SECRET)
