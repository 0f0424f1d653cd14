"""Challenges in altcha's format, made and checked here: no other site is asked."""

import json
from base64 import b64decode
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from altcha import v1 as altcha
from django.conf import settings
from django.core.cache import caches
from django.utils.crypto import salted_hmac

# A phone tries the half of them in about a second.
MAX_NUMBER = 30_000
LIFETIME = timedelta(hours=2)  # long enough to write a long form
MAX_LENGTH = 1000  # characters of a solution


def new_challenge() -> str:
    """Return a challenge as JSON, which holds for LIFETIME."""
    options = altcha.ChallengeOptions(
        hmac_key=_key(), max_number=MAX_NUMBER, expires=datetime.now(UTC) + LIFETIME
    )
    return json.dumps(altcha.create_challenge(options).to_dict())


def is_solved(solution: str) -> bool:
    """Say whether it solves a challenge of this site that is neither old nor was used before.

    It is used up by this, once for all web processes.
    """
    if len(solution) > MAX_LENGTH:
        return False
    try:
        is_right, _error = altcha.verify_solution(solution, _key())
    except (ValueError, TypeError, KeyError, AttributeError):  # not what the format says
        return False
    return bool(is_right) and _is_first_use(solution)


def _is_first_use(solution: str) -> bool:
    """Remember the challenge, however its solution is spelled."""
    challenge = str(json.loads(b64decode(solution))["challenge"])
    key = f"proof:{sha256(challenge.encode()).hexdigest()}"
    return caches["default"].add(key, 1, int(LIFETIME.total_seconds()))


def _key() -> str:
    return salted_hmac("boards.proof_of_work", settings.SECRET_KEY, algorithm="sha256").hexdigest()
