"""The categories that come with the boards of a page."""

import pytest

from boards.models import Board, Category
from tests.factories import BoardFactory, CategoryFactory

pytestmark = pytest.mark.django_db


def test_a_category_that_comes_with_its_board_is_as_the_database_has_it():
    board = BoardFactory()
    CategoryFactory(board=board, position=2, moderators_only=True, colour="red")
    CategoryFactory(board=board, position=1, is_retired=True, name_en="Story")
    loaded = Board.objects.with_categories().get(pk=board.pk).every_category
    fields = [field.attname for field in Category._meta.concrete_fields]
    stored = Category.objects.filter(board=board).in_order()
    assert [[getattr(each, name) for name in fields] for each in loaded] == [
        [getattr(each, name) for name in fields] for each in stored
    ]
    assert [each._state.adding for each in loaded] == [False, False]
