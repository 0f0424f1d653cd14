"""Has every text looked at before it is stored: the one door for whatever people publish.

The actions that publish, edit and correct ask here, inside their transaction. What is looked for,
a higher room says by `use_screen`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from boards.members.models import Member
from boards.posts.models import Comment, Post

Asking = tuple[str, Sequence[str]]  # a question and its choices


@dataclass(frozen=True)
class Submission:
    """What somebody is about to store.

    Attributes:
        row: with its new texts, not saved.
        by: whoever sends it, mostly its author.
        tags: names, of a post.
        asking: the question and the choices of the poll of a post.
        is_edit: it was published before with other texts.
    """

    row: Post | Comment
    by: Member
    tags: Sequence[str] = ()
    is_edit: bool = False
    asking: Asking = ("", ())


# Looks at a text; it may change the texts of the row, set its state to WAITING, or raise a
# ValidationError. Returns what is to be called once the row is stored, or None.
Screen = Callable[[Submission], Callable[[], None] | None]

_screens: list[Screen] = []


def use_screen(screen: Screen) -> None:
    """Have one more look at each text; the same again changes nothing."""
    if screen not in _screens:
        _screens.append(screen)


def screened(
    row: Post | Comment,
    *,
    by: Member | None,
    tags: Sequence[str] = (),
    is_edit: bool = False,
    asking: Asking = ("", ()),
) -> Callable[[], None]:
    """Look at a text that is about to be stored; return what to call when it is.

    Args:
        by: None for the system, at whose texts nobody looks.

    Raises:
        ValidationError: with the name of the field, when the text is refused.
    """
    calls: list[Callable[[], None]] = []
    if by is not None:
        submission = Submission(row, by, tags, is_edit, asking)
        asked = (screen(submission) for screen in _screens)
        calls = [call for call in asked if call is not None]

    def stored() -> None:
        for call in calls:
            call()

    return stored
