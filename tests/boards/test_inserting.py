"""A row that is stored by a prepared INSERT is as `save` stores it."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.db.models.signals import post_save, pre_save
from django.utils import timezone

from boards.db.inserting import insert
from boards.posts.models import Comment, Post
from tests.factories import BoardFactory, MemberFactory, PostFactory

pytestmark = pytest.mark.django_db


def new_comment(post: Post, **fields: Any) -> Comment:
    """A comment that is not stored yet, with a value in every column."""
    values = {"posted_at": timezone.now(), "edited_at": timezone.now(), "anonymous_number": 3}
    values |= {"text": "100% '안녕'", "body": "<p>안녕</p>", "submission_key": uuid4()}
    return Comment(**{"post": post, "author": MemberFactory(), **values, **fields})


def stored(row: Any) -> dict[str, Any]:
    """What the database holds of a row, but for its key."""
    (values,) = type(row).objects.filter(pk=row.pk).values()
    return {name: value for name, value in values.items() if name != "id"}


@pytest.mark.parametrize("is_prepared", [True, False])
def test_it_stores_what_save_stores(is_prepared: bool, settings: Any) -> None:
    settings.PREPARED_QUERIES = is_prepared
    comment = new_comment(PostFactory())
    insert(comment)
    again = Comment(**stored(comment))
    Comment.objects.filter(pk=comment.pk).update(submission_key=None)
    again.save()
    comment.refresh_from_db()
    comment.submission_key = again.submission_key
    assert stored(again) == {name: getattr(comment, name) for name in stored(again)}


def test_the_row_can_be_changed_afterwards() -> None:
    comment = new_comment(PostFactory())
    insert(comment)
    comment.text = "나중에"
    comment.save()
    assert Comment.objects.get() == comment
    assert Comment.objects.get().text == "나중에"


def test_it_gives_a_post_without_optional_values_their_defaults() -> None:
    post = Post(board=BoardFactory(), title="제목", body="<p>글</p>")
    insert(post)
    kept = Post.objects.get()
    assert (kept.title, kept.state, kept.link, kept.author) == ("제목", "published", "", None)


def test_it_tells_whoever_listens_to_save() -> None:
    told: list[tuple[str, Any]] = []

    def before(**arguments: Any) -> None:
        told.append(("before", arguments["instance"].pk))

    def after(**arguments: Any) -> None:
        told.append(("after", (arguments["instance"].pk, arguments["created"])))

    pre_save.connect(before, sender=Comment)
    post_save.connect(after, sender=Comment)
    try:
        comment = new_comment(PostFactory())
        insert(comment)
    finally:
        pre_save.disconnect(before, sender=Comment)
        post_save.disconnect(after, sender=Comment)
    assert told == [("before", None), ("after", (comment.pk, True))]


def test_a_row_that_is_there_already_is_refused() -> None:
    first = new_comment(PostFactory())
    insert(first)
    second = new_comment(first.post, author=first.author, submission_key=first.submission_key)
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(second)
    assert second.pk is None
    assert Comment.objects.count() == 1


def test_a_transaction_with_a_refused_row_stores_nothing_more() -> None:
    first = new_comment(PostFactory())
    insert(first)
    second = new_comment(first.post, author=first.author, submission_key=first.submission_key)
    with transaction.atomic():
        with pytest.raises(IntegrityError):
            insert(second)
        assert transaction.get_connection().needs_rollback
        transaction.set_rollback(True)
