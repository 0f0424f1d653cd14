"""The takedown requests of the tests of this folder."""

from django.conf import settings
from django.core import mail

from boards.letters.models import Letter
from boards.moderation.takedowns.actions.file_takedown import file_takedown
from boards.moderation.takedowns.models import Claim, TakedownRequest
from boards.moderation.takedowns.named_things import named_things

SITE = settings.SITE_URL
PERSON = {"name": "김서연", "email": "seoyeon@example.org", "signature": "김서연"}
BY_LETTER = {"phone": "02-123-4567", "postal_address": "서울시 종로구 1"}
ANSWERS = {
    "intimate": {**PERSON, "is_me": "on", "good_faith": "on"},
    "copyright": {
        **PERSON,
        **BY_LETTER,
        "work": "소설 “봄”, 2019",
        "good_faith": "on",
        "accuracy": "on",
    },
    "counter": {
        **PERSON,
        **BY_LETTER,
        "explanation": "제가 쓴 글입니다.",
        "mistake": "on",
        "jurisdiction": "on",
    },
    "other": {**PERSON, "explanation": "제 전화번호가 있습니다.", "accuracy": "on"},
}


def url_of(thing) -> str:
    """Return the URL of a thing as somebody copies it."""
    return f"{SITE}{thing.get_absolute_url()}"


def answers(claim: str, *things, **changes) -> dict[str, str]:
    """Return what the form of a claim sends about some things."""
    return {"urls": "\n".join(map(url_of, things)), **ANSWERS[claim], **changes}


def filed(claim: str, *things, **fields) -> TakedownRequest:
    """Store a request as the form does."""
    return file_takedown(
        claim=Claim(claim),
        things=named_things("\n".join(map(url_of, things))),
        fields={**PERSON, **fields},
        language="ko",
    )


def letters_to(address: str) -> list[str]:
    """Return what was written to somebody, sent or not."""
    waiting = [row.content["body"] for row in Letter.objects.filter(recipient=address)]
    return waiting + [each.body for each in mail.outbox if address in each.to]
