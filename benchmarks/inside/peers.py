"""Writes the posts of this site as SQL for the tables of Gnuboard5."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.inside.urls import COMMENTS_OF_DISCUSSED, DISCUSSED
from boards.posts.models import Comment, Post
from boards.posts.states import State
from boards.samples import markers

ROWS = 500  # of one statement
PAGE_ROWS = 15  # posts of one page of its list
NAMES = (
    "wr_id, wr_num, wr_parent, wr_is_comment, wr_comment, wr_option, wr_subject, wr_content, "
    "wr_name, wr_datetime, wr_last, wr_ip"
)
COUNTED = """
UPDATE g5_board SET bo_count_write = {posts}, bo_count_comment = {comments}
WHERE bo_table = 'free';
COMMIT;
ANALYZE TABLE g5_write_free;
"""
Row = tuple[Any, ...]


def written(file: str) -> dict[str, Any]:
    """Write the statements into a file; return what is requested.

    That is `articles` (ids) with the `title` of the first, `words`, and `pages` of the list.
    """
    posts = Post.objects.visible_to(None).filter(is_secret=False).order_by("posted_at", "pk")
    said = _comments()
    with Path(file).open("w") as out:
        out.write("SET SESSION sql_mode = ''; SET NAMES utf8mb4;\nSTART TRANSACTION;\n")
        rows = _rows(posts, said)
        while some := [f"({', '.join(map(_quoted, row))})" for row in islice(rows, ROWS)]:
            out.write(f"INSERT INTO g5_write_free ({NAMES}) VALUES\n{','.join(some)};\n")
        written_posts, comments = posts.count(), sum(map(len, said.values()))
        out.write(COUNTED.format(posts=written_posts, comments=comments))
    least, most = COMMENTS_OF_DISCUSSED
    talked = [pk for pk in posts.values_list("pk", flat=True) if least <= len(said[pk]) <= most]
    return {
        "articles": talked[:: max(1, len(talked) // DISCUSSED)][:DISCUSSED],
        "title": posts.get(pk=talked[0]).title,
        "words": [*markers.ONE_OF, markers.IN_SEVEN],
        "pages": max(1, -(-written_posts // PAGE_ROWS)),
    }


def _comments() -> defaultdict[int, list[Row]]:
    """Return the comments of each post: moment, text."""
    said: defaultdict[int, list[Row]] = defaultdict(list)
    shown = Comment.objects.filter(state=State.PUBLISHED).order_by("posted_at", "pk")
    for post, *comment in shown.values_list("post", "posted_at", "text").iterator():
        said[post].append(tuple(comment))
    return said


def _rows(posts: Any, said: defaultdict[int, list[Row]]) -> Iterator[Row]:
    """Yield a row for each post, with the id that it has here, and its comments with later ids."""
    number = max(posts.values_list("pk", flat=True), default=0)
    fields = posts.values_list("pk", "title", "body", "posted_at")
    for place, (pk, title, body, at) in enumerate(fields.iterator(), start=1):
        comments = said[pk]
        last = comments[-1][0] if comments else at
        yield (pk, -place, pk, 0, len(comments), "html1", title, body, *_signed(at, last))
        for turn, (moment, text) in enumerate(comments, start=1):
            number += 1
            yield (number, -place, pk, 1, turn, "", "", text, *_signed(moment, moment))


def _signed(at: Any, last: Any) -> Row:
    return ("회원", f"{at:%Y-%m-%d %H:%M:%S}", f"{last:%Y-%m-%d %H:%M:%S}", "203.0.113.7")


def _quoted(value: Any) -> str:
    if isinstance(value, int):
        return str(value)
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"
