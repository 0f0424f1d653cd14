"""Being told what came of it, and the appeal that a second moderator decides."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from boards.accounts.exporting import content
from boards.moderation.actions.appeal_decision import appeal_decision
from boards.moderation.actions.decide_appeal import decide_appeal
from boards.moderation.actions.forget_words import forget_words
from boards.moderation.locking import DecidedMeanwhile
from boards.moderation.models import Appeal, Case, Decision, ModerationEntry, Outcome, Report
from boards.posts.comments.actions.delete_comment import delete_comment
from boards.posts.moderation.actions.delete_post import delete_post
from boards.posts.moderation.actions.hide_post import hide_post
from boards.posts.moderation.actions.unhide_post import unhide_post
from boards.posts.states import State
from boards.posts.trash.actions.purge import purge
from boards.posts.writing.actions.delete_own_post import delete_own_post
from tests.concurrency import at_once
from tests.factories import (
    AdminFactory,
    BoardFactory,
    CommentFactory,
    MemberFactory,
    PostFactory,
    ReportReasonFactory,
)
from tests.moderation.people import (
    case_of,
    decide,
    newcomer,
    report,
    state_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderators():
    return [MemberFactory(handle="moon"), MemberFactory(handle="star")]


@pytest.fixture
def post(moderators):
    return PostFactory(board=BoardFactory(moderators=moderators), title="팔아요")


@pytest.fixture
def hidden(post, moderators):
    """Return a decision by which the post is hidden."""
    report(post)
    return decide(post, moderators[0], Outcome.HIDE, reason="광고라서 숨겨요")


def page_of(client, viewer, name):
    client.force_login(viewer)
    path = reverse(f"moderation:{name}")
    return client.get(path, headers={"accept-language": "ko"}).content.decode()


def appealed(decision, text="광고가 아니에요") -> Appeal:
    return appeal_decision(decision=decision, by=decision.case.author, text=text)


def decide_again(post, by, result, reason="") -> Appeal:
    case = case_of(post)
    return decide_appeal(case=case, by=by, result=result, reason=reason)


class TestBeingTold:
    def test_reporters_see_the_outcome_with_the_reason(self, client, post, moderators):
        member = newcomer()
        report(post, by=member, text="또 광고")
        waiting = page_of(client, member, "my-reports")
        assert "아직 운영자가 결정하지 않았습니다" in waiting
        decide(post, moderators[0], Outcome.HIDE, reason="광고라서 숨겨요")
        told = page_of(client, member, "my-reports")
        assert "숨겼습니다" in told
        assert "광고라서 숨겨요" in told
        assert "또 광고" not in page_of(client, newcomer(), "my-reports")

    def test_a_decision_without_words_is_told_with_the_reason_of_the_reports(
        self, client, post, moderators
    ):
        found = report(post)
        decide(post, moderators[0], Outcome.HIDE)
        assert found.reason.name_ko in page_of(client, post.author, "my-decisions")

    def test_the_author_sees_decisions_and_not_what_was_kept(self, client, post, moderators):
        report(post)
        decide(post, moderators[0], Outcome.KEEP)
        assert "팔아요" not in page_of(client, post.author, "my-decisions")
        report(post)
        decide(post, moderators[0], Outcome.HIDE, reason="광고라서 숨겨요")
        page = page_of(client, post.author, "my-decisions")
        assert "팔아요" in page
        assert "광고라서 숨겨요" in page
        assert "moxxxxx" not in page

    @pytest.mark.parametrize("before", ["x", "0", "9" * 50, "1\0", "-1", "²"])
    def test_begins_anew_before_a_row_that_cannot_be_read(self, client, hidden, before):
        for name, viewer in {
            "my-decisions": hidden.case.author,
            "my-reports": Report.objects.get().reporter,
        }.items():
            client.force_login(viewer)
            page = client.get(reverse(f"moderation:{name}"), {"before": before})
            assert "팔아요" in page.content.decode()

    def test_a_commenter_is_not_told_how_a_post_is_called_that_they_may_not_read(
        self, client, post, moderators
    ):
        comment = CommentFactory(post=post, text="<p>제 댓글이에요</p>")
        report(comment)
        decide(comment, moderators[0], Outcome.HIDE)
        hide_post(post=post, by=moderators[0])
        type(post).objects.filter(pk=post.pk).update(title="비밀이 된 제목", is_secret=True)
        page = page_of(client, comment.author, "my-decisions")
        assert "제 댓글이에요" in page
        assert "비밀이 된 제목" not in page
        assert "팔아요" not in page

    def test_a_reporter_is_told_the_title_that_they_saw(self, client, post):
        early, late = newcomer(), newcomer()
        report(post, by=early)
        post.title = "고친 제목"
        post.save(update_fields=["title"])
        report(post, by=late)
        assert "팔아요" in page_of(client, early, "my-reports")
        assert "고친 제목" in page_of(client, late, "my-reports")
        assert "팔아요" not in page_of(client, late, "my-reports")

    def test_of_what_the_author_deletes_no_title_stays(
        self, client, post, django_capture_on_commit_callbacks
    ):
        comment = CommentFactory(post=post, text="<p>지울 댓글</p>")
        member = newcomer()
        for thing in (comment, post):
            report(thing, by=member)
        with django_capture_on_commit_callbacks(execute=True):
            delete_comment(comment=comment, by=comment.author)
            delete_own_post(post=post, by=post.author)
        page = page_of(client, member, "my-reports")
        assert "팔아요" not in page
        assert "지울 댓글" not in page
        assert set(Case.objects.values_list("title", flat=True)) == {""}

    def test_has_no_more_queries_for_more_rows(
        self, client, post, moderators, django_assert_max_num_queries
    ):
        for number in range(12):
            other = PostFactory(board=post.board, author=post.author, title=f"글 {number}")
            report(other)
            decide(other, moderators[0], Outcome.HIDE)
        client.force_login(post.author)
        with django_assert_max_num_queries(7):
            client.get(reverse("moderation:my-decisions"))


class TestAppealing:
    def test_goes_by_a_form_and_comes_into_the_queue(self, client, hidden, moderators):
        author = hidden.case.author
        client.force_login(author)
        path = reverse("moderation:appeal", args=[hidden.pk])
        assert client.get(path).status_code == 200
        assert client.post(path, {"text": ""}).status_code == 422
        assert client.post(path, {"text": "광고가 아니에요"}).status_code == 302
        queue = page_of(client, moderators[1], "queue")
        assert "광고가 아니에요" in queue
        assert "다시 보이기" in queue

    def test_is_for_the_author_alone(self, client, hidden):
        client.force_login(newcomer())
        assert client.get(reverse("moderation:appeal", args=[hidden.pk])).status_code == 404
        with pytest.raises(PermissionDenied):
            appeal_decision(decision=hidden, by=newcomer(), text="나도")

    def test_is_done_once_and_what_was_typed_is_given_back(self, client, hidden):
        appealed(hidden)
        client.force_login(hidden.case.author)
        path = reverse("moderation:appeal", args=[hidden.pk])
        response = client.post(path, {"text": "다시 한번"}, headers={"accept-language": "ko"})
        assert response.status_code == 409
        assert "다시 한번" in response.content.decode()
        assert "이미 이의를 제기했습니다" in response.content.decode()
        assert Appeal.objects.count() == 1

    def test_of_what_is_deleted_is_told_plainly(self, post, moderators):
        report(post)
        decision = decide(post, moderators[0], Outcome.DELETE)
        assert purge(trashed=post.trashed.get())
        with pytest.raises(ValidationError, match="erased"):
            appealed(decision)

    def test_of_what_is_shown_again_there_is_none(self, client, post, hidden, moderators):
        unhide_post(post=post, by=moderators[1])
        assert "/appeal/" not in page_of(client, post.author, "my-decisions")
        with pytest.raises(ValidationError) as refused:
            appealed(hidden)
        assert refused.value.code == "kept"

    def test_of_what_was_kept_there_is_none(self, post, moderators):
        report(post)
        decision = decide(post, moderators[0], Outcome.KEEP)
        with pytest.raises(ValidationError, match="hidden"):
            appealed(decision)


class TestTheSecondModerator:
    def test_reverses_and_the_post_is_shown_again(self, client, post, hidden, moderators):
        appealed(hidden)
        client.force_login(moderators[1])
        case = case_of(post)
        data = {"decision": "reversed", "reason": "후기였어요"}
        path = reverse("moderation:decide-appeal", args=[case.pk])
        assert client.post(path, data).status_code == 302
        assert state_of(post) == State.PUBLISHED
        reporter = Report.objects.get().reporter
        assert "결정 취소" in page_of(client, reporter, "my-reports")
        assert [row["appeal_result"] for row in content.reports(reporter)] == ["reversed"]
        page = page_of(client, post.author, "my-decisions")
        assert "결정 취소" in page
        assert "후기였어요" in page
        assert ModerationEntry.objects.filter(verb="appeal_reversed", by=moderators[1]).exists()

    def test_upholds(self, client, post, hidden, moderators):
        appealed(hidden)
        decide_again(post, moderators[1], Appeal.Result.UPHELD)
        assert state_of(post) == State.HIDDEN
        assert "결정 유지" in page_of(client, post.author, "my-decisions")

    def test_is_not_the_one_who_decided(self, client, post, hidden, moderators):
        appealed(hidden)
        assert 'name="decision"' not in page_of(client, moderators[0], "queue")
        with pytest.raises(ValidationError) as refused:
            decide_again(post, moderators[0], Appeal.Result.UPHELD)
        assert refused.value.code == "second"

    def test_may_be_a_superuser_who_decided_where_nobody_else_is_left(self, client):
        chief = AdminFactory()
        post = PostFactory(board=BoardFactory())
        report(post)
        appealed(decide(post, chief, Outcome.HIDE))
        assert 'value="reversed"' in page_of(client, chief, "queue")
        decide_again(post, chief, Appeal.Result.REVERSED)
        assert state_of(post) == State.PUBLISHED

    def test_is_not_a_superuser_who_decided_where_others_are(self, client, post, moderators):
        chief = AdminFactory()
        report(post)
        appealed(decide(post, chief, Outcome.HIDE))
        assert 'name="decision"' not in page_of(client, chief, "queue")
        with pytest.raises(ValidationError) as refused:
            decide_again(post, chief, Appeal.Result.UPHELD)
        assert refused.value.code == "second"

    def test_is_told_when_a_third_was_faster(self, client, post, hidden, moderators):
        appealed(hidden)
        decide_again(post, moderators[1], Appeal.Result.UPHELD, reason="그대로 둬요")
        client.force_login(AdminFactory())
        path = reverse("moderation:decide-appeal", args=[case_of(post).pk])
        data = {"decision": "reversed", "reason": "내 말"}
        response = client.post(path, data, headers={"accept-language": "ko"})
        assert response.status_code == 409
        assert "그대로 둬요" in response.content.decode()
        assert "내 말" in response.content.decode()
        assert state_of(post) == State.HIDDEN

    def test_is_told_when_the_page_is_from_before_the_first_decision(
        self, client, post, hidden, moderators
    ):
        appealed(hidden)
        client.force_login(moderators[1])
        path = reverse("moderation:decide", args=[case_of(post).pk])
        response = client.post(path, {"decision": "keep", "reason": "내 말"})
        assert response.status_code == 409
        page = response.content.decode()
        assert "광고가 아니에요" in page
        assert "내 말" in page
        assert Appeal.objects.get().result == ""

    def test_is_told_when_the_post_was_deleted_meanwhile(self, post, hidden, moderators):
        appealed(hidden)
        delete_post(post=post, by=AdminFactory())
        with pytest.raises(ValidationError, match="meantime"):
            decide_again(post, moderators[1], Appeal.Result.REVERSED)
        decide_again(post, moderators[1], Appeal.Result.UPHELD)
        assert ModerationEntry.objects.filter(verb="appeal_reversed").count() == 0
        entry = ModerationEntry.objects.get(verb="appeal_upheld")
        assert (entry.target_id, entry.board, entry.by) == (str(post.pk), post.board, moderators[1])


@pytest.mark.django_db(transaction=True)
def test_of_two_who_decide_an_appeal_at_once_one_is_told():
    members = [MemberFactory() for _each in range(3)]
    post = PostFactory(board=BoardFactory(moderators=members))
    ReportReasonFactory()
    report(post)
    appealed(decide(post, members[0], Outcome.HIDE))
    case = case_of(post)

    def attempt(by, result) -> str:
        try:
            decide_appeal(case=case, by=by, result=result)
        except DecidedMeanwhile:
            return "told"
        return "done"

    said = at_once(
        lambda: attempt(members[1], Appeal.Result.UPHELD),
        lambda: attempt(members[2], Appeal.Result.REVERSED),
    )
    assert sorted(said) == ["done", "told"]
    is_shown = state_of(post) == State.PUBLISHED
    assert is_shown == (Appeal.objects.get().result == Appeal.Result.REVERSED)


class TestLeaving:
    def test_takes_the_words_and_leaves_what_was_decided(self, post, hidden, moderators):
        appealed(hidden, text="제 전화번호는 010")
        forget_words(post.author)
        forget_words(Report.objects.get().reporter)
        assert Appeal.objects.get().text == "-"
        assert Decision.objects.get().reason == ""
        assert Decision.objects.get().outcome == Outcome.HIDE
        assert Report.objects.get().text == ""

    def test_a_copy_of_ones_data_has_reports_and_decisions(self, post, hidden):
        appealed(hidden)
        (decision,) = content.decisions(post.author)
        assert decision["told"] == "광고라서 숨겨요"
        assert decision["appeal"] == "광고가 아니에요"
        (found,) = content.reports(Report.objects.get().reporter)
        assert found["outcome"] == "hide"


def test_the_author_and_reporters_are_told_the_title_of_what_was_deleted(client, post, moderators):
    found = report(post)
    decide(post, moderators[0], Outcome.DELETE)
    assert "팔아요" in page_of(client, post.author, "my-decisions")
    assert "팔아요" in page_of(client, found.reporter, "my-reports")
    forget_words(post.author)
    assert "팔아요" not in page_of(client, found.reporter, "my-reports")


class TestAHiddenPost:
    def opened_by(self, client, member, post):
        client.force_login(member)
        return client.get(post.get_absolute_url(), headers={"accept-language": "ko"})

    def test_tells_its_author_why_and_how_to_appeal(self, client, hidden, post):
        response = self.opened_by(client, post.author, post)
        page = response.content.decode()
        assert response.status_code == 404
        assert "숨겨진 글입니다" in page and "팔아요" in page
        assert "광고라서 숨겨요" in page
        assert reverse("moderation:appeal", args=[hidden.pk]) in page

    def test_offers_no_second_appeal(self, client, hidden, post):
        appealed(hidden)
        page = self.opened_by(client, post.author, post).content.decode()
        assert reverse("moderation:appeal", args=[hidden.pk]) not in page
        assert reverse("moderation:my-decisions") in page.partition("<main")[2]

    def test_says_that_reports_hid_it(self, client, post, settings):
        settings.REPORTS_HIDE_AT = 1
        report(post)
        page = self.opened_by(client, post.author, post).content.decode()
        assert "여러 회원이 신고했습니다" in page

    def test_keeps_to_the_moderators_what_one_said_to_the_others(self, client, post, moderators):
        hide_post(post=post, by=moderators[0], reason="또 이 회원")
        page = self.opened_by(client, post.author, post).content.decode()
        assert "운영자가 이 글을 숨겼습니다" in page
        assert "또 이 회원" not in page

    def test_is_told_to_nobody_else(self, client, hidden, post):
        for member in (newcomer(), None):
            if member:
                client.force_login(member)
            response = client.get(post.get_absolute_url(), headers={"accept-language": "ko"})
            assert response.status_code == 404
            assert "팔아요" not in response.content.decode()
            client.logout()

    def test_that_is_back_is_led_to_from_the_decisions(self, client, hidden, post, moderators):
        appealed(hidden)
        link = f'<a href="{post.get_absolute_url()}">팔아요</a>'
        assert link not in page_of(client, post.author, "my-decisions")
        decide_again(post, moderators[1], Appeal.Result.REVERSED)
        assert link in page_of(client, post.author, "my-decisions")

    def test_is_named_where_its_author_appeals(self, client, hidden, post):
        client.force_login(post.author)
        page = client.get(reverse("moderation:appeal", args=[hidden.pk])).content.decode()
        assert "팔아요" in page and "광고라서 숨겨요" in page
