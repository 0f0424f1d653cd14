"""Reads the posts and the judged queries from their text files."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

FOLDER = Path(__file__).parent
_HEADER = re.compile(
    r"\[(?P<name>[\w-]+)\] (?P<board>\w+) (?P<day>[\d-]+) (?P<author>\w+)(?P<tags>.*)"
)
_DECOMPOSED = "(NFD) "


@dataclass(frozen=True)
class WrittenPost:
    """One post as the file has it."""

    name: str
    board: str
    posted_at: datetime
    author: str
    tags: list[str]
    title: str
    body: str
    comments: list[str]


@dataclass(frozen=True)
class JudgedQuery:
    """A query as the file has it, all posts that answer it, and some that must not come back.

    `patterns` find more posts that answer it: see `answered_by_pattern`.
    """

    kind: str
    line: str
    answers: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)
    patterns: list[str] = field(default_factory=list)

    @property
    def typed(self) -> str:
        """What is typed into the box."""
        if self.line.startswith(_DECOMPOSED):
            return unicodedata.normalize("NFD", self.line.removeprefix(_DECOMPOSED))
        return self.line


def written_posts(file: str = "posts.txt") -> list[WrittenPost]:
    """Return every post of the set, the oldest first."""
    blocks = (FOLDER / file).read_text("utf-8").strip().split("\n\n")[1:]
    return sorted(map(_post_of, blocks), key=lambda post: post.posted_at)


def judged_queries(file: str = "queries.txt") -> list[JudgedQuery]:
    """Return every query of the set in the order of the file."""
    blocks = (FOLDER / file).read_text("utf-8").strip().split("\n\n")[1:]
    return [query for block in blocks for query in _queries_of(block)]


def _post_of(block: str) -> WrittenPost:
    first, title, *lines = block.split("\n")
    header = _HEADER.fullmatch(first)
    assert header, first
    return WrittenPost(
        name=header["name"],
        board=header["board"],
        posted_at=datetime.fromisoformat(header["day"]).replace(hour=17, tzinfo=UTC),
        author=header["author"],
        tags=re.findall(r"#(\S+)", header["tags"]),
        title=title,
        body="\n".join(line for line in lines if not line.startswith("> ")),
        comments=[line[2:] for line in lines if line.startswith("> ")],
    )


def _queries_of(block: str) -> Iterator[JudgedQuery]:
    heading, *lines = block.split("\n")
    query = None
    for line in lines:
        if line.startswith("+"):
            assert query
            query.answers.extend(line[1:].split())
        elif line.startswith("~ "):
            assert query
            query.patterns.append(line[2:])
        elif line.startswith("- "):
            assert query
            query.strangers.extend(line[2:].split())
        else:
            if query:
                yield query
            query = JudgedQuery(heading.removeprefix("# "), line)
    if query:
        yield query


def answered_by_pattern(queries: list[JudgedQuery], posts: list[WrittenPost]) -> None:
    """Add to the answers of each query the posts whose texts hold one of its patterns."""
    texts = {
        post.name: "\n".join([post.title, post.body, *post.tags, *post.comments]) for post in posts
    }
    for query in queries:
        for pattern in map(re.compile, query.patterns):
            found = (name for name, text in texts.items() if pattern.search(text))
            query.answers.extend(name for name in found if name not in query.answers)
