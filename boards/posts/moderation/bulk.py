"""What moderators do with several posts of a list at once.

Each verb is one action of the moderators, called for each of the posts: it locks, asks for
permission, writes and logs in a transaction of its own, as from the article page. What it refuses
for one post is counted, and leaves the others alone.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from boards.db.keys import key_in
from boards.members.models import Member
from boards.models import Board, Category
from boards.posts.categories import NO_CATEGORY
from boards.posts.models import Post
from boards.posts.moderation import told
from boards.posts.moderation.actions.change_category import change_category
from boards.posts.moderation.actions.delete_post import delete_post
from boards.posts.moderation.actions.hide_post import hide_post
from boards.posts.moderation.actions.move_post import SameCategory, move_post
from boards.posts.moderation.actions.unhide_post import unhide_post
from boards.posts.moderation.forms import HideForm

SAME_CATEGORY = "same"  # as a form says it
MAX_CHOSEN = 100  # posts at once: a page of a list, with what is hidden on it

Fields = Mapping[str, str]  # of the form that was sent


@dataclass(frozen=True)
class Prepared:
    """What is to be done to each of the chosen posts.

    Attributes:
        act: does it to one post.
        named: what the verb's sentence `told` names besides how many posts there were.
    """

    act: Callable[[Post, Member], object]
    named: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Verb:
    """What can be done to the chosen posts.

    Attributes:
        label: of its button.
        told: the sentence of what was done to `count` posts, one or many.
        prepare: returns what is to be done, from what the form says besides; it raises
            ValidationError where that does not do for any post.
        fields: the template of what is asked besides; it gets `moderated_boards`.
        is_dangerous: whether its button is red.
        is_offered: says whether it can be done to posts of a list: of one board, or of several
            with None, by who moderates these boards.
    """

    label: str | Promise
    told: Any  # what ngettext_lazy returns: a text that chooses its number when it gets `count`
    prepare: Callable[[Fields, Member], Prepared]
    fields: str = ""
    is_dangerous: bool = False
    is_offered: Callable[[Board | None, Sequence[Board]], bool] = lambda board, moderated: True


@dataclass
class Outcome:
    """To how many posts it was done, and how many were left alone, by the reason."""

    done: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    told: str = ""  # the sentence of what was done; empty when it was done to none


class CategoryNotChosen(Exception):
    """Posts are to go to a board with categories, and the form names none of them."""

    def __init__(self, board: Board) -> None:
        super().__init__(board)
        self.board = board


def offered_verbs(board: Board | None, moderated: Sequence[Board]) -> dict[str, Verb]:
    """Return what can be done to posts of a list, by name.

    Args:
        board: the list's own; None for a list of several boards.
        moderated: the boards of whoever looks at it; without any, nothing is offered.
    """
    if not moderated:
        return {}
    return {name: verb for name, verb in VERBS.items() if verb.is_offered(board, moderated)}


def moderate_chosen(*, posts: Iterable[int], verb: Verb, fields: Fields, by: Member) -> Outcome:
    """Do to each of the posts what was chosen; a post that is there twice is one.

    Args:
        posts: keys, as they were sent.

    Raises:
        CategoryNotChosen: when the form leaves open which category they get.
        ValidationError: when none or more than MAX_CHOSEN are chosen, or when `prepare` raises.
    """
    keys = dict.fromkeys(posts)
    if not keys:
        raise ValidationError(_("Choose the posts first."))
    if len(keys) > MAX_CHOSEN:
        message = _("At most %(limit)d posts at once.") % {"limit": MAX_CHOSEN}
        raise ValidationError(message)
    prepared = verb.prepare(fields, by)
    found = Post.objects.only("pk", "board").in_bulk(keys)  # each action locks and loads its own
    outcome = Outcome()
    for key in keys:
        try:
            _act_on(found.get(key), prepared, by)
            outcome.done += 1
        except ValidationError as error:
            outcome.refused[" ".join(error.messages)] += 1
        except PermissionDenied:
            outcome.refused[gettext("You do not moderate it, or it is gone.")] += 1
    if outcome.done:
        outcome.told = verb.told % {"count": outcome.done, **prepared.named}
    return outcome


def _act_on(post: Post | None, prepared: Prepared, by: Member) -> None:
    if post is None:
        raise PermissionDenied
    prepared.act(post, by)


def _hide(fields: Fields, by: Member) -> Prepared:
    form = HideForm(fields)
    if not form.is_valid():
        raise ValidationError([error for errors in form.errors.values() for error in errors])
    reason = form.cleaned_data["reason"]
    return Prepared(lambda post, by: hide_post(post=post, by=by, reason=reason))


def _unhide(fields: Fields, by: Member) -> Prepared:
    return Prepared(lambda post, by: unhide_post(post=post, by=by))


def _move(fields: Fields, by: Member) -> Prepared:
    slug = fields.get("board", "")
    boards = Board.objects.moderated_by(by).with_categories()
    board = boards.filter(slug=slug).first() if "\0" not in slug else None
    if board is None:
        raise ValidationError(_("Choose a board that you moderate."))
    category = _category_there(fields.get("category_there", ""), board)

    def move(post: Post, by: Member) -> None:
        if post.board_id == board.pk:
            raise ValidationError(_("It is on this board already."))
        move_post(post=post, by=by, board=board, category=category)

    return Prepared(move, named={"board": board.name})


def _category_there(chosen: str, board: Board) -> Category | SameCategory | None:
    """Return which category the form names on the board to which posts go."""
    offered = {str(each.pk): each for each in board.offered_categories}
    if not offered or chosen == SAME_CATEGORY:
        return "same"
    if chosen == NO_CATEGORY and not board.needs_category:
        return None
    if chosen not in offered:  # also one of the board whose list it is
        raise CategoryNotChosen(board)
    return offered[chosen]


def _change_category(fields: Fields, by: Member) -> Prepared:
    chosen = fields.get("category", "")
    category = None
    if chosen != NO_CATEGORY:
        own = Category.objects.offered(to_moderator=True)
        own = own.filter(board__in=Board.objects.moderated_by(by).values("pk"))
        key = key_in(chosen)
        category = own.filter(pk=key).first() if key else None
        if category is None:
            raise ValidationError(_("Choose a category of the board."))
    return Prepared(lambda post, by: change_category(post=post, by=by, category=category))


def _delete(fields: Fields, by: Member) -> Prepared:
    if not fields.get("sure"):
        raise ValidationError(_("Confirm that the posts shall be deleted."))
    return Prepared(lambda post, by: delete_post(post=post, by=by))


def _go_elsewhere(board: Board | None, moderated: Sequence[Board]) -> bool:
    """Say whether a post of the list can go to another board: one moderates that one too."""
    return any(each != board for each in moderated) if board else len(moderated) > 1


def _have_categories(board: Board | None, moderated: Sequence[Board]) -> bool:
    return board is not None and bool(board.offered_categories)


# Rooms above add theirs here, as `connect` of a listener does: one name, one verb.
VERBS: dict[str, Verb] = {
    "hide": Verb(_("Hide"), told.HIDDEN, _hide, fields="posts/bulk/_hide.html"),
    "unhide": Verb(_("Show again"), told.SHOWN, _unhide),
    "move": Verb(
        _("Move"), told.MOVED, _move, fields="posts/bulk/_move.html", is_offered=_go_elsewhere
    ),
    "category": Verb(
        _("Change category"),
        told.CATEGORY_CHANGED,
        _change_category,
        fields="posts/bulk/_category.html",
        is_offered=_have_categories,
    ),
    "delete": Verb(
        _("Delete"),
        told.DELETED,
        _delete,
        fields="posts/bulk/_delete.html",
        is_dangerous=True,
    ),
}
