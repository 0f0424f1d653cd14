"""How many statements publishing takes: each one more is a way to the database and back."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards.members.models import Member
from boards.models import Board
from boards.posts.comments.actions.publish_comment import publish_comment
from boards.posts.models import Post, Tag
from boards.posts.writing.actions.publish_post import publish_post
from tests.factories import BoardFactory, MemberFactory

pytestmark = pytest.mark.django_db

STATEMENTS_OF_A_POST = 6  # the filters, the row, its tags, the look at both, the document
# The lock, the filters, the row, the count, the lock, a look, the document.
STATEMENTS_OF_A_COMMENT = 7
OF_TRANSACTIONS = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")


def statements(queries: CaptureQueriesContext) -> list[str]:
    """Return what was asked, without the frame of the transaction."""
    asked = [query["sql"] for query in queries]
    return [sql for sql in asked if not sql.startswith(OF_TRANSACTIONS)]


def write(board: Board, *tags: str) -> Post:
    """Publish a post with plausible values."""
    return publish_post(
        board=board,
        author=Member.objects.get(),
        title="세금 보고",
        body="<p>언제까지 하나요?</p>",
        tags=tags,
    )


@pytest.fixture
def board() -> Board:
    """A board, and the one member who writes there."""
    MemberFactory()
    return BoardFactory()


def test_a_post_with_known_tags_takes_six_statements(board: Board) -> None:
    write(board, "세금", "Visa")
    with CaptureQueriesContext(connection) as queries:
        write(board, "세금", "VISA")
    its_author = 1
    # SQLite has its index apart from the documents.
    most = STATEMENTS_OF_A_POST + (connection.vendor == "sqlite")
    assert len(statements(queries)) - its_author <= most


def test_a_comment_takes_seven_statements(board: Board) -> None:
    post, member = write(board), MemberFactory()
    publish_comment(post=post, author=member, text="첫 댓글")
    with CaptureQueriesContext(connection) as queries:
        publish_comment(post=post, author=member, text="둘째 댓글")
    assert len(statements(queries)) <= STATEMENTS_OF_A_COMMENT + 2 * (connection.vendor == "sqlite")


def test_new_tags_and_known_ones_come_in_the_order_in_which_they_were_typed(board: Board) -> None:
    write(board, "나들이")
    post = write(board, "뉴욕주", "나들이", "가족")
    assert list(post.tags.values_list("name", flat=True)) == ["뉴욕주", "나들이", "가족"]
    assert Tag.objects.count() == 3
