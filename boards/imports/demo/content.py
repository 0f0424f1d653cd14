"""Reads the demo content: boards, members, posts and comments of our own writing.

Every date is fixed and lies before 2025-01-25, so that a page that is imported later comes above.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from boards.moments import site_time
from boards.posts.polls.content import PollContent

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class DemoPost:
    """One post; `notice` is its position when it is pinned on its board, or else None."""

    board: str  # the board's key in boards.json
    author: str
    title: str
    body: tuple[str, ...]  # lines, as a saved page has them
    posted_at: datetime
    edited_at: datetime | None
    views: int
    tags: tuple[str, ...]
    category: str  # its slug on the board; empty for none
    picture: Path | None  # above the text, drawn for the demo
    picture_alt: str
    source: str
    link: str
    notice: int | None
    poll: PollContent
    votes: Mapping[str, Sequence[int]]  # by handles, the places of choices, counted from 1


@dataclass(frozen=True)
class DemoComment:
    """One comment with its answers."""

    author: str
    text: str
    posted_at: datetime
    is_secret: bool
    recommended_by: tuple[str, ...]
    replies: "tuple[DemoComment, ...]"


@dataclass(frozen=True)
class DemoReport:
    """One report of a post, or of its comment that begins with a text."""

    post: str  # its title
    comment: str  # how it begins; empty for the post itself
    by: str
    reason: str  # its Korean name
    text: str


@dataclass(frozen=True)
class DemoProfile:
    """A member's line about themselves, and the file of their picture, drawn for the demo."""

    about: str
    picture: Path | None


@dataclass(frozen=True)
class DemoTalk:
    """What was said under one post, and who recommends it."""

    post: str  # its title
    recommended_by: tuple[str, ...]
    comments: tuple[DemoComment, ...]


def boards() -> dict[str, dict[str, Any]]:
    """Return the fields of each board by its key; `categories` has those of its categories."""
    boards = _read("boards.json")
    return {board.pop("key"): board for board in boards}


def people() -> dict[str, list[str]]:
    """Return the handles of `writers` and the keys of the `moderated_boards`."""
    people = _read("people.json")
    return {name: people[name] for name in ("writers", "moderated_boards")}


def profiles() -> dict[str, DemoProfile]:
    """Return what some of the writers show of themselves, by their handles."""
    return {
        handle: DemoProfile(
            about=fields["about"],
            picture=FOLDER / "avatars" / fields["picture"] if "picture" in fields else None,
        )
        for handle, fields in _read("people.json")["profiles"].items()
    }


def posts() -> list[DemoPost]:
    """Return the posts of every board, the oldest first."""
    posts = [_post(key, fields) for key in boards() for fields in _read(f"posts/{key}.json")]
    return sorted(posts, key=lambda post: post.posted_at)


def talks() -> list[DemoTalk]:
    """Return what was said under the posts; a handle stands for its member."""
    return [
        DemoTalk(
            post=talk["post"],
            recommended_by=tuple(talk["recommended_by"]),
            comments=_comments(talk["comments"]),
        )
        for talk in _read("talk.json")
    ]


def reports() -> Iterator[DemoReport]:
    """Yield what members of the demo reported."""
    for thing in _read("reports.json"):
        for report in thing["reports"]:
            yield DemoReport(post=thing["post"], comment=thing.get("comment", ""), **report)


def _comments(entries: list[dict[str, Any]]) -> tuple[DemoComment, ...]:
    return tuple(
        DemoComment(
            author=fields["author"],
            text=fields["text"],
            posted_at=_moment(fields["posted"]),
            is_secret=fields.get("secret", False),
            recommended_by=tuple(fields.get("recommended_by", ())),
            replies=_comments(fields.get("replies", [])),
        )
        for fields in entries
    )


def _post(board: str, fields: dict[str, Any]) -> DemoPost:
    return DemoPost(
        board=board,
        author=fields["author"],
        title=fields["title"],
        body=tuple(fields["body"]),
        posted_at=_moment(fields["posted"]),
        edited_at=_moment(fields["edited"]) if "edited" in fields else None,
        views=fields["views"],
        tags=tuple(fields["tags"]),
        category=fields.get("category", ""),
        picture=FOLDER / "pictures" / fields["picture"] if "picture" in fields else None,
        picture_alt=fields.get("picture_alt", ""),
        source=fields.get("source", ""),
        link=fields.get("link", ""),
        notice=fields.get("notice"),
        poll=_poll(fields.get("poll", {})),
        votes=fields.get("poll", {}).get("votes", {}),
    )


def _poll(fields: dict[str, Any]) -> PollContent:
    return PollContent(
        question=fields.get("question", ""),
        choices=tuple(fields.get("choices", ())),
        max_choices=fields.get("max_choices", 1),
        shows_results_early=True,
    )


def _moment(text: str) -> datetime:
    return site_time.to_utc(datetime.fromisoformat(text))


def _read(name: str) -> Any:
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))
