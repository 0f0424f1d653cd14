"""Keep a search, so that its new posts are told of."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from boards.members.folding import key_of
from boards.members.models import Member
from boards.models import Board
from boards.permissions import can_read
from boards.search.language.query_parser import Hint, read
from boards.search.language.search_field import SearchField
from boards.search.models import SavedSearch
from boards.search.saved.keys import keys_of
from boards.search.saved.rekeying import store_keys
from boards.search.saved.stored import as_text
from boards.search.saved.wanted import stored_condition_of

MAX_SAVED = 30  # of one member


@transaction.atomic
def save_search(
    *, member: Member, query: str, field: SearchField, board: Board | None
) -> tuple[SavedSearch, bool]:
    """Save a search and return it, and whether it is new: saved twice, it is one.

    Args:
        query: as it was typed; its spelling makes no difference.

    Raises:
        PermissionDenied: when the member may not read the board.
        ValidationError: when there are too many, or new posts cannot be compared with this one.
    """
    if not member.is_active or (board is not None and not can_read(member, board)):
        raise PermissionDenied
    # Who saves in two windows at once does so one after the other.
    Member.objects.select_for_update(no_key=True).get(pk=member.pk)
    text = _checked(query)
    own = SavedSearch.objects.filter(member=member)
    if known := own.filter(key=key_of(text), field=field, board=board).first():
        return known, False
    if own.count() >= MAX_SAVED:
        raise ValidationError(
            _("You have saved %(most)d searches. Remove one first, then save this one."),
            params={"most": MAX_SAVED},
        )
    search = SavedSearch(member=member, query=text, field=field, board=board)
    stored = stored_condition_of(search)
    keys = keys_of(stored.condition)
    if keys is None or not keys.tokens:
        raise ValidationError(_refusal(search, keys is not None))
    search.condition = as_text(stored)
    search.save()
    store_keys(search, keys.tokens)
    return search, True


def _checked(query: str) -> str:
    parsed = read(query)
    if any(hint is Hint.TOO_LONG for hint, _part in parsed.hints):
        raise ValidationError(_("This search is too long to be saved. Use fewer words."))
    return parsed.text


def _refusal(search: SavedSearch, looks_only_in_comments: bool) -> str:
    if looks_only_in_comments:
        return str(_("New posts are found by title, text and tags: this search is of comments."))
    return str(
        _(
            "Only a search with a word, a board, a category, a tag or the whole name of an author "
            "can be saved."
        )
    )
