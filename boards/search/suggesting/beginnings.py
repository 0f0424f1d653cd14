"""Suggests tags and posts while somebody types into a search box.

The last word may be unfinished: 세ㄱ and 세그 are on their way to 세금, and `visa int` to
`visa interview`. Titles come from the index, under the same conditions as what is found, so that
neither they nor the time that they take tell of posts that are closed to the asker.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from boards.members.characters import first_characters
from boards.members.composing import decomposed
from boards.members.viewers import Viewer
from boards.posts.lists import rows
from boards.posts.models import Post
from boards.posts.text.sanitising import storable
from boards.posts.writing.tag_suggestions import tags_that_go_on
from boards.search.index.conditions import AllOf, AnyOf, Condition, Sequence, in_title
from boards.search.index.engines import current_engine
from boards.search.index.words import condition_of_phrase, condition_of_word
from boards.search.querying.rights import rights_of
from boards.search.tokens import tokenizer
from boards.search.tokens.tokenizer import RunKind

MAX_SUGGESTIONS, MAX_TAGS = 8, 3
LOOKED_AT = 100  # posts: the newest, of which some may have one title
MAX_TYPED_LENGTH, MAX_WORDS = 60, 6
MIN_BEGINNING_LENGTH = 2  # letters or digits: what one of them begins is nearly everything

FINALS = 28  # a syllable without a final consonant, and with each of the 27
SYLLABLES_OF_END = 2  # the least that is one token

_UNFINISHED_SYLLABLE = re.compile("(?<=[가-힣])[ㄱ-ㅎ]$")
_FIELDS = ("id", "title", "posted_at", "is_secret", "anonymous_number", "author_id", "board_id")
_LANGUAGE = re.compile(r'[":：]|^-|(?<=\s)-')  # what is more than words


@dataclass(frozen=True)
class Suggestion:
    """A tag or the title of a post, and where it leads."""

    kind: str
    text: str
    address: str


def suggestions(viewer: Viewer | None, typed: str) -> list[Suggestion]:
    """Return at most eight suggestions for what stands in a search box: tags, then posts.

    Posts whose title has a word that begins as the last one typed come first, then the newest.
    """
    text = " ".join(storable(first_characters(typed, MAX_TYPED_LENGTH)).split())
    tags = [
        Suggestion("tag", tag.name, tag.get_absolute_url())
        for tag in tags_that_go_on(viewer, text.removeprefix("#"))[:MAX_TAGS]
    ]
    titles = [] if text.startswith("#") else _titles(viewer, text)
    return [*tags, *titles[: MAX_SUGGESTIONS - len(tags)]]


def _titles(viewer: Viewer | None, text: str) -> list[Suggestion]:
    condition = _condition_of(text)
    if condition is None:
        return []
    allowed = AllOf((condition, *rights_of(viewer).without_secret))
    ids = [match.post_id for match in current_engine().newest(allowed, limit=LOOKED_AT)]
    found = Post.objects.visible_to(viewer).published().filter(pk__in=ids, is_secret=False)
    posts = rows.apply_visibility(found.only(*_FIELDS).newest_first(), viewer, names_authors=False)
    begins = _beginning(text.split()[-1])
    shown: dict[str, Suggestion] = {}
    for post in sorted(posts, key=lambda post: not begins.search(_apart(post.title))):
        if not post.is_folded:
            suggestion = Suggestion("post", post.title, post.get_absolute_url())
            shown.setdefault(post.title.casefold(), suggestion)
    return list(shown.values())


def _beginning(word: str) -> re.Pattern[str]:
    """Match titles with a word that begins so: 세 is wanted for 세금 before 어서 오세요."""
    return re.compile(rf"(?<!\w){re.escape(_apart(_UNFINISHED_SYLLABLE.sub('', word)))}")


def _apart(text: str) -> str:
    """Return the text with its syllables taken apart, so that 세그 begins 세금."""
    return decomposed(tokenizer.folded(text))


def _condition_of(text: str) -> Condition | None:
    """Ask for titles with all the words, the last of which may go on."""
    *words, last = text.split()[:MAX_WORDS] or [""]
    if not last or _LANGUAGE.search(text):
        return None
    read = [condition for word in words if (condition := condition_of_word(word))]
    unfinished = _unfinished_condition(last)
    if unfinished is None and not read:
        return None
    return AllOf(tuple(in_title(part) for part in [*read, *([unfinished] if unfinished else [])]))


def _unfinished_condition(word: str) -> Condition | None:
    """Return the condition of a word that is still being typed; None when it is too short."""
    word = _UNFINISHED_SYLLABLE.sub("", tokenizer.folded(word))
    runs = list(tokenizer.runs(word))
    if not runs:
        return None
    last = runs[-1]
    is_short = len(runs) == 1 and len(last.text) < MIN_BEGINNING_LENGTH
    if is_short and last.kind in (RunKind.WORD, RunKind.LETTERS):
        return None
    finished = condition_of_word(word)
    if finished is None:
        return None
    if last.kind is RunKind.WORD:
        return _going_on(finished)
    return _still_open(word, finished) if last.kind is RunKind.HANGUL else finished


def _going_on(condition: Condition) -> Condition:
    if isinstance(condition, Sequence):
        return replace(condition, is_beginning=True)
    assert isinstance(condition, AnyOf)  # noqa: S101 - as `condition_of_word` says it
    return AnyOf(tuple(_going_on(part) for part in condition.parts))


def _still_open(word: str, finished: Condition) -> Condition:
    """Let the last syllable still take a final consonant, as 그 may become 금.

    What stands before it is asked for once and not with each of the 27: an index of PostgreSQL
    weighs the whole expression for each post that it comes across.
    """
    beginning, unfinished = word[:-SYLLABLES_OF_END], word[-SYLLABLES_OF_END:]
    conditions = (condition_of_phrase(end) for end in _with_finals(unfinished))
    ends = tuple(condition for condition in conditions if condition)
    if not ends:
        return finished
    before = condition_of_phrase(f"{beginning}{unfinished[0]}") if beginning else None
    return AnyOf((finished, AllOf((before, AnyOf(ends))) if before else AnyOf(ends)))


def _with_finals(word: str) -> Iterator[str]:
    last = word[-1]
    if "가" <= last <= "힣" and (ord(last) - ord("가")) % FINALS == 0:
        for final in range(1, FINALS):
            yield f"{word[:-1]}{chr(ord(last) + final)}"
