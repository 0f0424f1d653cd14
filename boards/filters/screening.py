"""Looks at each text before it is stored: filters, the same or an alike text, new members.

Costs one statement: the note of the text and the version of the filters in one. Everything else is
asked only where something was found, or a board lets texts of new members wait.
"""

from collections.abc import Callable, Sequence
from typing import Any

import structlog
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.filters.alike import alike_for, alike_texts
from boards.filters.compiled import CompiledFilters, filters_of_version
from boards.filters.fingerprints import Noted, Said, current_version, note_text, said_in
from boards.filters.kinds import FilterOutcome
from boards.filters.masking import masked, masked_markup
from boards.filters.matching.streams import END_OF_FIELD
from boards.filters.matching.words import Find
from boards.filters.models import Filter, Waiting
from boards.filters.new_members import reasons_to_hold
from boards.filters.texts import DESCRIPTIONS, OF_POLL, SearchedText, text_of
from boards.members.models import Member
from boards.models import Board
from boards.permissions import can_moderate
from boards.posts.models import Comment, Post
from boards.posts.screening import Submission
from boards.posts.states import State
from boards.posts.text.sanitising import plain_text

MAX_REASONS = 10  # that moderators read of one text
_CANNOT_BE_MASKED = ("link", "tags", *OF_POLL, DESCRIPTIONS)

logger = structlog.get_logger(__name__)


def screen(submission: Submission) -> Callable[[], None] | None:
    """Refuse, hold, mask or mark a text; return what is to be done once it is stored.

    Raises:
        ValidationError: with the name of the field, for what is not allowed here, and for the
            same text again.
    """
    row, board = submission.row, _board_of(submission.row)
    noted, said = _noted(submission)
    filters = filters_of_version(noted.version)
    text = text_of(row, submission.tags, submission.asking)
    found = filters.search(text.whole, text.addresses, board_id=board.pk)
    by_outcome = _sorted(filters, found.finds)
    _check_allowed(text, by_outcome)
    if by_outcome[FilterOutcome.MASK]:
        _mask(row, text, by_outcome[FilterOutcome.MASK], filters, board)
    held = [_reason(filters, text, find) for find in by_outcome[FilterOutcome.HOLD]]
    if found.too_slow is not None:
        held.append({"code": "slow", "name": filters.rules[found.too_slow].name})
        _note_slow(found.too_slow)
    held += [{"code": "many", "name": filters.rules[each].name} for each in found.too_many]
    held += _because_new(submission, filters, board, has_links=bool(text.addresses))
    held += _because_alike(submission, filters, board, noted, said)
    marks = [_reason(filters, text, find) for find in by_outcome[FilterOutcome.TAG]]
    return _what_follows(submission, board, held, marks)


def _board_of(row: Post | Comment) -> Board:
    return row.board if isinstance(row, Post) else row.post.board


def _noted(submission: Submission) -> tuple[Noted, Said | None]:
    """Note the text, and return what its note tells; refuse what was published just now."""
    row, member = submission.row, submission.by
    said = None
    is_compared = settings.DUPLICATE_MINUTES or settings.ALIKE_DAYS
    if is_compared and not submission.is_edit and row.author_id == member.pk:
        said = said_in(row)
    if said is None:
        return Noted(current_version()), None
    noted = note_text(row, said, alike_for=alike_for(member))
    if noted.is_there and not can_moderate(member, _board_of(row)):
        message = _("You have published the same text a short while ago.")
        field = "body" if isinstance(row, Post) else "text"
        raise ValidationError({field: ValidationError(message, code="duplicate")})
    return noted, said


def _because_alike(
    submission: Submission, filters: CompiledFilters, board: Board, noted: Noted, said: Said | None
) -> list[dict[str, Any]]:
    approval = filters.approvals.get(board.pk)
    is_welcome = approval is not None and approval.allows_alike
    if said is None or not noted.common or is_welcome:
        return []
    count = alike_texts(submission.row, said, noted, submission.by)
    return [{"code": "alike", "count": count}] if count else []


def _sorted(filters: CompiledFilters, finds: Sequence[Find]) -> dict[FilterOutcome, list[Find]]:
    sorted_finds: dict[FilterOutcome, list[Find]] = {outcome: [] for outcome in FilterOutcome}
    for find in finds:
        sorted_finds[filters.rules[find.number].outcome].append(find)
    return sorted_finds


def _check_allowed(text: SearchedText, by_outcome: dict[FilterOutcome, list[Find]]) -> None:
    refused = list(by_outcome[FilterOutcome.BLOCK])
    refused += [find for find in by_outcome[FilterOutcome.MASK] if not _can_be_masked(text, find)]
    if not refused:
        return
    errors: dict[str, list[ValidationError]] = {}
    for field, word in dict.fromkeys(
        (text.form_field_of(find), text.word_of(find)) for find in refused
    ):
        errors.setdefault(field, []).append(_not_allowed(word))
    raise ValidationError({field: several[:MAX_REASONS] for field, several in errors.items()})


def _can_be_masked(text: SearchedText, find: Find) -> bool:
    """Not what would then be another name, as of tags and choices, nor where a link leads."""
    return find.end > find.start and text.field_of(find) not in _CANNOT_BE_MASKED


def _not_allowed(word: str) -> ValidationError:
    if not word:
        return ValidationError(_("A link leads to a site that is not allowed here."), code="filter")
    message = _("“%(word)s” is not allowed here.")
    return ValidationError(message, code="filter", params={"word": " ".join(word.split())})


def _mask(
    row: Post | Comment,
    text: SearchedText,
    finds: Sequence[Find],
    filters: CompiledFilters,
    board: Board,
) -> None:
    def search(shown: str) -> list[Find]:
        found = filters.search(shown, (), board_id=board.pk)
        return _sorted(filters, found.finds)[FilterOutcome.MASK]

    if isinstance(row, Comment):
        within = text.within("text", finds)
        row.body = masked_markup(row.body, row.text, within, search)
        row.text = masked(row.text, within)
        return
    row.body = masked_markup(row.body, row.body_text, text.within("body", finds), search)
    row.title = masked(row.title, text.within("title", finds))
    row.source = masked(row.source, text.within("source", finds))
    row.body_text = plain_text(row.body)


def _reason(filters: CompiledFilters, text: SearchedText, find: Find) -> dict[str, Any]:
    rule = filters.rules[find.number]
    word = " ".join(text.word_of(find).replace(END_OF_FIELD, " ").split())[:100]
    return {"code": "filter", "filter": rule.number, "name": rule.name, "word": word}


def _note_slow(number: int) -> None:
    """Let admins see that a pattern took too long; it stays in use, or any text could stop it."""
    Filter.objects.filter(pk=number).update(slow_at=timezone.now())
    logger.warning("filter_too_slow", filter=number)


def _because_new(
    submission: Submission, filters: CompiledFilters, board: Board, *, has_links: bool
) -> list[dict[str, Any]]:
    codes = reasons_to_hold(
        filters.approvals.get(board.pk),
        submission.by,
        is_post=isinstance(submission.row, Post),
        is_edit=submission.is_edit,
        has_links=has_links,
    )
    return [{"code": code} for code in codes]


def _what_follows(
    submission: Submission,
    board: Board,
    held: list[dict[str, Any]],
    marks: list[dict[str, Any]],
) -> Callable[[], None] | None:
    if not (held or marks) or _needs_no_approval(submission.by, board):
        return None
    row = submission.row
    is_held = bool(held) and row.state == State.PUBLISHED
    if is_held:
        row.state = State.WAITING
    reasons = _each_once([*held, *marks])[:MAX_REASONS]
    return lambda: _note(row, reasons, is_held=is_held, is_edit=submission.is_edit)


def _needs_no_approval(member: Member, board: Board) -> bool:
    return can_moderate(member, board)


def _each_once(reasons: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return list({tuple(reason.items()): reason for reason in reasons}.values())


def _note(
    row: Post | Comment, reasons: list[dict[str, Any]], *, is_held: bool, is_edit: bool
) -> None:
    post, comment = (row, None) if isinstance(row, Post) else (row.post, row)
    Waiting.objects.create(
        post=post, comment=comment, reasons=reasons, is_held=is_held, is_edit=is_edit
    )
