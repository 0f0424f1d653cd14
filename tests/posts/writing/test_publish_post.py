"""Publishing what a member wrote."""

import unicodedata
from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from boards.access import Access
from boards.posts.models import Post, Tag
from boards.posts.writing.actions.publish_post import publish_post
from tests.factories import BoardFactory, MemberFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def publish():
    """Publish with plausible values: `publish(title="…")`."""

    def publish(**fields):
        fields = {
            "board": BoardFactory(),
            "author": MemberFactory(),
            "title": "첫 글",
            "body": "<p>안녕하세요</p>",
            **fields,
        }
        return publish_post(**fields)

    return publish


def test_stores_the_safe_part_and_its_plain_text(publish):
    post = publish(body="<h2>제목</h2><p>본문<script>alert(1)</script></p>", title=" 두\n줄 ")
    post.refresh_from_db()
    assert post.title == "두 줄"
    assert post.body == "<h2>제목</h2><p>본문</p>"
    assert post.body_text == "제목\n본문"


def test_tags_are_shared_whatever_their_case_and_composition(publish):
    publish(tags=["Visa", "세금"])
    post = publish(tags=["VISA", unicodedata.normalize("NFD", "세금"), "비자"])
    assert set(post.tags.names()) == {"Visa", "세금", "비자"}
    assert Tag.objects.count() == 3


def test_keeps_a_given_time(publish):
    time = datetime(2025, 1, 28, 15, 58, 7, tzinfo=UTC)
    assert publish(posted_at=time).posted_at == time


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"title": " \n "}, "title"),
        ({"title": "긴" * 201}, "title"),
        ({"body": "<p> </p>"}, "body"),
        ({"body": "<script>1</script>"}, "body"),
        ({"link": "javascript:alert(1)"}, "link"),
        ({"source": "출" * 201}, "source"),
        ({"posted_at": datetime(9999, 12, 31, 23, 59, tzinfo=UTC)}, "posted_at"),
    ],
)
def test_refuses_with_the_name_of_the_field(publish, fields, field):
    with pytest.raises(ValidationError) as caught:
        publish(**fields)
    assert field in caught.value.message_dict
    assert not Post.objects.exists()


def test_a_picture_alone_is_a_body(publish):
    assert publish(body='<img src="/pictures/a.png" alt="">').has_image


def test_refuses_a_tag_that_is_too_long(publish):
    with pytest.raises(ValidationError, match="100 characters"):
        publish(tags=["가" * 101])
    assert not Post.objects.exists()


def test_is_for_those_who_may_write_there(publish):
    board = BoardFactory(write_access=Access.MODERATORS)
    with pytest.raises(PermissionDenied):
        publish(board=board)
    moderator = MemberFactory()
    board.moderators.add(moderator)
    assert publish(board=board, author=moderator).is_published
