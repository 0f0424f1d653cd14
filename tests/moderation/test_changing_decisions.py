"""Decisions that leave a thing to its readers: another category, another board, another text."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from boards.access import Access
from boards.accounts.exporting import content
from boards.moderation.actions.appeal_decision import appeal_decision
from boards.moderation.actions.decide_appeal import decide_appeal
from boards.moderation.actions.decide_case import decide_case
from boards.moderation.locking import DecidedMeanwhile
from boards.moderation.models import Appeal, CaseState, Decision, ModerationEntry, Outcome
from boards.moderation.wanted import Wanted
from boards.posts.comments.actions.edit_comment import edit_comment, version_of_comment
from boards.posts.models import Post
from boards.posts.moderation.actions.delete_post import delete_post
from boards.posts.moderation.actions.hide_post import hide_post
from boards.posts.moderation.actions.move_post import move_post
from boards.posts.states import State
from boards.posts.writing.actions.edit_as_moderator import version_of_texts
from boards.posts.writing.actions.edit_post import edit_post, version_of
from tests.concurrency import at_once
from tests.factories import (
    AdminFactory,
    BoardFactory,
    CategoryFactory,
    CommentFactory,
    MemberFactory,
    PostFactory,
)
from tests.moderation.people import case_of, newcomer, report, settled, state_of

pytestmark = pytest.mark.django_db
OPEN = Outcome.MOVE, Outcome.CATEGORY, Outcome.EDIT


@pytest.fixture
def moderators():
    return [MemberFactory(handle="moon"), MemberFactory(handle="star")]


@pytest.fixture
def board(moderators):
    return BoardFactory(name_ko="자유게시판", moderators=moderators)


@pytest.fixture
def market(moderators):
    return BoardFactory(name_ko="장터", moderators=moderators)


@pytest.fixture
def post(board):
    return PostFactory(board=board, title="팔아요", body="<p>전화는 213-555-0100</p>")


def decide(thing, by, outcome, reason="", **wanted):
    return decide_case(
        case=case_of(thing), by=by, outcome=outcome, reason=reason, wanted=Wanted(**wanted)
    )


def edited(thing, by, text, reason="", **wanted):
    return decide(thing, by, Outcome.EDIT, reason, text=text, title="팔아요", **wanted)


def reversed_by(thing, by) -> Appeal:
    decision = case_of(thing).decision
    appeal_decision(decision=decision, by=case_of(thing).author, text="왜요")
    return decide_appeal(case=case_of(thing), by=by, result=Appeal.Result.REVERSED)


def page_of(client, viewer, path):
    client.force_login(viewer)
    return client.get(path, headers={"accept-language": "ko"}).content.decode()


def send(client, thing, by, name="decide", **data):
    client.force_login(by)
    return client.post(reverse(f"moderation:{name}", args=[case_of(thing).pk]), data)


class TestMoving:
    def test_puts_it_on_the_other_board_and_tells_everybody_why(
        self, client, post, moderators, market
    ):
        reporter = newcomer()
        report(post, by=reporter)
        response = send(
            client, post, moderators[0], decision="move", place=market.pk, reason="장터 글이에요"
        )
        assert response.status_code == 302
        post.refresh_from_db()
        assert post.board == market
        assert state_of(post) == State.PUBLISHED
        for viewer, name in ((post.author, "my-decisions"), (reporter, "my-reports")):
            page = page_of(client, viewer, reverse(f"moderation:{name}"))
            assert "“장터”" in page
            assert "장터 글이에요" in page
            assert "moxxxxx" not in page
        assert client.get(post.get_absolute_url()).status_code == 200

    def test_is_logged_and_counted_with_the_other_decisions(
        self, client, post, moderators, market, django_capture_on_commit_callbacks
    ):
        report(post)
        with django_capture_on_commit_callbacks(execute=True):
            decide(post, moderators[0], Outcome.MOVE, board=market)
        assert set(ModerationEntry.objects.values_list("verb", flat=True)) >= {
            "decide_move",
            "move",
        }
        page = client.get("/transparency/", headers={"accept-language": "ko"}).content.decode()
        assert "다른 게시판으로 옮겼습니다" in page
        assert case_of(post).board == market

    def test_shows_again_what_reports_had_hidden(self, post, moderators, market):
        for _time in range(3):
            report(post, by=settled())
        assert state_of(post) == State.HIDDEN
        decide(post, moderators[0], Outcome.MOVE, board=market)
        assert state_of(post) == State.PUBLISHED

    def test_leaves_alone_what_a_moderator_has_hidden(self, post, moderators, market):
        report(post)
        hide_post(post=post, by=moderators[1])
        with pytest.raises(ValidationError) as refused:
            decide(post, moderators[0], Outcome.MOVE, board=market)
        assert refused.value.code == "hidden"

    def test_asks_for_a_category_that_the_other_board_wants(self, client, post, moderators, market):
        wanted = CategoryFactory(board=market, name_ko="가구")
        market.category_required = True
        market.save()
        report(post)
        data = {"decision": "move", "reason": "장터 글이에요"}
        refused = send(client, post, moderators[0], place=market.pk, **data)
        page = refused.content.decode()
        assert refused.status_code == 409
        assert f'value="{market.pk}:{wanted.pk}"' in page
        assert "장터 글이에요" in page
        place = f"{market.pk}:{wanted.pk}"
        assert send(client, post, moderators[0], place=place, **data).status_code == 302
        post.refresh_from_db()
        assert (post.board, post.category) == (market, wanted)

    @pytest.mark.parametrize("place", ["", "x", "9" * 49, "0", "1:2:3", "\0"])
    def test_refuses_a_place_that_is_none(self, client, post, moderators, market, place):
        report(post)
        response = send(client, post, moderators[0], decision="move", place=place)
        assert response.status_code in (409, 422)
        assert case_of(post).state == CaseState.OPEN

    def test_refuses_a_category_of_another_board(self, client, post, moderators, market, board):
        foreign = CategoryFactory(board=board)
        report(post)
        place = f"{market.pk}:{foreign.pk}"
        response = send(client, post, moderators[0], decision="move", place=place)
        assert response.status_code == 409
        assert case_of(post).state == CaseState.OPEN

    @pytest.mark.parametrize("fields", [{"is_archived": True}, {"read_access": Access.MODERATORS}])
    def test_neither_offers_nor_takes_a_board_where_nobody_would_find_it(
        self, client, post, moderators, fields
    ):
        closed = BoardFactory(name_ko="닫힌 곳", moderators=moderators, **fields)
        report(post)
        path = reverse("moderation:queue")
        assert f'<option value="{closed.pk}"' not in page_of(client, moderators[0], path)
        with pytest.raises(ValidationError) as refused:
            decide(post, moderators[0], Outcome.MOVE, board=closed)
        assert refused.value.code == "board"

    def test_refuses_a_board_of_other_moderators(self, client, post, moderators):
        foreign = BoardFactory()
        report(post)
        with pytest.raises(PermissionDenied):
            decide(post, moderators[0], Outcome.MOVE, board=foreign)
        response = send(client, post, moderators[0], decision="move", place=foreign.pk)
        assert response.status_code == 409
        assert case_of(post).state == CaseState.OPEN

    def test_is_not_offered_to_who_moderates_one_board(self, client, board, post):
        alone = MemberFactory()
        board.moderators.add(alone)
        report(post)
        assert 'value="move"' not in page_of(client, alone, reverse("moderation:queue"))

    def test_an_appeal_brings_it_back_by_who_moderates_the_new_board_alone(
        self, post, moderators, market, board, django_capture_on_commit_callbacks
    ):
        category = CategoryFactory(board=board)
        Post.objects.filter(pk=post.pk).update(category=category)
        report(post)
        decide(post, moderators[0], Outcome.MOVE, board=market, category=None)
        second = MemberFactory()
        market.moderators.add(second)
        with django_capture_on_commit_callbacks(execute=True):
            reversed_by(post, second)
        post.refresh_from_db()
        assert (post.board, post.category) == (board, category)
        assert case_of(post).board == board
        entry = ModerationEntry.objects.get(verb="appeal_reversed")
        assert (entry.by, entry.after["board"]) == (second, board.name_ko)

    def test_who_decided_does_not_decide_about_the_appeal(self, post, moderators, market):
        report(post)
        decide(post, moderators[0], Outcome.MOVE, board=market)
        with pytest.raises(ValidationError) as refused:
            reversed_by(post, moderators[0])
        assert refused.value.code == "second"

    def test_an_appeal_does_not_undo_a_later_move(self, post, moderators, market):
        report(post)
        decide(post, moderators[0], Outcome.MOVE, board=market)
        third = BoardFactory(moderators=moderators)
        appeal_decision(decision=case_of(post).decision, by=post.author, text="왜요")
        move_post(post=post, by=AdminFactory(), board=third)
        with pytest.raises(ValidationError) as refused:
            decide_appeal(case=case_of(post), by=moderators[1], result=Appeal.Result.REVERSED)
        assert refused.value.code == "changed"
        decide_appeal(case=case_of(post), by=moderators[1], result=Appeal.Result.UPHELD)

    def test_nobody_appeals_where_it_is_back_already(self, client, post, moderators, market, board):
        report(post)
        decision = decide(post, moderators[0], Outcome.MOVE, board=market)
        move_post(post=post, by=AdminFactory(), board=board)
        path = reverse("moderation:my-decisions")
        assert reverse("moderation:appeal", args=[decision.pk]) not in page_of(
            client, post.author, path
        )
        with pytest.raises(ValidationError) as refused:
            appeal_decision(decision=decision, by=post.author, text="왜요")
        assert refused.value.code == "kept"


class TestChangingTheCategory:
    @pytest.fixture
    def category(self, board):
        return CategoryFactory(board=board, name_ko="질문")

    def test_gives_it_and_an_appeal_takes_it_back(self, client, post, moderators, category):
        report(post)
        response = send(
            client, post, moderators[0], decision="category", category=category.pk, reason="질문"
        )
        assert response.status_code == 302
        post.refresh_from_db()
        assert post.category == category
        page = page_of(client, post.author, reverse("moderation:my-decisions"))
        assert "말머리를 바꿨습니다" in page
        reversed_by(post, moderators[1])
        post.refresh_from_db()
        assert post.category is None

    def test_takes_it_away(self, client, post, moderators, category):
        Post.objects.filter(pk=post.pk).update(category=category)
        report(post)
        send(client, post, moderators[0], decision="category", category="none")
        post.refresh_from_db()
        assert post.category is None

    def test_refuses_the_same_and_what_was_not_chosen(self, client, post, moderators, category):
        Post.objects.filter(pk=post.pk).update(category=category)
        report(post)
        for value in (category.pk, ""):
            response = send(client, post, moderators[0], decision="category", category=value)
            assert response.status_code == 409
        assert case_of(post).state == CaseState.OPEN

    def test_refuses_a_category_of_another_board_and_a_retired_one(
        self, client, post, moderators, market, board
    ):
        report(post)
        for other in (CategoryFactory(board=market), CategoryFactory(board=board, is_retired=True)):
            response = send(client, post, moderators[0], decision="category", category=other.pk)
            assert response.status_code == 409
        assert case_of(post).state == CaseState.OPEN

    def test_is_not_offered_on_a_board_without_categories(self, client, post, moderators):
        report(post)
        page = page_of(client, moderators[0], reverse("moderation:queue"))
        assert 'value="category"' not in page

    def test_a_category_that_was_retired_since_is_not_given_back(self, post, moderators, category):
        Post.objects.filter(pk=post.pk).update(category=category)
        report(post)
        decide(post, moderators[0], Outcome.CATEGORY, category=None)
        category.is_retired = True
        category.save()
        appeal_decision(decision=case_of(post).decision, by=post.author, text="왜요")
        decide_appeal(case=case_of(post), by=moderators[1], result=Appeal.Result.REVERSED)
        post.refresh_from_db()
        assert post.category is None


class TestEditing:
    def test_keeps_the_earlier_version_and_tells_why(self, client, post, moderators):
        reporter = newcomer()
        report(post, by=reporter)
        data = {
            "title": "팔아요",
            "body": "전화는 쪽지로",
            "markup": "text",
            "reason": "번호를 뺐어요",
            "version": version_of_texts(post),
        }
        response = send(client, post, moderators[0], "edit-case", **data)
        assert response.status_code == 302
        post.refresh_from_db()
        assert post.body == "<p>전화는 쪽지로</p>"
        earlier = post.revisions.get()
        assert (earlier.body, earlier.reason) == ("<p>전화는 213-555-0100</p>", "번호를 뺐어요")
        for viewer, name in ((post.author, "my-decisions"), (reporter, "my-reports")):
            page = page_of(client, viewer, reverse(f"moderation:{name}"))
            assert "운영자가 글을 고쳤습니다" in page
            assert "번호를 뺐어요" in page
            assert "moxxxxx" not in page

    def test_does_not_tell_the_author_who_edited(self, client, post, moderators):
        report(post)
        edited(post, moderators[0], "<p>전화는 쪽지로</p>")
        path = reverse("posts:history", args=[post.pk])
        assert "moxxxxx" not in page_of(client, post.author, path)
        assert "moxxxxx" in page_of(client, moderators[1], path)

    def test_an_appeal_restores_the_text_of_a_post(self, post, moderators):
        report(post)
        edited(post, moderators[0], "<p>전화는 쪽지로</p>")
        reversed_by(post, moderators[1])
        post.refresh_from_db()
        assert post.body == "<p>전화는 213-555-0100</p>"
        assert post.revisions.count() == 2

    def test_an_appeal_restores_the_text_of_a_comment(self, client, post, moderators):
        comment = CommentFactory(post=post, text="전화는 213-555-0100", author=MemberFactory())
        report(comment)
        data = {"body": "전화는 쪽지로", "version": version_of_comment(comment)}
        assert send(client, comment, moderators[0], "edit-case", **data).status_code == 302
        comment.refresh_from_db()
        assert (comment.text, comment.body) == ("전화는 쪽지로", "<p>전화는 쪽지로</p>")
        reversed_by(comment, moderators[1])
        comment.refresh_from_db()
        assert comment.text == "전화는 213-555-0100"

    def test_an_appeal_does_not_overwrite_what_the_author_wrote_since(self, post, moderators):
        report(post)
        edited(post, moderators[0], "<p>전화는 쪽지로</p>")
        appeal_decision(decision=case_of(post).decision, by=post.author, text="왜요")
        post.refresh_from_db()
        edit_post(
            post=post, by=post.author, version=version_of(post), title="팔아요", body="<p>새 글</p>"
        )
        with pytest.raises(ValidationError) as refused:
            decide_appeal(case=case_of(post), by=moderators[1], result=Appeal.Result.REVERSED)
        assert refused.value.code == "changed"
        post.refresh_from_db()
        assert post.body == "<p>새 글</p>"

    def test_an_appeal_does_not_overwrite_what_a_commenter_wrote_since(self, post, moderators):
        comment = CommentFactory(post=post, text="하나", author=MemberFactory())
        report(comment)
        decide(comment, moderators[0], Outcome.EDIT, text="둘")
        appeal_decision(decision=case_of(comment).decision, by=comment.author, text="왜요")
        edit_comment(comment=comment, by=comment.author, text="셋")
        with pytest.raises(ValidationError) as refused:
            decide_appeal(case=case_of(comment), by=moderators[1], result=Appeal.Result.REVERSED)
        assert refused.value.code == "changed"

    def test_gives_back_what_was_typed_when_the_author_was_faster(self, client, post, moderators):
        report(post)
        version = version_of_texts(post)
        edit_post(
            post=post, by=post.author, version=version_of(post), title="팔아요", body="<p>새 글</p>"
        )
        data = {"title": "팔아요", "body": "제가 친 글", "reason": "이유", "version": version}
        response = send(client, post, moderators[0], "edit-case", **data)
        page = response.content.decode()
        assert response.status_code == 409
        assert "제가 친 글" in page
        assert 'value="이유"' in page
        post.refresh_from_db()
        assert post.body == "<p>새 글</p>"
        assert f'value="{version_of_texts(post)}"' in page

    def test_tells_the_second_of_two_moderators(self, client, post, moderators):
        report(post)
        decide(post, moderators[0], Outcome.KEEP)
        data = {"title": "팔아요", "body": "제가 친 글", "reason": "이유"}
        response = send(client, post, moderators[1], "edit-case", **data)
        assert response.status_code == 409
        assert "제가 친 글" in response.content.decode()
        assert Decision.objects.count() == 1

    def test_refuses_a_text_that_is_empty_or_as_before(self, client, post, moderators):
        report(post)
        same = {"title": "팔아요", "body": "전화는 213-555-0100"}
        assert send(client, post, moderators[0], "edit-case", **same).status_code == 409
        empty = {"title": "팔아요", "body": ""}
        assert send(client, post, moderators[0], "edit-case", **empty).status_code == 422
        assert case_of(post).state == CaseState.OPEN

    def test_is_not_there_for_other_moderators(self, client, post):
        stranger = MemberFactory()
        BoardFactory(moderators=[stranger])
        report(post)
        data = {"title": "팔아요", "body": "제가 친 글"}
        assert send(client, post, stranger, "edit-case", **data).status_code == 404

    def test_nobody_edits_what_is_their_own(self, client, board, moderators):
        own = PostFactory(board=board, author=moderators[0])
        report(own)
        data = {"title": "팔아요", "body": "제가 친 글"}
        assert send(client, own, moderators[0], "edit-case", **data).status_code == 409
        with pytest.raises(ValidationError) as refused:
            edited(own, moderators[0], "<p>x</p>")
        assert refused.value.code == "own"

    def test_leads_from_the_queue_and_shows_the_text_as_it_is(self, client, post, moderators):
        report(post)
        path = reverse("moderation:edit-case", args=[case_of(post).pk])
        assert path in page_of(client, moderators[0], reverse("moderation:queue"))
        assert "전화는 213-555-0100</textarea>" in page_of(client, moderators[0], path)

    def test_shows_formatting_as_html_without_the_editor(self, client, post, moderators):
        Post.objects.filter(pk=post.pk).update(body="<p><strong>굵게</strong></p>")
        report(post)
        path = reverse("moderation:edit-case", args=[case_of(post).pk])
        page = page_of(client, moderators[0], path)
        assert "&lt;strong&gt;굵게&lt;/strong&gt;&lt;/p&gt;</textarea>" in page
        body = "<p><strong>굵게</strong> <script>x</script></p>"
        data = {"title": "팔아요", "body": body, "markup": "html"}
        send(client, post, moderators[0], "edit-case", **data)
        post.refresh_from_db()
        assert "script" not in post.body


class TestWhatCanBeChanged:
    def test_comments_can_only_be_edited_and_profiles_not_even_that(self, client, post, moderators):
        comment = CommentFactory(post=post, author=MemberFactory())
        for thing, known in ((comment, {"edit"}), (post.author, set())):
            report(thing)
            path = reverse("moderation:case", args=[case_of(thing).pk])
            client.force_login(moderators[0])
            choices = client.get(path).context["row"].choices
            assert {each.value for each in choices} & set(OPEN) == known
            for outcome in set(OPEN) - known:
                with pytest.raises(ValidationError) as refused:
                    decide(thing, moderators[0], outcome)
                assert refused.value.code == "outcome"

    @pytest.mark.parametrize("outcome", OPEN)
    def test_what_was_deleted_meanwhile_can_only_be_closed(self, post, moderators, market, outcome):
        report(post)
        delete_post(post=post, by=moderators[1])
        with pytest.raises(ValidationError) as refused:
            decide(post, moderators[0], outcome, board=market, category=None, text="x")
        assert refused.value.code == "deleted"

    def test_is_not_counted_as_a_decision_against_the_author(
        self, client, post, moderators, market
    ):
        report(post)
        decide(post, moderators[0], Outcome.MOVE, board=market)
        report(PostFactory(board=post.board, author=post.author))
        assert "이전 조치" not in page_of(client, moderators[0], reverse("moderation:queue"))

    def test_the_author_gets_it_with_the_export(self, post, moderators, market):
        report(post)
        decide(post, moderators[0], Outcome.MOVE, board=market, reason="장터 글")
        row = next(content.decisions(post.author))
        assert (row["outcome"], row["told"], row["moved_to"]) == ("move", "장터 글", market.slug)

    def test_the_own_pages_take_as_many_queries_with_many_changes(
        self, client, board, moderators, market
    ):
        author, reporter = MemberFactory(), newcomer()

        def one_more():
            post = PostFactory(board=board, author=author)
            report(post, by=reporter)
            decide(post, moderators[0], Outcome.MOVE, board=market)

        for viewer, name in ((author, "my-decisions"), (reporter, "my-reports")):
            one_more()
            client.force_login(viewer)
            path = reverse(f"moderation:{name}")
            client.get(path)
            with CaptureQueriesContext(connection) as few:
                client.get(path)
            for _time in range(3):
                one_more()
            with CaptureQueriesContext(connection) as many:
                client.get(path)
            assert len(many) == len(few)


@pytest.mark.django_db(transaction=True)
class TestTwoAtOnce:
    def test_one_of_two_decides_and_the_other_is_told(self, post, moderators, market):
        report(post)

        def told(act):
            try:
                act()
            except DecidedMeanwhile:
                return "late"
            return "done"

        results = at_once(
            lambda: told(lambda: decide(post, moderators[0], Outcome.MOVE, board=market)),
            lambda: told(lambda: edited(post, moderators[1], "<p>전화는 쪽지로</p>")),
        )
        assert sorted(results) == ["done", "late"]
        assert Decision.objects.count() == 1
        post.refresh_from_db()
        assert (post.board == market) != (post.body == "<p>전화는 쪽지로</p>")
