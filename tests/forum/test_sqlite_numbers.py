"""Both databases are asked for rows by numbers of any size, and have none."""

import pytest
from django.db import DataError, connection, transaction

from boards.counters.models import ViewTotal
from boards.posts.models import Post
from tests.factories import PostFactory

pytestmark = pytest.mark.django_db

ENDLESS = (1 << 63, -(1 << 63) - 1, 10**20, 10**400)


@pytest.mark.parametrize("number", ENDLESS)
def test_no_row_has_an_endless_number(number):
    post = PostFactory()
    assert not Post.objects.filter(board=number).exists()
    assert not ViewTotal.objects.filter(pk=number).exists()
    assert list(Post.objects.filter(pk__in=[number, post.pk])) == [post]


def test_the_largest_number_is_an_ordinary_one():
    assert not Post.objects.filter(board__in=[(1 << 63) - 1, 1 << 63]).exists()


def test_an_endless_number_is_not_written():
    post = PostFactory()
    with pytest.raises(DataError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE boards_posts_post SET board_id = %s", [1 << 64])
    post.refresh_from_db()
    assert post.board_id < 1 << 63
