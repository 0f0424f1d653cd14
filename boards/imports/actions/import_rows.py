"""Brings in the rows of a saved page's list."""

from datetime import datetime, timedelta

from boards.counters.actions.set_starting_total import set_starting_total
from boards.counters.actions.start_totals import start_totals
from boards.imports.boards_by_name import BoardsByName
from boards.imports.keys import row_keys
from boards.imports.models import PageKind
from boards.imports.register import Register
from boards.imports.saved_page import SavedPage, SavedRow
from boards.models import Board
from boards.posts.models import Post


def import_rows(*, page: SavedPage, boards: BoardsByName, register: Register) -> int:
    """Store the rows that are not known yet and return how many posts were made for them.

    The page tells neither author nor time of a row. Its estimated time keeps it where the page
    has it, one second from its neighbours. A row that shows an imported article adds no post;
    its views become that article's starting total.
    """
    made: list[tuple[str, SavedRow, Post]] = []
    shown: set[int] = set()
    for row, key, moment in zip(page.rows, row_keys(page.rows), _times(page), strict=True):
        post = register.post_with(key)
        if post is None:
            board = boards.find_or_make(row.board)
            post = _article_shown_by(row, board, register, shown)
            if post is None:
                made.append((key, row, _post_of(row, board, moment)))
                continue
            set_starting_total(post_id=post.pk, views=row.views)
            register.add(key, PageKind.ROW, row.title, post)
        shown.add(post.pk)
    _store(made, register)
    return len(made)


def _times(page: SavedPage) -> list[datetime]:
    """Return a time for each row: below the article's, or around it if the list shows it too."""
    titles = [row.title for row in page.rows]
    own = titles.index(page.article.title) if page.article.title in titles else -1
    return [
        page.article.posted_at + timedelta(seconds=own - number) for number in range(len(titles))
    ]


def _article_shown_by(
    row: SavedRow, board: Board, register: Register, shown: set[int]
) -> Post | None:
    for post in register.posts_shown_as(PageKind.ARTICLE, row.title):
        if post.board_id == board.pk and post.pk not in shown:
            return post
    return None


def _post_of(row: SavedRow, board: Board, moment: datetime) -> Post:
    return Post(board=board, title=row.title, posted_at=moment, posted_at_is_estimated=True)


def _store(made: list[tuple[str, SavedRow, Post]], register: Register) -> None:
    Post.objects.bulk_create(post for _, _, post in made)
    start_totals(views={post.pk: row.views for _, row, post in made})
    for key, row, post in made:
        register.add(key, PageKind.ROW, row.title, post)
