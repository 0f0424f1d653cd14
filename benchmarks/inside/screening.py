"""Measures what it costs a post that its text is looked at before it is stored.

It looks at posts that are not stored afterwards; their notes are. What they are compared with is
made before, in a copy of the database.
"""

import time
from collections.abc import Iterator, Sequence
from datetime import timedelta
from random import Random
from typing import Any
from uuid import UUID

import psutil
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from benchmarks.inside.publishing import Scene, article, as_long, sentences
from benchmarks.inside.worker_pool import Work
from boards.filters.fingerprints import BAND_COLUMNS
from boards.filters.kinds import FilterKind, FilterOutcome
from boards.filters.models import Filter, Fingerprint
from boards.filters.screening import screen
from boards.filters.versions import change_version
from boards.posts.models import Post
from boards.posts.screening import Submission
from boards.posts.writing.actions.publish_post import publish_post
from boards.samples.speaking import Speaker

LOOKS = 400  # of each kind that are measured, after as many that are not
COPIES = {"like no other": 0, "like one other": 1, "like thirty others": 30}
LINES = {
    FilterKind.WORD: [f"금지어{number}" for number in range(200)],
    FilterKind.PATTERN: [rf"\bspam{number}\s*\d{{3,}}" for number in range(20)],
    FilterKind.DOMAIN: [f"spam{number}.example" for number in range(50)],
}
_BATCH = 5_000  # notes of one statement

Text = tuple[str, str]  # a title and a body without markup


def costs(notes: int) -> dict[str, dict[str, Any]]:
    """Return the figures of each kind of text, by its name, on a site with so many notes."""
    chance = Random(6)  # noqa: S311
    scene, speaker = Scene(), Speaker(chance)
    said = sentences(speaker)
    _take_notes(notes, [member.pk for member in scene.members], chance)
    _use_filters()
    found: dict[str, dict[str, Any]] = {}
    for kind, copies in COPIES.items():
        text = _text(speaker, said, chance)
        for number in range(copies):
            _publish(scene, text, number, chance)
        texts = [text if copies else _text(speaker, said, chance) for _each in range(2 * LOOKS)]
        submissions = list(_submissions(scene, texts, chance))
        _looked_at(submissions[:LOOKS])
        found[kind] = _looked_at(submissions[LOOKS:])
    return found


def _take_notes(number: int, members: Sequence[int], chance: Random) -> None:
    """Note texts of the last days that are like nothing else."""
    now, days = timezone.now(), timedelta(days=settings.ALIKE_DAYS)
    for start in range(0, number, _BATCH):
        Fingerprint.objects.bulk_create(
            Fingerprint(
                member_id=chance.choice(members),
                digest=chance.getrandbits(63),
                published_at=now - chance.random() * days,
                text_key=UUID(int=chance.getrandbits(128)),
                **{band: chance.getrandbits(31) for band in BAND_COLUMNS},
            )
            for _each in range(start, min(start + _BATCH, number))
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _use_filters() -> None:
    for kind, lines in LINES.items():
        Filter.objects.create(
            name=kind.value,
            kind=kind,
            entries="\n".join(lines),
            outcome=FilterOutcome.HOLD,
            is_active=True,
        )
    change_version()


def _text(speaker: Speaker, said: Sequence[str], chance: Random) -> Text:
    title, paragraphs = article(speaker, chance)
    return title, "\n".join(" ".join(as_long(part, said, chance)) for part in paragraphs)


def _publish(scene: Scene, text: Text, number: int, chance: Random) -> None:
    title, body = text
    board = chance.choice(scene.boards)
    publish_post(
        board=board,
        category=scene.categories[board.pk],
        author=scene.members[number % len(scene.members)],
        title=title,
        body=f"<p>{body} {number}</p>",
        submission_key=UUID(int=chance.getrandbits(128)),
    )


def _submissions(scene: Scene, texts: Sequence[Text], chance: Random) -> Iterator[Submission]:
    for number, (title, body) in enumerate(texts, start=1_000):
        said, author = f"{body} {number}", chance.choice(scene.members)
        post = Post(
            board=chance.choice(scene.boards),
            author=author,
            title=title,
            body=f"<p>{said}</p>",
            body_text=said,
            submission_key=UUID(int=chance.getrandbits(128)),
        )
        yield Submission(post, author, ["이사"])


def _looked_at(submissions: Sequence[Submission]) -> dict[str, Any]:
    """Look at each text, and return what `documents.writes.WriteRow` has of it."""
    work, web, database = Work(), 0.0, _cpu_of_database()
    for submission in submissions:
        with transaction.atomic():
            began, cpu = time.perf_counter(), time.process_time()
            screen(submission)
            web += time.process_time() - cpu
            work.latencies.append(time.perf_counter() - began)
    spent = {"web_cpu_ms": web, "database_cpu_ms": _cpu_of_database() - database}
    figures = work.figures()
    del figures["per_second"]
    return {**figures, **{name: each * 1000 / len(submissions) for name, each in spent.items()}}


def _cpu_of_database() -> float:
    """Return the CPU seconds of the process that serves this connection; SQLite has none."""
    if connection.vendor != "postgresql":
        return 0.0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        times = psutil.Process(cursor.fetchone()[0]).cpu_times()
    return float(times.user + times.system)
