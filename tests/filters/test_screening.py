"""What is written goes through the filters, by whichever door."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards.filters.compiled import CompiledFilters
from boards.filters.kinds import FilterKind, FilterOutcome
from boards.filters.models import Approval, Waiting
from boards.members.levels import Level
from boards.posts.comments.actions.edit_comment import edit_comment
from boards.posts.comments.actions.publish_comment import publish_comment
from boards.posts.models import Comment, Post
from boards.posts.states import State
from boards.posts.writing.actions.correct_post import correct_post
from boards.posts.writing.actions.edit_post import edit_post, version_of
from tests.factories import (
    AdminFactory,
    BoardFactory,
    CommentFactory,
    MemberFactory,
    PostFactory,
    UploadFactory,
)
from tests.filters.writing import LONG, publish, watch

pytestmark = pytest.mark.django_db


class TestABlockedWord:
    @pytest.mark.parametrize(
        ("field", "values"),
        [
            ("title", {"title": "이런 나쁜말"}), ("body", {"body": "<p>이런 나.쁜.말</p>"}),
            ("body", {"body": "<p>나쁜<b>말</b></p>"}), ("tags", {"tags": ["나쁜말"]}),
            ("source", {"source": "나쁜말 신문"}),
        ],
    )  # fmt: skip
    def test_is_refused_beside_its_field(self, field, values):
        watch(FilterOutcome.BLOCK)
        with pytest.raises(ValidationError) as refused:
            publish(**values)
        assert list(refused.value.error_dict) == [field]
        assert not Post.objects.exists()

    def test_is_named_as_it_was_typed(self):
        watch(FilterOutcome.BLOCK)
        with pytest.raises(ValidationError) as refused:
            publish(body="<p>아 나 쁜 말 이야</p>")
        assert "나 쁜 말" in refused.value.message_dict["body"][0]

    def test_is_refused_in_comments_and_edits(self):
        watch(FilterOutcome.BLOCK)
        post = PostFactory()
        comment = CommentFactory(post=post, text="좋아요")
        with pytest.raises(ValidationError):
            publish_comment(post=post, author=MemberFactory(), text="나쁜말")
        with pytest.raises(ValidationError):
            edit_comment(comment=comment, by=comment.author, text="나쁜말")
        with pytest.raises(ValidationError):
            edit_post(
                post=post,
                by=post.author,
                version=version_of(post),
                title="나쁜말",
                body="<p>글</p>",
            )
        with pytest.raises(ValidationError):
            correct_post(
                post=post, by=AdminFactory(), title="나쁜말", body=post.body, source="", link=""
            )
        comment.refresh_from_db()
        assert comment.text == "좋아요"

    def test_keeps_what_was_typed_on_the_page(self, client):
        watch(FilterOutcome.BLOCK)
        board, member = BoardFactory(), MemberFactory()
        client.force_login(member)
        typed = {"title": "제목이에요", "body": "오래 걸려 쓴 나쁜말 글", "format": "plain"}
        response = client.post(
            f"/boards/{board.slug}/write/", typed, headers={"accept-language": "ko"}
        )
        page = response.content.decode()
        assert response.status_code == 422
        assert "오래 걸려 쓴 나쁜말 글" in page
        assert "나쁜말" in page.split('class="field__error')[1].split("<")[0]

    def test_passes_on_another_board_and_while_the_filter_is_off(self):
        row = watch(FilterOutcome.BLOCK, board=BoardFactory())
        publish(title="나쁜말")
        row.is_active = False
        row.save()
        publish(board=row.board, title="나쁜말")


def test_a_change_of_the_filters_is_known_with_the_next_text():
    row = watch(FilterOutcome.BLOCK)
    with pytest.raises(ValidationError):
        publish(title="나쁜말")
    row.entries = "다른말"
    row.save()
    publish(title="나쁜말")
    with pytest.raises(ValidationError):
        publish(title="다른말")
    row.delete()
    publish(title="다른말")


class TestWhatDescribesAPicture:
    """People hear it, and see it where the picture does not come."""

    BODY = '<p>글</p><p><img src="/static/plan.png" alt="{}"></p>'

    @pytest.mark.parametrize("outcome", [FilterOutcome.BLOCK, FilterOutcome.MASK])
    def test_is_refused_in_posts(self, outcome):
        watch(outcome)
        with pytest.raises(ValidationError) as refused:
            publish(body=self.BODY.format("이런 나.쁜.말"))
        assert list(refused.value.error_dict) == ["body"]

    def test_is_found_beside_a_link(self):
        watch(FilterOutcome.HOLD)
        link = '<p><a href="/posts/1/" title="나쁜말">여기</a></p>'
        assert publish(body=link).state == State.WAITING

    def test_lets_a_post_wait_after_an_edit(self):
        watch(FilterOutcome.HOLD)
        post = PostFactory()
        edited = edit_post(
            post=post, by=post.author, version=version_of(post), title="제목",
            body=self.BODY.format("나쁜말"),
        )  # fmt: skip
        assert edited.state == State.WAITING
        assert Waiting.objects.get().reasons[0]["word"] == "나쁜말"

    def test_holds_a_domain(self):
        watch(FilterOutcome.BLOCK, entries="spam.com", kind=FilterKind.DOMAIN)
        with pytest.raises(ValidationError):
            publish(body=self.BODY.format("spam.com &amp; 더"))

    @pytest.mark.parametrize("outcome", [FilterOutcome.BLOCK, FilterOutcome.MASK])
    def test_is_refused_in_comments_and_their_edits(self, outcome):
        watch(outcome)
        member = MemberFactory()
        upload = UploadFactory(owner=member)
        post = PostFactory()
        with pytest.raises(ValidationError) as refused:
            publish_comment(
                post=post, author=member, text="보세요", picture=upload.pk, alt="나 쁜 말"
            )
        assert list(refused.value.error_dict) == ["picture"]
        comment = publish_comment(
            post=post, author=member, text="보세요", picture=upload.pk, alt="좋은 말"
        )
        assert comment.state == State.PUBLISHED
        with pytest.raises(ValidationError):
            edit_comment(comment=comment, by=member, text="보세요", alt="나쁜말")

    def test_lets_a_comment_wait(self):
        watch(FilterOutcome.HOLD)
        member = MemberFactory()
        upload = UploadFactory(owner=member)
        comment = publish_comment(
            post=PostFactory(), author=member, text="", picture=upload.pk, alt="나쁜말"
        )
        assert comment.state == State.WAITING and "나쁜말" in comment.body


class TestAMaskedWord:
    def test_is_stored_as_circles_wherever_it_stands(self):
        watch(FilterOutcome.MASK)
        post = publish(
            title="나쁜말 하나", body="<p>나쁜<b>말</b> &amp; 나 쁜 말 그리고 좋은말</p>"
        )
        post.refresh_from_db()
        assert post.title == "○○○ 하나"
        assert post.body == "<p>○○<b>○</b> &amp; ○ ○ ○ 그리고 좋은말</p>"
        assert "나쁜" not in post.body_text

    def test_is_masked_where_html_and_text_have_other_spaces(self):
        watch(FilterOutcome.MASK)
        body = (
            "<table><tr><td>나쁜말</td><td>a  b</td></tr></table><ul><li>나 <i>쁜</i>  말</li></ul>"
        )
        post = publish(body=body)
        assert "<td>○○○</td>" in post.body and "<li>○ <i>○</i>  ○</li>" in post.body
        assert "나" not in post.body_text and "a b" in post.body_text

    def test_is_masked_beside_a_mention(self):
        watch(FilterOutcome.MASK)
        member = MemberFactory()
        text = f"@{member.handle} 나쁜말 &amp; <b>"
        comment = publish_comment(post=PostFactory(), author=MemberFactory(), text=text)
        assert "나쁜말" not in comment.body and "나쁜말" not in comment.text
        assert "○○○" in comment.body

    def test_is_searched_for_once(self, monkeypatch):
        watch(FilterOutcome.MASK)
        searched = []
        search = CompiledFilters.search
        monkeypatch.setattr(
            CompiledFilters, "search", lambda *a, **k: searched.append(a) or search(*a, **k)
        )
        publish(title="나쁜말", body="<p>이런 나쁜<b>말</b> &amp; 글</p><p>둘째 줄</p>")
        assert len(searched) == 1

    def test_is_stored_as_circles_in_comments(self):
        watch(FilterOutcome.MASK)
        comment = publish_comment(post=PostFactory(), author=MemberFactory(), text="나쁜말 <b>이다")
        comment.refresh_from_db()
        assert comment.text == "○○○ <b>이다"
        assert "나쁜말" not in comment.body and "&lt;b&gt;" in comment.body

    def test_is_refused_where_nothing_can_be_masked(self):
        watch(FilterOutcome.MASK)
        with pytest.raises(ValidationError) as refused:
            publish(tags=["나쁜말"])
        assert list(refused.value.error_dict) == ["tags"]

    def test_of_a_domain_is_refused_as_a_link_that_could_be_followed(self):
        watch(FilterOutcome.MASK, entries="spam.com", kind=FilterKind.DOMAIN)
        with pytest.raises(ValidationError):
            publish(body='<p><a href="https://spam.com/">여기</a></p>')
        assert publish(body="<p>spam.com으로</p>").body_text == "○○○○○○○○으로"


class TestAHeldText:
    def test_is_stored_and_waits(self):
        watch(FilterOutcome.HOLD, name="확인")
        post = publish(title="나쁜말")
        assert Post.objects.get().state == State.WAITING
        row = Waiting.objects.get()
        assert (row.post, row.is_edit, row.decision) == (post, False, "")
        assert row.reasons[0]["name"] == "확인" and row.reasons[0]["word"] == "나쁜말"

    def test_of_who_moderates_the_board_is_published(self):
        watch(FilterOutcome.HOLD)
        moderator = MemberFactory()
        post = publish(board=BoardFactory(moderators=[moderator]), author=moderator, title="나쁜말")
        assert post.state == State.PUBLISHED

    def test_that_was_only_edited_waits_as_well(self):
        watch(FilterOutcome.HOLD)
        post = PostFactory()
        edited = edit_post(
            post=post, by=post.author, version=version_of(post), title="나쁜말", body="<p>글</p>"
        )
        assert edited.state == State.WAITING and Waiting.objects.get().is_edit

    def test_comment_is_not_counted(self):
        watch(FilterOutcome.HOLD)
        post = PostFactory()
        CommentFactory(post=post, text="좋아요")
        comment = publish_comment(post=post, author=MemberFactory(), text="나쁜말")
        post = Post.objects.with_article_details().get(pk=post.pk)
        assert comment.state == State.WAITING and post.comment_count == 1

    def test_comment_that_was_edited_is_no_longer_counted(self):
        watch(FilterOutcome.HOLD)
        comment = CommentFactory(text="좋아요")
        edit_comment(comment=comment, by=comment.author, text="나쁜말")
        post = Post.objects.with_article_details().get(pk=comment.post_id)
        assert Comment.objects.get().state == State.WAITING and post.comment_count == 0


def test_a_tag_only_marks_a_text_for_moderators():
    watch(FilterOutcome.TAG)
    assert publish(title="나쁜말").state == State.PUBLISHED
    assert Waiting.objects.get().is_held is False


@pytest.mark.parametrize(
    "body",
    ['<p><a href="https://www.spam.com/x">여기</a></p>', "<p>spam.com으로 오세요</p>", "<p>http://sp%61m.com</p>"],
)  # fmt: skip
def test_a_link_to_a_watched_domain_is_refused(body):
    watch(FilterOutcome.BLOCK, entries="spam.com", kind=FilterKind.DOMAIN)
    with pytest.raises(ValidationError):
        publish(body=body)
    publish(body="<p>notspam.com</p>")


class TestANewMember:
    @pytest.fixture
    def board(self):
        board = BoardFactory()
        Approval.objects.create(board=board, first_posts=2, holds_links=True)
        return board

    def test_waits_with_the_first_posts(self, board):
        member = MemberFactory()
        assert publish(board, member).state == State.WAITING
        PostFactory(author=member)
        PostFactory(author=member)
        assert publish(board, member).state == State.PUBLISHED

    def test_waits_with_links(self, board):
        member = MemberFactory()
        PostFactory(author=member)
        PostFactory(author=member)
        link = '<p><a href="https://example.org/">여기</a></p>'
        assert publish(board, member, body=link).state == State.WAITING
        comment = publish_comment(
            post=PostFactory(board=board), author=member, text="https://example.org/ 보세요"
        )
        assert comment.state == State.WAITING

    def test_is_not_new_for_ever(self, board):
        member = MemberFactory(level=Level.MEMBER)
        link = '<p><a href="https://example.org/">여기</a></p>'
        assert publish(board, member, body=link).state == State.PUBLISHED

    def test_is_free_on_other_boards(self, board):
        assert publish().state == State.PUBLISHED


def test_a_text_takes_one_statement_more_than_without_filters():
    board, member = BoardFactory(), MemberFactory()
    watch(FilterOutcome.BLOCK)
    publish(board, member)
    for body in ("<p>평범한 글</p>", LONG):
        with CaptureQueriesContext(connection) as queries:
            publish(board, member, body=body)
        asked = [query["sql"] for query in queries if "boards_filters_" in query["sql"]]
        assert len(asked) == 1
