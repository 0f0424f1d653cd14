"""Fills in the forms of comments and posts, as a browser sends them.

Texts are as long as those of the generated posts. `{key}` stands where each sending has a key of
its own, `{number}` where it has a number, and `{sentence}` where it says one of `sentences`, so
that no two are alike: what is alike waits for a moderator.
"""

from collections.abc import Iterator, Sequence
from random import Random

from django.urls import reverse

from benchmarks.inside.publishing import (
    TALKED_ABOUT,
    TEXTS,
    Scene,
    article,
    as_long,
    remark,
    sentences,
)
from benchmarks.inside.urls import MEMBERS, sessions_of
from benchmarks.load import BOUNDARY, TOKEN
from boards.posts.models import Comment, Post
from boards.samples.speaking import Speaker

FORMS = 1_000  # of each kind, which are sent again with other numbers

FILES = ("picture", "files")  # fields

Field = tuple[str, str]


def filled_in() -> dict[str, list[str]]:
    """Return forms as `benchmarks.load.Requests` has them, `sentences` for them, and `sessions`.

    The forms are `comments` and `posts`. Half of the comments are for the newest posts. All is of
    boards on which members may write.
    """
    scene, chance = Scene(), Random(4)  # noqa: S311
    return {
        "comments": list(_comments(scene, chance)),
        "posts": list(_posts(scene, chance)),
        "sentences": sentences(Speaker(chance)),
        "sessions": sessions_of(scene.members[:MEMBERS]),
    }


def numbers() -> dict[str, int]:
    """Return how many comments and posts there are."""
    return {"comments": Comment.objects.count(), "posts": Post.objects.count()}


def _comments(scene: Scene, chance: Random) -> Iterator[str]:
    speaker = Speaker(chance)
    texts, said = [remark(speaker, chance) for _ in range(TEXTS)], sentences(speaker)
    for turn in range(FORMS):
        post = chance.choice(scene.posts[:TALKED_ABOUT] if turn % 2 else scene.posts)
        text = _as_long(texts[turn % TEXTS], said, chance)
        fields = [("text", f"{text} {{number}}"), ("picture", ""), ("alt", "")]
        yield _form(reverse("posts:comments", args=[post.pk]), fields)


def _posts(scene: Scene, chance: Random) -> Iterator[str]:
    speaker = Speaker(chance)
    texts, said = [article(speaker, chance) for _ in range(TEXTS)], sentences(speaker)
    for turn in range(FORMS):
        board, (title, known) = chance.choice(scene.boards), texts[turn % TEXTS]
        category = scene.categories[board.pk]
        paragraphs = [_as_long(part, said, chance) for part in known]
        fields = [
            *(("markup", "text"), ("draft_version", "")),
            *(("title", f"{title} {{number}}"), ("category", category.slug if category else "")),
            *(("body", "\r\n\r\n".join([*paragraphs, "{number}"])), ("files", "")),
            *(("tags", ", ".join(chance.sample(scene.tags, min(turn % 3, len(scene.tags))))),),
            *(("comments_open", "on"), ("source", ""), ("link", "")),
        ]
        yield _form(reverse("posts:write", args=[board.slug]), fields)


def _as_long(text: str, said: Sequence[str], chance: Random) -> str:
    """Return places for as many sentences as are as long as a text."""
    return " ".join("{sentence}" for _each in as_long(text, said, chance))


def _form(path: str, fields: Sequence[Field]) -> str:
    """Return a path and a multipart body with its line ends written out, in one line."""
    every = [("csrfmiddlewaretoken", TOKEN), ("submission_key", "{key}"), *fields]
    body = "".join(f"--{BOUNDARY}\r\n{_part(*field)}\r\n" for field in every)
    return f"{path}\t{body}--{BOUNDARY}--\r\n".replace("\r\n", r"\r\n")


def _part(name: str, value: str) -> str:
    """Return a field; one for files has none, as when nobody chose any."""
    heading = f'Content-Disposition: form-data; name="{name}"'
    if name in FILES:
        heading += '; filename=""\r\nContent-Type: application/octet-stream'
    lines = value.splitlines()
    return "\r\n".join([heading, "", *lines]) if lines else f"{heading}\r\n\r\n"
