"""Publishes posts and comments from within, as the writing pages do.

Each process has members of its own. Texts are those of the generated posts: Korean, of the same
lengths.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import count
from random import Random
from typing import Any
from uuid import UUID

from benchmarks.inside.worker_pool import Job, WorkerPool, run
from boards.members.models import Member
from boards.models import Board
from boards.posts.comments.actions.publish_comment import publish_comment
from boards.posts.models import Comment, Post, Tag
from boards.posts.writing.actions.publish_post import publish_post
from boards.posts.writing.categories import categories_for
from boards.samples.speaking import Speaker

MEMBERS = 800  # of all processes
TAGS = 100  # that posts take from
TAGS_OF_A_POST = ((0, 1, 2, 3), (4, 3, 2, 1))  # numbers, and their weights
LINK_SHARE = 0.05  # of the posts link to a page elsewhere, whose preview is put in the queue
TALKED_ABOUT = 200  # newest posts, which half of the comments are written under
REPLY_SHARE = 0.3  # of the comments reply to another one of the same process
MENTION_SHARE = 0.05
TEXTS = 100  # that are prepared of each kind; each time, they are made of other sentences
# Of which texts are made: two that had the same ones would be alike, and wait for a moderator.
SENTENCES = 5_000


def publish(pools: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Let pools of processes write, all at once, and return the figures of each.

    Each is an object of `what`, `posts` or `comments`, `processes`, `seconds` and `per_second`,
    a number or null for as many as they can.
    """
    scene = Scene()
    return [work.figures() for work in run(*(_pool(scene, **one) for one in pools))]


class Scene:
    """What all processes know: who writes, on which boards, under which posts."""

    def __init__(self) -> None:
        self.members = list(Member.objects.filter(is_active=True).order_by("pk")[:MEMBERS])
        boards = Board.objects.filter(write_access="members", allows_comments=True)
        self.boards = list(boards.order_by("pk"))
        # One that every member may choose; None where there is none.
        self.categories = {
            board.pk: next(iter(categories_for(None, board)), None) for board in self.boards
        }
        self.tags = list(Tag.objects.order_by("pk").values_list("name", flat=True)[:TAGS])
        open_posts = Post.objects.visible_to(None).filter(
            comments_open=True, is_secret=False, board__in=self.boards
        )
        self.posts = list(open_posts.order_by("-pk"))
        for post in self.posts:
            post.body = post.body_text = ""  # not needed to comment on it


def _pool(
    scene: Scene, *, what: str, processes: int, seconds: float, per_second: float | None
) -> WorkerPool:
    pieces, seed = {"posts": (_posts, 0), "comments": (_comments, 1_000)}[what]

    def worker(number: int) -> Job:
        members = scene.members[number::processes] or scene.members  # a tiny site shares them
        return Job(pieces=pieces(scene, members, Random(seed + number)))  # noqa: S311

    return WorkerPool(size=processes, worker=worker, seconds=seconds, per_second=per_second)


def _posts(scene: Scene, members: Sequence[Member], rng: Random) -> Iterator[Callable[[], object]]:
    speaker = Speaker(rng)
    texts = [article(speaker, rng) for _ in range(TEXTS)]
    said = sentences(speaker)
    numbers, weights = TAGS_OF_A_POST
    for turn in count():
        title, known = texts[turn % TEXTS]
        paragraphs = [" ".join(as_long(part, said, rng)) for part in known]
        (tags,) = rng.choices(numbers, weights)
        link = "https://news.example.com/" if rng.random() < LINK_SHARE else ""
        board = rng.choice(scene.boards)
        yield partial(
            publish_post,
            board=board,
            category=scene.categories[board.pk],
            author=members[turn % len(members)],
            title=f"{title} {turn}",
            body="".join(f"<p>{part}</p>" for part in [*paragraphs, turn]),
            tags=rng.sample(scene.tags, tags),
            link=link and f"{link}{rng.getrandbits(32)}",
            submission_key=UUID(int=rng.getrandbits(128)),
        )


def article(speaker: Speaker, rng: Random) -> tuple[str, list[str]]:
    """Return a title and paragraphs, in the lengths of generated posts."""
    title, topic = speaker.title()
    length = min(110, int(10 + 12 / (1.02 - rng.random())))
    return title, list(speaker.paragraphs(topic, length))


def sentences(speaker: Speaker) -> list[str]:
    """Return many sentences, each in one line."""
    return [speaker.remark(1) for _ in range(SENTENCES)]


def as_long(text: str, said: Sequence[str], rng: Random) -> list[str]:
    """Return other sentences that are together about as long as a text."""
    chosen: list[str] = []
    words = len(text.split())
    while words > 0:
        chosen.append(rng.choice(said))
        words -= len(chosen[-1].split())
    return chosen


def remark(speaker: Speaker, rng: Random) -> str:
    """Return the text of a comment."""
    return speaker.remark(int(3 + 2 / (1.05 - rng.random())))


def _comments(
    scene: Scene, members: Sequence[Member], rng: Random
) -> Iterator[Callable[[], object]]:
    speaker = Speaker(rng)
    texts = [remark(speaker, rng) for _ in range(TEXTS)]
    known, said = sentences(speaker), list[Comment]()
    for turn in count():
        text = " ".join(as_long(texts[turn % TEXTS], known, rng))
        parent = rng.choice(said[-50:]) if said and rng.random() < REPLY_SHARE else None
        newest = scene.posts[:TALKED_ABOUT] if rng.random() < 0.5 else scene.posts
        mention = f"@{rng.choice(scene.members).handle} " if rng.random() < MENTION_SHARE else ""
        yield partial(
            _comment,
            said,
            post=parent.post if parent else rng.choice(newest),
            author=members[turn % len(members)],
            text=f"{mention}{text} {turn}",
            parent=parent,
            submission_key=UUID(int=rng.getrandbits(128)),
        )


def _comment(said: list[Comment], **given: Any) -> None:
    said.append(publish_comment(**given))
