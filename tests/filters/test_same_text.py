"""The same text twice within the hour is one too many."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from boards.filters.kinds import FilterOutcome
from boards.filters.models import Fingerprint
from boards.posts.comments.actions.delete_comment import delete_comment
from boards.posts.comments.actions.publish_comment import publish_comment
from boards.posts.models import Post
from boards.posts.writing.actions.delete_own_post import delete_own_post
from boards.posts.writing.actions.edit_post import edit_post, version_of
from tests.concurrency import at_once
from tests.factories import (
    BoardFactory,
    MemberFactory,
    PostFactory,
)
from tests.filters.writing import LONG, publish, watch

pytestmark = pytest.mark.django_db


class TestTheSameTextAgain:
    def test_is_refused_within_the_hour_on_any_board(self):
        member = MemberFactory()
        publish(author=member, body=LONG)
        with pytest.raises(ValidationError) as refused:
            publish(author=member, body=LONG)
        assert refused.value.error_dict["body"][0].code == "duplicate"

    def test_is_known_with_other_signs_in_it(self):
        member = MemberFactory()
        publish(author=member, body=LONG)
        with pytest.raises(ValidationError):
            publish(author=member, body=LONG.replace("산에", "산에~~ 💥").replace(" ", "  "))

    def test_is_known_where_a_word_was_masked_or_the_first_was_edited(self):
        watch(FilterOutcome.MASK)
        member = MemberFactory()
        body = LONG.replace("산에", "나쁜말 산에")
        post = publish(author=member, body=body)
        with pytest.raises(ValidationError):
            publish(author=member, body=body)
        post.refresh_from_db()
        edit_post(
            post=post, by=member, version=version_of(post), title="다른 글", body="<p>없음</p>"
        )
        with pytest.raises(ValidationError):
            publish(author=member, body=body)

    def test_is_known_as_a_comment_where_a_word_was_masked(self):
        watch(FilterOutcome.MASK)
        post, member = PostFactory(), MemberFactory()
        text = "나쁜말 여기 들어오시면 누구나 무료로 아주 많이 드립니다"
        comment = publish_comment(post=post, author=member, text=text)
        with pytest.raises(ValidationError):
            publish_comment(post=post, author=member, text=text)
        delete_comment(comment=comment, by=member)
        publish_comment(post=post, author=member, text=text)
        with pytest.raises(ValidationError):
            publish_comment(post=post, author=member, text=text)

    def test_passes_when_the_first_was_deleted(self):
        member = MemberFactory()
        delete_own_post(post=publish(author=member, body=LONG), by=member)
        publish(author=member, body=LONG)
        with pytest.raises(ValidationError):
            publish(author=member, body=LONG)

    def test_passes_of_somebody_else_and_after_the_hour(self):
        member = MemberFactory()
        post = publish(author=member, body=LONG)
        publish(body=LONG)
        before = timezone.now() - timedelta(hours=2)
        Fingerprint.objects.update(published_at=before)
        Post.objects.filter(pk=post.pk).update(posted_at=before)
        publish(author=member, body=LONG)

    def test_passes_when_it_is_short(self):
        member = MemberFactory()
        publish(author=member, title="출석", body="<p>출석합니다</p>")
        publish(author=member, title="출석", body="<p>출석합니다</p>")

    def test_is_refused_as_a_comment(self):
        post, member = PostFactory(), MemberFactory()
        text = "여기 들어오시면 누구나 무료로 아주 많이 드립니다"
        publish_comment(post=post, author=member, text=text)
        with pytest.raises(ValidationError):
            publish_comment(post=PostFactory(), author=member, text=f"{text}!!!")


@pytest.mark.django_db(transaction=True)
def test_the_same_text_twice_at_once_is_one_post():
    board, member = BoardFactory(), MemberFactory()

    def send() -> str:
        try:
            publish(board=board, author=member, body=LONG)
        except ValidationError:
            return "refused"
        return "published"

    assert sorted(at_once(send, send)) == ["published", "refused"]
