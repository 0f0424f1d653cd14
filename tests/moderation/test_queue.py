"""The queue: what moderators see of reports, and what they decide."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.db.models import ProtectedError
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from boards.moderation.actions.appeal_decision import appeal_decision
from boards.moderation.actions.decide_case import decide_case
from boards.moderation.locking import DecidedMeanwhile
from boards.moderation.models import Case, Decision, ModerationEntry, Outcome, Report
from boards.posts.comments.actions.unhide_comment import unhide_comment
from boards.posts.moderation.actions.delete_post import delete_post
from boards.posts.moderation.actions.hide_post import hide_post
from boards.posts.moderation.actions.move_post import move_post
from boards.posts.moderation.actions.unhide_post import unhide_post
from boards.posts.states import State
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
QUEUE = "/moderation/"


@pytest.fixture
def moderator():
    return MemberFactory(handle="moon")


@pytest.fixture
def board(moderator):
    return BoardFactory(name_ko="자유게시판", moderators=[moderator])


@pytest.fixture
def post(board):
    return PostFactory(board=board, title="사세요 사세요")


@pytest.fixture
def stranger():
    """Return who moderates another board."""
    member = MemberFactory()
    BoardFactory(moderators=[member])
    return member


def page_of(client, viewer, path=QUEUE, **query):
    client.force_login(viewer)
    return client.get(path, query, headers={"accept-language": "ko"}).content.decode()


def decide_path(thing) -> str:
    return reverse("moderation:decide", args=[case_of(thing).pk])


class TestThePage:
    def test_shows_a_thing_with_its_reasons_words_and_history(self, client, post, moderator):
        before = PostFactory(board=post.board, author=post.author)
        report(before)
        decide(before, moderator, Outcome.HIDE)
        advertising = some_reason()
        report(post, text="세 번째 광고", reason=advertising)
        report(post, reason=advertising)
        page = page_of(client, moderator)
        for words in (
            "사세요 사세요",
            "작년 소득을",
            "자유게시판",
            "세 번째 광고",
            "이전 조치 1건",
        ):
            assert words in page
        assert f"<strong>{advertising.name_ko}</strong> 2" in page
        assert post.author.handle not in page

    def test_begins_with_what_waits_longest(self, client, board, moderator):
        titles = ["첫째 글", "둘째 글", "셋째 글"]
        for title in titles:
            report(PostFactory(board=board, title=title))
        report(PostFactory(board=board, title="넷째 글"))
        page = page_of(client, moderator)
        assert sorted(titles, key=page.index) == titles

    def test_has_nothing_of_other_boards(self, client, post, stranger):
        report(post)
        assert "사세요" not in page_of(client, stranger)
        case = reverse("moderation:case", args=[case_of(post).pk])
        assert client.get(case).status_code == 404
        data = {"decision": "keep"}
        assert client.post(decide_path(post), data).status_code == 404

    def test_is_not_there_for_members_who_moderate_nothing(self, client, post):
        client.force_login(newcomer())
        assert client.get(QUEUE).status_code == 404

    def test_does_not_tell_who_an_anonymous_author_is(self, client, board, moderator):
        author = MemberFactory(handle="whisperer")
        earlier = PostFactory(board=board, author=author)
        report(earlier)
        decide(earlier, moderator, Outcome.HIDE)
        report(PostFactory(board=board, author=author, anonymous_number=0, title="익명의 글"))
        page = page_of(client, moderator)
        assert "익명의 글" in page
        assert "이전 조치" not in page
        assert "whxxxxx" not in page

    def test_counts_no_decision_about_something_anonymous(self, client, board, moderator):
        author = MemberFactory()
        secretly = PostFactory(board=board, author=author, anonymous_number=0)
        said = anonymously(CommentFactory(post=secretly, author=author))
        for thing in (secretly, said):
            report(thing)
            decide(thing, moderator, Outcome.HIDE)
        report(PostFactory(board=board, author=author, title="이름을 건 글"))
        page = page_of(client, moderator)
        assert "이름을 건 글" in page
        assert "이전 조치" not in page

    def test_escapes_what_people_wrote(self, client, board, moderator):
        report(PostFactory(board=board, title="<b>title</b>"), text="<script>x</script>")
        page = page_of(client, moderator)
        assert "<b>title" not in page
        assert "<script>x" not in page

    @pytest.mark.parametrize(
        "after",
        [
            "x", "~", "2026-01-01~1", "2026-01-01T00:00:00+00:00~x", "9" * 100,
            "0001-01-01T00:00:00+14:00~1", "9999-12-31T23:59:59-14:00~1",
            "2026-01-01T00:00:00+00:00~" + "9" * 19, "2026-01-01T00:00:00+00:00~0",
            "2026-01-01T00:00:00\0+00:00~1",
        ],
    )  # fmt: skip
    def test_begins_anew_at_a_place_that_cannot_be_read(self, client, post, moderator, after):
        report(post)
        assert "사세요" in page_of(client, moderator, after=after)

    @pytest.mark.parametrize(
        "after", ["0001-01-01T00:00:00+00:00~1", "9999-12-31T23:59:59.999999+00:00~1"]
    )
    def test_answers_at_the_first_and_the_last_moment(self, client, post, moderator, after):
        client.force_login(moderator)
        assert client.get(QUEUE, {"after": after}).status_code == 200

    def test_goes_on_by_key_and_shows_each_case_once(self, client, board, moderator):
        for _each in range(45):
            report(PostFactory(board=board))
        client.force_login(moderator)
        seen, after = [], ""
        while True:
            page = client.get(QUEUE, {"after": after} if after else {}).context["page"]
            seen += [row.case.pk for row in page.rows]
            if not page.after:
                break
            after = page.after
        assert len(seen) == len(set(seen)) == 45
        assert seen == sorted(seen)

    def test_takes_eight_queries_at_most_with_ten_cases_and_with_ten_thousand(
        self, client, board, moderator
    ):
        for number in range(10):
            post = PostFactory(board=board)
            report(post)
            report([post, CommentFactory(post=post), post.author][number % 3])
        client.force_login(moderator)
        client.get(QUEUE)
        with CaptureQueriesContext(connection) as few:
            client.get(QUEUE)
        _many_cases(10_000, PostFactory(board=board))
        with CaptureQueriesContext(connection) as many:
            page = client.get(QUEUE)
        assert len(page.context["page"].rows) == 20
        assert len(few) <= 8
        assert len(many) <= 8

    def test_takes_as_many_queries_for_a_superuser_with_own_decisions_and_own_posts(
        self, client, board
    ):
        chief = AdminFactory()

        def _one_more() -> None:
            post, own = PostFactory(board=board), PostFactory(board=board, author=chief)
            report(own)
            report(post)
            decision = decide(post, chief, Outcome.HIDE)
            appeal_decision(decision=decision, by=post.author, text="왜요")

        _one_more()
        client.force_login(chief)
        client.get(QUEUE)
        with CaptureQueriesContext(connection) as few:
            client.get(QUEUE)
        for _time in range(5):
            _one_more()
        with CaptureQueriesContext(connection) as many:
            page = client.get(QUEUE)
        rows = page.context["page"].rows
        assert [row.needs_another for row in rows] == [False, True] * 6
        assert [row.is_for_others for row in rows] == [True, False] * 6
        assert len(many) == len(few) <= 8


def _many_cases(number: int, post) -> None:
    """Store open cases of as many things; only the last one of them is there."""
    now = timezone.now()
    cases = Case.objects.bulk_create(
        Case(kind="post", target_id=10**9 + place, board=post.board, waiting_since=now)
        for place in range(number)
    )
    Report.objects.bulk_create(
        Report(case=case, reporter=None, reason=some) for some in [some_reason()] for case in cases
    )


class TestAfterAMove:
    """A case follows its thing: whoever moderated it before reads and decides nothing more."""

    @pytest.fixture
    def elsewhere(self, stranger):
        return stranger.moderated_boards.get()

    def test_a_decided_case_is_for_the_new_board(
        self, client, post, moderator, stranger, elsewhere, django_capture_on_commit_callbacks
    ):
        comment = CommentFactory(post=post)
        for thing in (post, comment):
            report(thing)
            decide(thing, moderator, Outcome.HIDE)
        with django_capture_on_commit_callbacks(execute=True):
            move_post(post=post, by=AdminFactory(), board=elsewhere)
        for thing in (post, comment):
            path = reverse("moderation:case", args=[case_of(thing).pk])
            client.force_login(moderator)
            assert client.get(path).status_code == 404
            client.force_login(stranger)
            assert client.get(path).status_code == 200

    def test_an_appeal_is_for_the_new_board(
        self, client, post, moderator, stranger, elsewhere, django_capture_on_commit_callbacks
    ):
        report(post)
        decision = decide(post, moderator, Outcome.HIDE)
        with django_capture_on_commit_callbacks(execute=True):
            move_post(post=post, by=AdminFactory(), board=elsewhere)
        appeal_decision(decision=decision, by=post.author, text="광고가 아니에요")
        assert "광고가 아니에요" not in page_of(client, moderator)
        assert "광고가 아니에요" in page_of(client, stranger)

    def test_the_present_board_counts_even_before_the_case_has_followed(
        self, client, post, moderator, stranger, elsewhere
    ):
        report(post, text="광고예요")
        move_post(post=post, by=AdminFactory(), board=elsewhere)
        assert case_of(post).board == post.board  # nothing is committed in this test
        assert "광고예요" not in page_of(client, moderator)
        client.force_login(moderator)
        data = {"decision": "keep"}
        assert client.post(decide_path(post), data).status_code == 404
        with pytest.raises(PermissionDenied):
            decide(post, moderator, Outcome.KEEP)
        client.force_login(stranger)
        assert client.post(decide_path(post), data).status_code == 302
        assert case_of(post).board == elsewhere

    def test_a_report_brings_the_case_where_the_post_is(self, post, elsewhere):
        old = type(post).objects.get(pk=post.pk)
        move_post(post=post, by=AdminFactory(), board=elsewhere)
        report(old)
        assert case_of(post).board == elsewhere

    def test_a_board_with_decisions_cannot_be_deleted(self, board, moderator, elsewhere):
        comment = CommentFactory(post=PostFactory(board=board))
        report(comment)
        decide(comment, moderator, Outcome.DELETE)
        move_post(post=comment.post, by=AdminFactory(), board=elsewhere)
        with pytest.raises(ProtectedError):
            board.delete()
        assert Decision.objects.exists()


class TestDeciding:
    def test_opens_a_case_and_decides_it_with_its_thing_loaded_once(self, client, post, moderator):
        report(post)
        client.force_login(moderator)
        with CaptureQueriesContext(connection) as opening:
            client.get(reverse("moderation:case", args=[case_of(post).pk]))
        assert sum('"beginning"' in query["sql"] for query in opening) == 1
        with CaptureQueriesContext(connection) as deciding:
            decide(post, moderator, Outcome.HIDE)
        assert sum('"beginning"' in query["sql"] for query in deciding) == 1

    def test_keeps_what_does_not_break_the_rules(self, client, post, moderator):
        for _time in range(3):
            report(post, by=settled())
        client.force_login(moderator)
        response = client.post(decide_path(post), {"decision": "keep"})
        assert response.status_code == 302
        assert state_of(post) == State.PUBLISHED
        assert Decision.objects.get().by == moderator

    def test_leaves_hidden_what_a_moderator_had_hidden_before(self, post, moderator):
        report(post)
        hide_post(post=post, by=AdminFactory())
        with pytest.raises(ValidationError) as refused:
            decide(post, moderator, Outcome.KEEP)
        assert refused.value.code == "hidden"
        assert state_of(post) == State.HIDDEN
        decide(post, moderator, Outcome.HIDE)

    def test_forgets_the_reports_from_before_a_moderator_showed_it_again(
        self, post, moderator, django_capture_on_commit_callbacks
    ):
        for _time in range(3):
            report(post, by=settled())
        with django_capture_on_commit_callbacks(execute=True):
            unhide_post(post=post, by=moderator)
        assert not case_of(post).was_hidden_by_reports
        report(post, by=settled())
        assert state_of(post) == State.PUBLISHED
        hide_post(post=post, by=moderator)
        with pytest.raises(ValidationError):
            decide(post, moderator, Outcome.KEEP)

    @pytest.mark.parametrize("outcome", [Outcome.HIDE, Outcome.DELETE])
    def test_hides_and_deletes_with_one_press_and_the_reason_of_the_reports(
        self, client, post, moderator, outcome
    ):
        reason = ReportReasonFactory(name_ko="도배")
        report(post, reason=reason)
        client.force_login(moderator)
        client.post(decide_path(post), {"decision": outcome})
        assert state_of(post) == {"hide": State.HIDDEN, "delete": State.DELETED}[outcome]
        assert Decision.objects.get().rule == reason
        logged = ModerationEntry.objects.filter(by=moderator).values_list("verb", flat=True)
        assert set(logged) == {f"decide_{outcome}", outcome}

    def test_removes_a_comment(self, client, post, moderator):
        comment = CommentFactory(post=post)
        report(comment)
        decide(comment, moderator, Outcome.DELETE)
        assert state_of(comment) == State.REMOVED

    def test_removes_what_is_wrong_with_a_profile(self, post, moderator):
        author = post.author
        author.about = "사세요"
        author.save(update_fields=["about"])
        report(author)
        decide(author, moderator, Outcome.DELETE)
        author.refresh_from_db()
        assert author.about == ""

    def test_is_for_the_moderators_of_the_board_only(self, post, stranger):
        report(post)
        with pytest.raises(PermissionDenied):
            decide(post, stranger, Outcome.KEEP)

    def test_is_not_for_who_wrote_it(self, client, board, moderator):
        own = PostFactory(board=board, author=moderator)
        report(own)
        assert 'name="decision"' not in page_of(client, moderator)
        with pytest.raises(ValidationError) as refused:
            decide(own, moderator, Outcome.KEEP)
        assert refused.value.code == "own"

    def test_anybody_closes_what_is_gone(self, client, board, moderator):
        own = PostFactory(board=board, author=moderator)
        report(own)
        delete_post(post=own, by=AdminFactory())
        assert 'value="gone"' in page_of(client, moderator)
        client.post(decide_path(own), {"decision": "gone"})
        assert Decision.objects.get().outcome == Outcome.GONE

    def test_is_for_the_only_superuser_where_nobody_else_can(self, client):
        chief = AdminFactory()
        own = PostFactory(board=BoardFactory(), author=chief)
        for thing, outcome in ((own, Outcome.KEEP), (chief, Outcome.KEEP)):
            report(thing)
            assert 'value="keep"' in page_of(client, chief)
            decide(thing, chief, outcome)
        report(own)
        AdminFactory()
        assert 'value="keep"' not in page_of(client, chief)
        with pytest.raises(ValidationError):
            decide(own, chief, Outcome.KEEP)

    def test_the_accused_reads_neither_reasons_nor_words(self, client, board, moderator):
        own = PostFactory(board=board, author=moderator, title="운영자의 글")
        reason = ReportReasonFactory(name_ko="업자 의심")
        report(own, text="누구인지 짐작되는 말", reason=reason)
        page = page_of(client, moderator)
        assert "운영자의 글" in page
        assert "누구인지" not in page
        assert "업자 의심" not in page
        other = AdminFactory()
        assert "누구인지" in page_of(client, other)
        decide(own, other, Outcome.HIDE)
        page = page_of(client, moderator, reverse("moderation:case", args=[case_of(own).pk]))
        assert "누구인지" not in page

    @pytest.mark.parametrize("is_comment", [False, True], ids=["post", "comment"])
    def test_the_accused_does_not_show_again_what_is_hidden(self, board, moderator, is_comment):
        own = PostFactory(board=board, author=moderator)
        unhide = {"post": own}
        if is_comment:
            own = CommentFactory(post=own, author=moderator)
            unhide = {"comment": own}
        act = unhide_comment if is_comment else unhide_post
        other = MemberFactory()
        board.moderators.add(other)
        report(own)
        decision = decide(own, other, Outcome.HIDE)
        with pytest.raises(ValidationError) as refused:
            act(**unhide, by=moderator)
        assert refused.value.code == "own"
        appeal_decision(decision=decision, by=moderator, text="왜요")
        with pytest.raises(ValidationError):
            act(**unhide, by=moderator)
        act(**unhide, by=other)
        assert state_of(own) == State.PUBLISHED

    def test_an_author_who_moderates_shows_again_what_nobody_reported(self, board, moderator):
        own = PostFactory(board=board, author=moderator)
        hide_post(post=own, by=moderator)
        unhide_post(post=own, by=moderator)
        assert state_of(own) == State.PUBLISHED

    def test_tells_the_second_moderator_who_was_faster_and_keeps_what_was_typed(
        self, client, post, moderator
    ):
        second = MemberFactory()
        post.board.moderators.add(second)
        report(post)
        decide(post, moderator, Outcome.HIDE, reason="광고라서 숨겨요")
        client.force_login(second)
        data = {"decision": "delete", "reason": "긴 이유를 쓰고 있었어요"}
        response = client.post(decide_path(post), data, headers={"accept-language": "ko"})
        page = response.content.decode()
        assert response.status_code == 409
        for words in ("먼저 처리했습니다", "moxxxxx", "광고라서 숨겨요", "긴 이유를 쓰고 있었어요"):
            assert words in page
        assert state_of(post) == State.HIDDEN
        assert Decision.objects.count() == 1

    def test_tells_when_the_post_was_deleted_meanwhile(self, client, post, moderator):
        report(post)
        delete_post(post=post, by=AdminFactory())
        client.force_login(moderator)
        data = {"decision": "hide", "reason": "광고"}
        response = client.post(decide_path(post), data)
        assert response.status_code == 410
        assert 'value="광고"' in response.content.decode()
        decide(post, moderator, Outcome.GONE, reason="이미 없음")
        entry = ModerationEntry.objects.get(verb="decide_gone")
        assert (entry.kind, entry.target_id) == ("post", str(post.pk))
        assert (entry.board, entry.by, entry.reason) == (post.board, moderator, "이미 없음")
        assert "사세요" not in page_of(client, moderator)

    @pytest.mark.parametrize(
        "data",
        [{}, {"decision": "burn"}, {"decision": "hide", "reason": "가" * 1001}],
    )
    def test_gives_a_form_that_says_too_little_back(self, client, post, moderator, data):
        report(post)
        client.force_login(moderator)
        assert client.post(decide_path(post), data).status_code == 422
        assert not Decision.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_moderators_at_once_one_decides_and_the_other_is_told():
    moderators = [MemberFactory(), MemberFactory()]
    post = PostFactory(board=BoardFactory(moderators=moderators))
    ReportReasonFactory()
    report(post)
    case = case_of(post)

    def attempt(by, outcome) -> str:
        try:
            decide_case(case=case, by=by, outcome=outcome)
        except DecidedMeanwhile:
            return "told"
        return "done"

    first, second = moderators
    outcomes = at_once(lambda: attempt(first, Outcome.HIDE), lambda: attempt(second, Outcome.KEEP))
    assert sorted(outcomes) == ["done", "told"]
    assert Decision.objects.count() == 1
    assert (state_of(post) == State.HIDDEN) == (Decision.objects.get().outcome == Outcome.HIDE)
