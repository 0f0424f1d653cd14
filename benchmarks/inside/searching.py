"""Searches from within: how well, how completely and how fast."""

import re
import time
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from random import Random
from typing import Any
from urllib.parse import urlencode

import time_machine
from django.conf import settings
from django.test import Client

from benchmarks.inside.measuring import HEADERS
from benchmarks.inside.urls import sessions_of
from benchmarks.site import HOST
from boards.members.composing import composed
from boards.posts.models import Comment, Post, TaggedPost
from boards.samples.speaking import Speaker
from boards.search.index.documents import MAX_OF_ONE_TOKEN, document_of
from boards.search.index.engines import current_engine
from boards.search.index.sources import source_of
from boards.search.language.query_parser import read
from boards.search.querying.finding import find
from boards.search.querying.index_query import index_query_for
from boards.search.tokens.tokenizer import tokens_of
from tests.search.relevance.judging import figures
from tests.search.relevance.loading import publish
from tests.search.relevance.reading import answered_by_pattern, judged_queries, written_posts
from tests.search.test_relevance import TODAY
from tests.search.test_relevance_by_kind import HELD_OUT, POSTS, TUNED

PARTS = {TUNED: "tuned", HELD_OUT: "held out"}
SEED = 7
WORDS = 300  # that are looked for in every text
MIN_SYLLABLES, MAX_SYLLABLES = 2, 5  # of each
RUN = re.compile(f"[가-힣]{{{MIN_SYLLABLES},}}")
SEARCHES, WARM_UP = 150, 20  # of each kind; the first are not measured
SENTENCE = 6  # words

Texts = dict[int, list[str]]


def relevance() -> list[dict[str, Any]]:
    """Publish the judged posts in an empty database; return the figures of each kind of query."""
    posts = [post for file in POSTS for post in written_posts(file)]
    with time_machine.travel(TODAY, tick=False):
        names = publish(posts)
        return [row for part in (TUNED, HELD_OUT) for row in _judged(part, names, posts)]


def _judged(part: str, names: dict[int, str], posts: list[Any]) -> Iterator[dict[str, Any]]:
    queries = judged_queries(part)
    answered_by_pattern(queries, posts)
    answers = [
        (query, [names[result.post.pk] for result in find(None, query.typed).results])
        for query in queries
    ]
    for kind in dict.fromkeys(query.kind for query in queries):
        of_kind = [pair for pair in answers if pair[0].kind == kind]
        recall, precision = figures(of_kind)
        yield {
            "part": PARTS[part],
            "kind": kind,
            "queries": len(of_kind),
            "recall": recall,
            "precision": precision,
        }


def completeness() -> dict[str, int]:
    """Compare what the index finds with a plain look at every text that guests may read.

    Returns how many `texts` (of posts, with their comments) and `words` there were, how many posts
    have a word by the plain look, `there`, how many of them were not found because the index holds
    only so many places of one of its tokens, `beyond`, and how many were `missed` besides.
    """
    texts = _texts()
    words = _words_of(texts)
    # Each word by itself, in quotes: without its other forms and its other names.
    found = {word: _found(word, limit=len(texts)) for word in words}
    there = {word: {pk for pk, parts in texts.items() if _has(parts, word)} for word in words}
    missed = [(pk, word) for word in words for pk in there[word] - found[word]]
    beyond = sum(_is_beyond(pk, word) for pk, word in missed)
    return {
        "texts": len(texts),
        "words": len(words),
        "there": sum(map(len, there.values())),
        "beyond": beyond,
        "missed": len(missed) - beyond,
    }


def _is_beyond(post_id: int, word: str) -> bool:
    source = source_of(post_id)
    fields = document_of(source).fields if source else ()
    times = Counter(chain.from_iterable(field.split() for field in fields))
    return any(times[token] >= MAX_OF_ONE_TOKEN for token in tokens_of(word))


def _texts() -> Texts:
    posts = Post.objects.visible_to(None)
    texts = {pk: [title, body] for pk, title, body in posts.values_list("pk", "title", "body_text")}
    comments = Comment.objects.public().order_by("pk").values_list("post_id", "text")
    tags = TaggedPost.objects.order_by("pk").values_list("content_object_id", "tag__name")
    for rows in (comments, tags):
        for post_id, text in rows.iterator():
            if post_id in texts:
                texts[post_id].append(text)
    return {pk: [composed(text) for text in parts] for pk, parts in texts.items()}


def _words_of(texts: Texts) -> list[str]:
    """Return parts of written words, as they stand at the beginning, at the end or between."""
    chance, words = Random(SEED), set[str]()  # noqa: S311
    keys = sorted(texts)
    while len(words) < WORDS:
        runs = RUN.findall(chance.choice(texts[chance.choice(keys)]))
        if runs:
            run = chance.choice(runs)
            length = chance.randint(MIN_SYLLABLES, min(MAX_SYLLABLES, len(run)))
            start = chance.randint(0, len(run) - length)
            words.add(run[start : start + length])
    return sorted(words)


def _has(parts: list[str], word: str) -> bool:
    return any(word in part for part in parts)


def _found(word: str, *, limit: int) -> set[int]:
    condition = index_query_for(None, read(f'"{word}"')).condition
    return {match.post_id for match in current_engine().newest(condition, limit=limit)}


def sessions() -> list[str]:
    """Sign the member of the first post in, and return the key of the session."""
    author = Post.objects.visible_to(None).exclude(author=None).earliest("pk").author
    return sessions_of([author] if author else [])


def latencies(session: str | None) -> dict[str, list[float]]:
    """Return how long search pages take, in milliseconds, by the kind of query; none is cached.

    Args:
        session: the key of a member's; None asks as a guest.
    """
    client = Client(SERVER_NAME=HOST)
    if session:
        client.cookies[settings.SESSION_COOKIE_NAME] = session
    return {kind: _timed(client, queries) for kind, queries in _queries().items()}


def _queries() -> dict[str, list[str]]:
    """Return beginnings of words, from frequent to rare, and words that a comment may have."""
    chance = Random(SEED)  # noqa: S311
    speaker = Speaker(chance)
    number = SEARCHES + WARM_UP
    words = set[str]()
    while len(words) < number:
        words.update(run[:MIN_SYLLABLES] for run in RUN.findall(speaker.remark(SENTENCE)))
    remarks = [RUN.findall(speaker.remark(2 * SENTENCE)) for _ in range(number)]
    return {
        f"{MIN_SYLLABLES} syllables": chance.sample(sorted(words), number),
        f"{SENTENCE} words": [" ".join(remark[:SENTENCE]) for remark in remarks],
    }


def _timed(client: Client, queries: list[str]) -> list[float]:
    spent = []
    for query in queries:
        start = time.perf_counter()
        response = client.get(f"/search/?{urlencode({'q': query})}", headers=HEADERS, secure=True)
        spent.append((time.perf_counter() - start) * 1000)
        if response.status_code != 200:
            raise RuntimeError(f"The search for {query} answered {response.status_code}.")
    return spent[WARM_UP:]
