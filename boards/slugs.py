"""Names of boards and tags as parts of a URL."""

import re

from boards.members.characters import within_code_points
from boards.members.composing import compatible, composed, decomposed
from boards.members.folding import folded, with_plain_hyphens

MAX_LENGTH = 80


def slug_of(name: str) -> str:
    """Return a name as lower-case letters and digits of any script, joined by dashes.

    `Visa,Green Card,Citizenship` becomes `visa-green-card-citizenship`, `U.S. Life & Tips`
    becomes `us-life-tips`, `세금 · 급여` becomes `세금-급여`. A name without any letter or digit
    gives the empty string.
    """
    text = re.sub(r"(?<=\w)\.(?=\w)|'", "", folded(name))
    slug = re.sub(r"[\W_]+", "-", text).strip("-")
    return within_code_points(slug, MAX_LENGTH).strip("-")


def fold_slug(slug: str) -> str:
    """Return what a slug has in common with its other spellings.

    Those are decomposed Hangul (NFD), full-width letters, capitals and other hyphens.
    """
    return with_plain_hyphens(compatible(slug).lower())


def spellings_of(slug: str) -> set[str]:
    """Return the spellings under which a slug may be stored."""
    return {slug, composed(slug), decomposed(slug), compatible(slug), fold_slug(slug)}


def free_slug(name: str, *, taken: set[str], fallback: str) -> str:
    """Return the slug of a name, numbered when it is among the taken ones.

    Args:
        fallback: what to use for a name that has no letter and no digit.
    """
    base = slug_of(name) or fallback
    candidate, number = base, 2
    while candidate in taken:
        candidate, number = f"{base}-{number}", number + 1
    return candidate
