"""The comments of one batch, who recommends what, and the counts of both."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from random import Random
from typing import Any

from boards.posts.models import (
    AnonymousNumber,
    Comment,
    CommentRecommendation,
    PostCounts,
    Recommendation,
)
from boards.posts.states import State
from boards.posts.trash.wiping import NOTHING
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
class _NewComment:
    """One comment before it is stored; `parent` is the comment it replies to."""

    post: Written
    author: int
    second: int
    parent: "_NewComment | None" = None
    root: "_NewComment | None" = None
    pk: int = 0
    anonymous_number: int | None = None
    is_secret: bool = False
    state: State = State.PUBLISHED
    recommended_by: list[int] = field(default_factory=list)


def store_comments(scene: Scene, posts: Sequence[Written]) -> None:
    """Store what members said under these posts and whom they recommend."""
    rng = scene.plan.rng(f"answers/{posts[0].number}")
    comments = _new_comments(scene, posts, rng)
    anonymous_numbers = list(_give_anonymous_numbers(comments, rng))
    store(Comment, FIELDS, _rows(scene, comments, rng))
    store(AnonymousNumber, ("post_id", "member_id", "number"), anonymous_numbers)
    store(
        CommentRecommendation,
        ("comment_id", *RECOMMEND_FIELDS),
        (
            (comment.pk, member, scene.moment(comment.second + 600))
            for comment in comments
            for member in comment.recommended_by
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
    _store_counts(posts, comments, recommended)


def _new_comments(scene: Scene, posts: Sequence[Written], rng: Random) -> list[_NewComment]:
    """Return the comments in the order in which they were written, with their ids."""
    first = scene.plan.comments_before(posts[0].number)
    count = scene.plan.comments_before(posts[-1].number + 1) - first
    speakers = scene.crowd.speakers(rng)
    comments: list[_NewComment] = []
    for post, talk in _shares(posts, count, rng):
        comments += _thread(post, talk, speakers, rng)
    # Within a post they are in this order already, so nobody replies to what comes later.
    comments.sort(key=lambda comment: comment.second)
    for pk, comment in enumerate(comments, start=scene.first_comment + first):
        comment.pk = pk
    return comments


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


def _thread(
    post: Written, count: int, speakers: Iterator[int], rng: Random
) -> Iterator[_NewComment]:
    """Yield the comments of one post in order; one post in twenty-five holds one long dispute."""
    seconds = sorted(int(60 / (1.0001 - rng.random())) for _ in range(count))
    is_dispute = rng.random() < 0.04
    written: list[_NewComment] = []
    for number, delay in enumerate(seconds):
        comment = _NewComment(post, next(speakers), post.second + 60 + delay)
        if number and (is_dispute or rng.random() < 0.45):
            # The latest get the most replies.
            back = 1 if is_dispute else min(int(1 / (1 - rng.random())), number)
            comment.parent = written[-back]
            comment.root = comment.parent.root or comment.parent
            if post.author and rng.random() < 0.3:
                comment.author = post.author
        comment.is_secret = comment.parent.is_secret if comment.parent else rng.random() < 0.01
        written.append(comment)
        if comment.parent and comment.parent.state == State.PUBLISHED and rng.random() < 0.01:
            comment.parent.state = State.DELETED
        elif rng.random() < 0.005:
            comment.state = State.HIDDEN
    yield from written


def _give_anonymous_numbers(
    comments: Sequence[_NewComment], rng: Random
) -> Iterator[tuple[int, int, int]]:
    """Make some comments anonymous where that is allowed; yield the new numbers of members."""
    numbers: dict[int, dict[int, int]] = {}
    for comment in comments:
        post = comment.post
        if not post.board.allows_anonymous:
            continue
        is_own = post.is_anonymous and comment.author == post.author
        # Under an own anonymous post, a name would tell whose it is.
        if not (is_own or rng.random() < 0.5):
            continue
        known = numbers.setdefault(
            post.pk, {post.author: 0} if post.is_anonymous and post.author else {}
        )
        if comment.author not in known:
            known[comment.author] = max(known.values(), default=0) + 1
            yield post.pk, comment.author, known[comment.author]
        comment.anonymous_number = known[comment.author]


def _rows(scene: Scene, comments: Sequence[_NewComment], rng: Random) -> Iterator[tuple[Any, ...]]:
    speaker = Speaker(rng)
    for comment in comments:
        is_there = comment.state != State.DELETED
        text = _remark(speaker, rng) if is_there else NOTHING
        if is_there and rng.random() < 0.03:
            count = 1 + int(3 * rng.random())
            comment.recommended_by = scene.crowd.some(rng, count, but=comment.author)
        yield (
            comment.pk,
            comment.post.pk,
            comment.root.pk if comment.root else None,
            comment.parent.pk if comment.parent else None,
            comment.author,
            comment.anonymous_number,
            text,
            # As `plain_markup.markup_of` makes it: there is nothing in it to escape.
            f"<p>{text}</p>".replace("\n", "<br>") if is_there else "",
            comment.is_secret,
            scene.moment(comment.second),
            comment.state.value,
            len(comment.recommended_by),
        )


def _remark(speaker: Speaker, rng: Random) -> str:
    return speaker.remark(min(MAX_WORDS, int(MIN_WORDS + 2 / (1.05 - rng.random()))))


def _admirers(scene: Scene, post: Written, rng: Random) -> list[int]:
    count = min(int(0.06 / (1 - rng.random())), MAX_RECOMMENDS)
    return scene.crowd.some(rng, count, but=post.author) if count else []


def _store_counts(
    posts: Sequence[Written], comments: Sequence[_NewComment], recommended: dict[int, list[int]]
) -> None:
    shown = Counter(comment.post.pk for comment in comments if comment.state == State.PUBLISHED)
    rows = (
        (post.pk, shown[post.pk], len(recommended[post.pk]))
        for post in posts
        if shown[post.pk] or recommended[post.pk]
    )
    store(PostCounts, ("post_id", "comments", "recommends"), rows)
