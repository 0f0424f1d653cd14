"""The posts of one batch, with their tags, views and notices."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Any, NamedTuple

from boards.counters.models import DailyViews, ViewTotal
from boards.models import Board
from boards.posts.models import AnonymousNumber, Notice, Post, TaggedPost
from boards.posts.states import Scope, State
from boards.samples import markers
from boards.samples.crowd import Crowd
from boards.samples.plan import Plan
from boards.samples.speaking import Speaker
from boards.samples.storing import store, stored_moment
from boards.samples.vocabulary import zipf

FIELDS = (
    "id", "board_id", "author_id", "masked_author", "title", "body", "body_text",
    "posted_at", "edited_at", "state", "is_secret", "anonymous_number", "comments_open",
    "category_id",
)  # fmt: skip
MASKED_AUTHORS = ("vuxxxxx", "kixxxxx", "soxxxxx", "달xxxxx", "jaxxxxx", "hoxxxxx")
SHRINKING = 0.55  # how large a board is beside the one before it
MIN_WORDS, MAX_WORDS = 10, 110  # words of a body, before its last sentence is finished
MAX_VIEWS = 200_000
MAX_DAYS = 3  # on which one post was viewed here
TAGS_OF_A_POST = ((0, 1, 2, 3, 4), (35, 65, 85, 95, 100))  # numbers, and cumulative percents


@dataclass(frozen=True)
class Scene:
    """What every batch of a run needs to know."""

    plan: Plan
    boards: Sequence[Board]
    tags: Sequence[int]
    crowd: Crowd
    first_post: int
    first_comment: int

    def moment(self, second: int) -> Any:
        """Return a time, in seconds after the first post, as it is stored; not after the end."""
        return stored_moment(self.plan.start + timedelta(seconds=min(second, self.plan.seconds)))


class Written(NamedTuple):
    """What the rest of the batch needs to know of a post; `second` counts from the first post."""

    number: int
    pk: int
    board: Board
    author: int | None
    second: int
    state: State
    is_secret: bool
    is_anonymous: bool
    takes_comments: bool


def store_articles(scene: Scene, numbers: range) -> list[Written]:
    """Store the posts of these numbers, counted from 0, and all that belongs to each alone."""
    rng = scene.plan.rng(f"articles/{numbers.start}")
    posts = list(_posts(scene, numbers, rng))
    store(Post, FIELDS, _rows(scene, posts, rng))
    anonymous_numbers = ((post.pk, post.author, 0) for post in posts if post.is_anonymous)
    store(AnonymousNumber, ("post_id", "member_id", "number"), anonymous_numbers)
    store(TaggedPost, ("content_object_id", "tag_id"), _tags(scene, posts, rng))
    _store_views(scene, posts, rng)
    store(
        Notice,
        (
            "post_id",
            "scope",
            "position",
            "starts_at",
            "ends_at",
            "pinned_at",
            "must_read",
            "edition",
        ),
        _notices(scene, posts),
    )
    return posts


def _posts(scene: Scene, numbers: range, rng: Random) -> Iterator[Written]:
    """Yield what is settled of each post before anything of it is written."""
    plan, places = scene.plan, range(len(scene.boards))
    sizes = [SHRINKING**place for place in places]
    chosen = rng.choices(places, weights=sizes, k=len(numbers))
    notices = plan.notices(len(scene.boards))
    plain = set(markers.numbers_of_seven(plan.posts)) | set(notices)
    authors = scene.crowd.speakers(rng)
    second = 0
    for number, place in zip(numbers, chosen, strict=True):
        # Now and then two posts come in the same second.
        if number == numbers.start or rng.random() > 0.01:
            second = int(plan.seconds * (number + rng.random()) / plan.posts)
        own_board = notices.get(number)
        board = scene.boards[place if own_board is None else own_board]
        author = next(authors) if number in plain or rng.random() > 0.02 else None
        state, is_secret = (
            (State.PUBLISHED, False) if number in plain else _fate(board, author, rng)
        )
        yield Written(
            number=number,
            pk=scene.first_post + number,
            board=board,
            author=author,
            second=second,
            state=state,
            is_secret=is_secret,
            is_anonymous=author is not None and board.allows_anonymous and rng.random() < 0.3,
            takes_comments=board.allows_comments and rng.random() > 0.01,
        )


def _fate(board: Board, author: int | None, rng: Random) -> tuple[State, bool]:
    """Return the state of a post, and whether it is secret."""
    if rng.random() > 0.01:
        return State.PUBLISHED, bool(author and board.allows_secret and rng.random() < 0.03)
    return rng.choice((State.HIDDEN, State.DELETED)), False


def _rows(scene: Scene, posts: Sequence[Written], rng: Random) -> Iterator[tuple[Any, ...]]:
    speaker = Speaker(scene.plan.rng(f"words/{posts[0].number}"))
    planted = _planted(scene.plan, posts, rng)
    for post in posts:
        title, paragraphs = _said(speaker, planted.get(post.number, ()), rng)
        yield (
            post.pk,
            post.board.pk,
            post.author,
            "" if post.author else rng.choice(MASKED_AUTHORS),
            title,
            # As `Post.set_body` makes it: there is nothing in it to escape or to remove.
            "".join([f"<p>{paragraph}</p>" for paragraph in paragraphs]),
            "\n".join(paragraphs),
            scene.moment(post.second),
            scene.moment(post.second + _delay(rng)) if rng.random() < 0.03 else None,
            post.state.value,  # psycopg would store the name of a member of an Enum
            post.is_secret,
            0 if post.is_anonymous else None,
            post.takes_comments or not post.board.allows_comments,
            _category_of(post),
        )


def _category_of(post: Written) -> int | None:
    """Return the post's category: each of the board's in turn, and at times none."""
    categories = [each for each in post.board.every_category if not each.moderators_only]
    if not categories:
        return None
    place = post.number % (len(categories) + 1)
    if place < len(categories):
        return categories[place].pk
    return categories[0].pk if post.board.category_required else None


def _said(speaker: Speaker, planted: Sequence[str], rng: Random) -> tuple[str, list[str]]:
    title, topic = speaker.title()
    length = min(MAX_WORDS, int(MIN_WORDS + 12 / (1.02 - rng.random())))
    paragraphs = speaker.paragraphs(topic, length)
    for word in planted:
        paragraphs[-1] = f"{word} 관련 {paragraphs[-1]}"
        if rng.random() < 0.1:
            title = f"{word} {title}"
    return title, paragraphs


def _planted(plan: Plan, posts: Sequence[Written], rng: Random) -> dict[int, list[str]]:
    """Return the markers that each of the posts holds, by number."""
    first, end = posts[0].number, posts[-1].number + 1
    held: dict[int, list[str]] = {}
    for word, one_of in markers.ONE_OF.items():
        # However the posts are cut into batches, there are as many as `markers.holders` says.
        count = end // one_of - first // one_of
        for number in rng.sample(range(first, end), min(count, end - first)):
            held.setdefault(number, []).append(word)
    for number in markers.numbers_of_seven(plan.posts):
        if first <= number < end:
            held.setdefault(number, []).append(markers.IN_SEVEN)
    return held


def _delay(rng: Random) -> int:
    """Return seconds until something follows: a quarter of an hour as a rule, or days."""
    return min(int(300 / (1.0001 - rng.random())), 30 * 86_400)


def _tags(scene: Scene, posts: Sequence[Written], rng: Random) -> Iterator[tuple[int, int]]:
    weights = zipf(len(scene.tags))
    numbers, percents = TAGS_OF_A_POST
    counts = rng.choices(numbers, cum_weights=percents, k=len(posts))
    for post, count in zip(posts, counts, strict=True):
        for tag in dict.fromkeys(rng.choices(scene.tags, cum_weights=weights, k=count)):
            yield post.pk, tag


def _store_views(scene: Scene, posts: Sequence[Written], rng: Random) -> None:
    """Give most posts views from elsewhere, and a few some that were counted here."""
    days: list[tuple[int, Any, int]] = []
    totals: list[tuple[int, int, int]] = []
    for post in posts:
        starting = total = min(int(30 / (1 - rng.random())), MAX_VIEWS)
        if rng.random() < 0.05:
            day = (scene.plan.start + timedelta(seconds=post.second)).date()
            for later in range(1 + int(MAX_DAYS * rng.random())):
                views = 1 + int(5 / (1.01 - rng.random()))
                days.append((post.pk, (day + timedelta(days=later)).isoformat(), views))
                total += views
        totals.append((post.pk, starting, total))
    store(ViewTotal, ("post_id", "starting", "total"), totals)
    store(DailyViews, ("post_id", "day", "views"), days)


def _notices(scene: Scene, posts: Sequence[Written]) -> Iterator[tuple[Any, ...]]:
    notices = scene.plan.notices(len(scene.boards))
    for post in posts:
        if post.number not in notices:
            continue
        everywhere = notices[post.number] is None
        # Every fourth one had its time.
        ended = scene.moment(post.second + 86_400) if post.number % 4 == 3 else None
        pinned = scene.moment(post.second)
        scope = Scope.EVERY_BOARD if everywhere else Scope.THIS_BOARD
        yield post.pk, scope.value, 10 + post.number % 90, pinned, ended, pinned, False, 1
