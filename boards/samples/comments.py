"""The comments of one batch, who recommends what, and the counts of both."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from random import Random
from typing import Any

from boards.posts.comments.actions.delete_comment import NOTHING
from boards.posts.models import (
    AnonymousNumber,
    Comment,
    CommentRecommendation,
    PostCounts,
    Recommendation,
)
from boards.posts.states import State
from boards.samples.articles import Scene, Written
from boards.samples.speaking import Speaker
from boards.samples.storing import store

FIELDS = (
    "id", "post_id", "root_id", "parent_id", "author_id", "anonymous_number", "text", "body",
    "is_secret", "posted_at", "state", "recommends",
)  # fmt: skip
MIN_WORDS, MAX_WORDS = 3, 31  # words of a comment, before its last sentence is finished
MAX_RECOMMENDS = 120  # of one post
RECOMMEND_FIELDS = ("member_id", "made_at")


@dataclass(slots=True)
class _Answer:
    """One comment before it is stored; `parent` is the comment that it answers."""

    post: Written
    author: int
    second: int
    parent: "_Answer | None" = None
    root: "_Answer | None" = None
    pk: int = 0
    anonymous_number: int | None = None
    is_secret: bool = False
    state: State = State.PUBLISHED
    recommended_by: list[int] = field(default_factory=list)


def store_answers(scene: Scene, posts: Sequence[Written]) -> None:
    """Store what members said under these posts and whom they recommend."""
    rng = scene.plan.rng(f"answers/{posts[0].number}")
    answers = _answers(scene, posts, rng)
    anonymous_numbers = list(_give_anonymous_numbers(answers, rng))
    store(Comment, FIELDS, _rows(scene, answers, rng))
    store(AnonymousNumber, ("post_id", "member_id", "number"), anonymous_numbers)
    store(
        CommentRecommendation,
        ("comment_id", *RECOMMEND_FIELDS),
        (
            (answer.pk, member, scene.moment(answer.second + 600))
            for answer in answers
            for member in answer.recommended_by
        ),
    )
    recommended = {post.pk: _admirers(scene, post, rng) for post in posts}
    store(
        Recommendation,
        ("post_id", *RECOMMEND_FIELDS),
        (
            (post.pk, member, scene.moment(post.second + 600 * later))
            for post in posts
            for later, member in enumerate(recommended[post.pk], start=1)
        ),
    )
    _store_counts(posts, answers, recommended)


def _answers(scene: Scene, posts: Sequence[Written], rng: Random) -> list[_Answer]:
    """Return the comments in the order in which they were written, with their ids."""
    first = scene.plan.comments_before(posts[0].number)
    count = scene.plan.comments_before(posts[-1].number + 1) - first
    speakers = scene.crowd.speakers(rng)
    answers: list[_Answer] = []
    for post, talk in _shares(posts, count, rng):
        answers += _thread(post, talk, speakers, rng)
    # Within a post they are in this order already, so nobody answers what comes later.
    answers.sort(key=lambda answer: answer.second)
    for pk, answer in enumerate(answers, start=scene.first_comment + first):
        answer.pk = pk
    return answers


def _shares(posts: Sequence[Written], count: int, rng: Random) -> Iterator[tuple[Written, int]]:
    """Share so many comments among the posts: none for many, hundreds for a few."""
    liveliness = [
        min(1 / (1 - rng.random()) - 1, 1000) if post.takes_comments and not post.is_secret else 0
        for post in posts
    ]
    if not any(liveliness):
        return
    weights = list(accumulate(liveliness))
    shares = Counter(rng.choices(range(len(posts)), cum_weights=weights, k=count))
    for place in sorted(shares):
        yield posts[place], shares[place]


def _thread(post: Written, count: int, speakers: Iterator[int], rng: Random) -> Iterator[_Answer]:
    """Yield the comments of one post in order; one post in twenty-five holds one long dispute."""
    seconds = sorted(int(60 / (1.0001 - rng.random())) for _ in range(count))
    is_dispute = rng.random() < 0.04
    said: list[_Answer] = []
    for number, delay in enumerate(seconds):
        answer = _Answer(post, next(speakers), post.second + 60 + delay)
        if number and (is_dispute or rng.random() < 0.45):
            # The latest are answered most.
            back = 1 if is_dispute else min(int(1 / (1 - rng.random())), number)
            answer.parent = said[-back]
            answer.root = answer.parent.root or answer.parent
            if post.author and rng.random() < 0.3:
                answer.author = post.author
        answer.is_secret = answer.parent.is_secret if answer.parent else rng.random() < 0.01
        said.append(answer)
        if answer.parent and answer.parent.state == State.PUBLISHED and rng.random() < 0.01:
            answer.parent.state = State.DELETED
        elif rng.random() < 0.005:
            answer.state = State.HIDDEN
    yield from said


def _give_anonymous_numbers(
    answers: Sequence[_Answer], rng: Random
) -> Iterator[tuple[int, int, int]]:
    """Make some comments anonymous where that is allowed; yield the new numbers of members."""
    numbers: dict[int, dict[int, int]] = {}
    for answer in answers:
        post = answer.post
        if not post.board.allows_anonymous:
            continue
        is_own = post.is_anonymous and answer.author == post.author
        # Under an own anonymous post, a name would tell whose it is.
        if not (is_own or rng.random() < 0.5):
            continue
        known = numbers.setdefault(
            post.pk, {post.author: 0} if post.is_anonymous and post.author else {}
        )
        if answer.author not in known:
            known[answer.author] = max(known.values(), default=0) + 1
            yield post.pk, answer.author, known[answer.author]
        answer.anonymous_number = known[answer.author]


def _rows(scene: Scene, answers: Sequence[_Answer], rng: Random) -> Iterator[tuple[Any, ...]]:
    speaker = Speaker(rng)
    for answer in answers:
        is_there = answer.state != State.DELETED
        text = _said(speaker, rng) if is_there else NOTHING
        if is_there and rng.random() < 0.03:
            count = 1 + int(3 * rng.random())
            answer.recommended_by = scene.crowd.some(rng, count, but=answer.author)
        yield (
            answer.pk,
            answer.post.pk,
            answer.root.pk if answer.root else None,
            answer.parent.pk if answer.parent else None,
            answer.author,
            answer.anonymous_number,
            text,
            # As `plain_markup.markup_of` makes it: there is nothing in it to escape.
            f"<p>{text}</p>".replace("\n", "<br>") if is_there else "",
            answer.is_secret,
            scene.moment(answer.second),
            answer.state.value,
            len(answer.recommended_by),
        )


def _said(speaker: Speaker, rng: Random) -> str:
    return speaker.remark(min(MAX_WORDS, int(MIN_WORDS + 2 / (1.05 - rng.random()))))


def _admirers(scene: Scene, post: Written, rng: Random) -> list[int]:
    count = min(int(0.06 / (1 - rng.random())), MAX_RECOMMENDS)
    return scene.crowd.some(rng, count, but=post.author) if count else []


def _store_counts(
    posts: Sequence[Written], answers: Sequence[_Answer], recommended: dict[int, list[int]]
) -> None:
    shown = Counter(answer.post.pk for answer in answers if answer.state == State.PUBLISHED)
    rows = (
        (post.pk, shown[post.pk], len(recommended[post.pk]))
        for post in posts
        if shown[post.pk] or recommended[post.pk]
    )
    store(PostCounts, ("post_id", "comments", "recommends"), rows)
