"""Reporting: who may, what is told, and when enough of it hides a thing."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from boards.members.models import Member
from boards.moderation.models import Case, CaseState, ModerationEntry, Outcome, Report, ReportReason
from boards.posts.moderation.actions.delete_post import delete_post
from boards.posts.moderation.actions.hide_post import hide_post
from boards.posts.moderation.actions.move_post import move_post
from boards.posts.states import State
from tests.concurrency import at_once
from tests.factories import (
    AdminFactory,
    BoardFactory,
    CommentFactory,
    NoticeFactory,
    PostFactory,
    ReportReasonFactory,
)
from tests.moderation.people import (
    anonymously,
    case_of,
    decide,
    newcomer,
    report,
    settled,
    some_reason,
    state_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(moderator):
    return PostFactory(board=BoardFactory(moderators=[moderator]))


def report_path(thing) -> str:
    return reverse("moderation:report", args=[thing._meta.model_name, thing.pk])


def sent(client, thing, **fields):
    why = fields.pop("why", None) or some_reason().pk
    return client.post(report_path(thing), {"why": why, **fields})


def test_a_new_site_has_reasons_to_choose_among():
    names = list(ReportReason.objects.offered().values_list("name_ko", flat=True))
    assert len(names) == 6
    assert names[0] == "광고·도배"


class TestTheForm:
    def test_reports_a_post_with_a_reason_and_words(self, client, post):
        member = newcomer()
        client.force_login(member)
        assert client.get(report_path(post)).status_code == 200
        response = sent(client, post, text="같은 광고가 세 번째예요")
        assert response.status_code == 302
        found = Report.objects.get()
        assert (found.reporter, found.case.board) == (member, post.board)
        assert found.text == "같은 광고가 세 번째예요"

    def test_reports_a_comment_and_a_profile(self, client, post):
        comment = CommentFactory(post=post)
        client.force_login(newcomer())
        sent(client, comment)
        sent(client, comment.author)
        assert set(Case.objects.values_list("kind", "target_id", "board")) == {
            ("comment", comment.pk, post.board.pk),
            ("member", comment.author.pk, None),
        }

    def test_gives_back_what_was_typed_when_no_reason_is_chosen(self, client, post):
        client.force_login(newcomer())
        response = client.post(report_path(post), {"text": "긴 설명"})
        assert response.status_code == 422
        assert "긴 설명" in response.content.decode()
        assert not Report.objects.exists()

    def test_takes_no_reason_that_is_switched_off_and_no_text_without_end(self, client, post):
        client.force_login(newcomer())
        off = ReportReasonFactory(is_active=False)
        assert sent(client, post, why=off.pk).status_code == 422
        assert sent(client, post, text="가" * 1001).status_code == 422
        assert not Report.objects.exists()

    def test_tells_who_has_reported_it_already(self, client, post):
        client.force_login(newcomer())
        sent(client, post)
        page = client.get(report_path(post), headers={"accept-language": "ko"})
        assert page.status_code == 409
        assert "이미 신고했습니다" in page.content.decode()
        assert sent(client, post, text="또").status_code == 409
        assert Report.objects.count() == 1

    def test_is_not_for_what_is_ones_own(self, client, post):
        client.force_login(post.author)
        assert client.get(report_path(post)).status_code == 403
        assert sent(client, post).status_code == 403
        assert not Case.objects.exists()

    def test_tells_who_typed_that_the_post_was_deleted_meanwhile(self, client, post):
        client.force_login(newcomer())
        delete_post(post=post, by=AdminFactory())
        response = sent(client, post, text="사라지면 안 될 말")
        assert response.status_code == 410
        assert "사라지면 안 될 말" in response.content.decode()
        assert client.get(report_path(post)).status_code == 410

    def test_is_not_for_guests_nor_for_who_may_not_read_it(self, client, post):
        assert client.get(report_path(post)).status_code == 302
        assert sent(client, post).status_code == 403
        secret = PostFactory(board=post.board, is_secret=True)
        client.force_login(newcomer())
        assert client.get(report_path(secret)).status_code == 403

    @pytest.mark.parametrize("path", ["/report/board/1/", "/report/post/99999999999999999999/"])
    def test_knows_no_other_things(self, client, path):
        client.force_login(newcomer())
        assert client.get(path).status_code == 404

    def test_is_linked_from_the_article_and_each_comment_for_all_but_who_wrote_it(
        self, client, post
    ):
        comment = CommentFactory(post=post)
        for viewer in (None, newcomer(), post.author, comment.author):
            if viewer:
                client.force_login(viewer)
            page = client.get(post.get_absolute_url()).content.decode()
            assert (f'href="{report_path(post)}"' in page) is (viewer != post.author)
            assert (f'href="{report_path(comment)}"' in page) is (viewer != comment.author)


class TestEnoughReports:
    def test_three_of_settled_members_hide_a_post_until_a_moderator_looks(self, post):
        for _time in range(2):
            report(post, by=settled())
        assert state_of(post) == State.PUBLISHED
        report(post, by=settled())
        assert state_of(post) == State.HIDDEN
        assert case_of(post).was_hidden_by_reports
        entry = ModerationEntry.objects.get()
        assert (entry.verb, entry.is_by_system) == ("hide", True)

    def test_of_new_members_it_takes_five(self, post):
        for _time in range(4):
            report(post)
        assert state_of(post) == State.PUBLISHED
        report(post)
        assert state_of(post) == State.HIDDEN

    def test_hide_a_comment_as_well(self, post):
        comment = CommentFactory(post=post)
        for _time in range(3):
            report(comment, by=settled())
        assert state_of(comment) == State.HIDDEN

    def test_hide_nothing_where_the_site_wants_it_so(self, post, settings):
        settings.REPORTS_HIDE_AT = 0
        for _time in range(4):
            report(post, by=settled())
        assert state_of(post) == State.PUBLISHED

    def test_begin_anew_when_a_moderator_has_kept_it(self, post, moderator):
        for _time in range(3):
            report(post, by=settled())
        decide(post, moderator, Outcome.KEEP)
        assert state_of(post) == State.PUBLISHED
        report(post, by=settled())
        assert state_of(post) == State.PUBLISHED
        assert Case.objects.filter(state=CaseState.OPEN).count() == 1

    def test_hide_no_notice_and_nothing_that_a_moderator_wrote(self, post, moderator):
        own = PostFactory(board=post.board, author=moderator)
        said = CommentFactory(post=post, author=moderator)
        NoticeFactory(post=post)
        for thing in (post, own, said):
            for _time in range(4):
                report(thing, by=settled())
            assert state_of(thing) == State.PUBLISHED
            assert case_of(thing).weight == 8

    def test_hide_what_is_anonymous_whoever_wrote_it(self, post, moderator):
        secretly = PostFactory(board=post.board, author=moderator, anonymous_number=0)
        said = anonymously(CommentFactory(post=secretly, author=moderator))
        for thing in (said, secretly):
            for _time in range(3):
                report(thing, by=settled())
            assert state_of(thing) == State.HIDDEN

    def test_hide_nothing_that_a_moderator_has_hidden_already(self, post, moderator):
        hide_post(post=post, by=moderator)
        for _time in range(3):
            report(post, by=settled())
        assert not case_of(post).was_hidden_by_reports
        assert not ModerationEntry.objects.filter(is_by_system=True).exists()

    def test_hide_a_profile_never(self, post):
        for _time in range(4):
            report(post.author, by=settled())
        assert Member.objects.get(pk=post.author.pk).is_active
        assert not case_of(post.author).was_hidden_by_reports


class TestOneReport:
    def test_is_not_for_who_is_switched_off(self, post):
        member = newcomer()
        member.is_active = False
        with pytest.raises(PermissionDenied):
            report(post, by=member)

    def test_is_one_for_each_member_until_it_is_decided(self, client, post, moderator):
        member = newcomer()
        client.force_login(member)
        for thing in (post, post.author, CommentFactory(post=post)):
            report(thing, by=member)
            with pytest.raises(ValidationError, match="before"):
                report(thing, by=member)
            by = AdminFactory() if thing == post.author else moderator
            decide(thing, by, Outcome.KEEP)
            assert client.get(report_path(thing)).status_code == 200
            report(thing, by=member)
            assert Case.objects.filter(target_id=thing.pk, kind=case_of(thing).kind).count() == 2

    def test_follows_a_post_to_another_board(self, post, django_capture_on_commit_callbacks):
        comment = CommentFactory(post=post)
        report(post)
        report(comment)
        other = BoardFactory()
        with django_capture_on_commit_callbacks(execute=True):
            move_post(post=post, by=AdminFactory(), board=other)
        assert set(Case.objects.values_list("board", flat=True)) == {other.pk}


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    def test_reports_make_one_case_and_hide_once(self):
        post = PostFactory(board=BoardFactory())
        reason = ReportReasonFactory()
        members = [settled() for _each in range(6)]
        calls = [lambda by=member: report(post, by=by, reason=reason) for member in members]
        at_once(*calls)
        case = Case.objects.get()
        assert case.reports.count() == 6
        assert case.weight == 12
        assert state_of(post) == State.HIDDEN
        assert ModerationEntry.objects.filter(verb="hide").count() == 1

    def test_one_member_reports_once(self):
        post, reason, member = PostFactory(), ReportReasonFactory(), settled()

        def attempt() -> str:
            try:
                report(post, by=member, reason=reason)
            except ValidationError as error:
                return str(error.code)
            return "done"

        assert sorted(at_once(attempt, attempt)) == ["again", "done"]
        assert Case.objects.get().weight == 2
