"""A mark of a text that is published: what becomes of it when the text waits or is hidden."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from boards.filters.actions.approve import approve
from boards.filters.actions.refuse import refuse
from boards.filters.kinds import FilterOutcome
from boards.filters.models import Waiting
from boards.posts.comments.actions.edit_comment import edit_comment
from boards.posts.comments.actions.hide_comment import hide_comment
from boards.posts.comments.actions.publish_comment import publish_comment
from boards.posts.comments.actions.unhide_comment import unhide_comment
from boards.posts.models import Post
from boards.posts.moderation.actions.hide_post import hide_post
from boards.posts.moderation.actions.unhide_post import unhide_post
from boards.posts.states import State
from boards.posts.writing.actions.edit_post import edit_post, version_of
from boards.posts.writing.actions.publish_post import publish_post
from tests.factories import MemberFactory
from tests.filters.writing import KOREAN, page, watch

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("watched")]


class TestAMark:
    """A text that is only marked is published, until it is hidden or has to wait."""

    @pytest.fixture
    def marked(self, board):
        watch(FilterOutcome.TAG, entries="표시될", name="표시")
        post = publish_post(
            board=board, author=MemberFactory(), title="표시될 제목", body="<p>내용</p>"
        )
        comment = publish_comment(post=post, author=post.author, text="표시될 댓글")
        return {"post": post, "comment": comment}

    @pytest.fixture(params=["post", "comment"])
    def text(self, request, marked):
        return marked[request.param]

    def test_of_a_text_that_waits_is_decided_after_that(self, text, moderator):
        row = mark_of(text)
        edit_to_hold(text)
        assert row not in Waiting.objects.undecided()
        for decide in (approve, lambda **values: refuse(**values, reason="광고")):
            with pytest.raises(ValidationError):
                decide(row=row, by=moderator)
        approve(row=held_of(text), by=moderator)
        assert row in Waiting.objects.undecided()
        refuse(row=row, by=moderator, reason="광고")
        text.refresh_from_db()
        assert text.state == State.HIDDEN

    def test_hidden_while_it_waits_may_wait_again_once_it_is_shown(self, text, moderator):
        edit_to_hold(text)
        hide(text, moderator)
        assert not Waiting.objects.filter(is_held=True, decided_at=None).exists()
        unhide(text, moderator)
        edit_to_hold(text, "보류될 둘째")
        text.refresh_from_db()
        assert text.state == State.WAITING
        assert held_of(text) in Waiting.objects.undecided()

    def test_that_led_to_hiding_tells_its_writer_why(self, text, moderator, client):
        client.force_login(moderator)
        path = reverse("filters:refuse", args=[mark_of(text).pk])
        response = client.post(path, {"preset": "욕설이에요"}, headers=KOREAN, follow=True)
        said = response.content.decode()
        assert "숨겼습니다" in said and "거절했습니다" not in said
        seen = page("/waiting/", text.author)
        assert "욕설이에요" in seen and "표시될 제목" in seen
        unhide(text, moderator)
        assert "욕설이에요" not in page("/waiting/", text.author)


def mark_of(text) -> Waiting:
    return row_of(text, is_held=False)


def held_of(text) -> Waiting:
    return row_of(text, is_held=True, decided_at=None)


def row_of(text, **values) -> Waiting:
    if isinstance(text, Post):
        return Waiting.objects.get(post=text, comment=None, **values)
    return Waiting.objects.get(comment=text, **values)


def edit_to_hold(text, said: str = "보류될") -> None:
    if isinstance(text, Post):
        text.refresh_from_db()
        edit_post(post=text, by=text.author, version=version_of(text), title=said, body="<p>글</p>")
    else:
        edit_comment(comment=text, by=text.author, text=said)


def hide(text, by) -> None:
    if isinstance(text, Post):
        hide_post(post=text, by=by)
    else:
        hide_comment(comment=text, by=by)


def unhide(text, by) -> None:
    if isinstance(text, Post):
        unhide_post(post=text, by=by)
    else:
        unhide_comment(comment=text, by=by)
