"""From the queue: one press warns, silences or suspends the author, and hides the thing."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from boards.members.models import Member
from boards.moderation.actions.appeal_decision import appeal_decision
from boards.moderation.actions.decide_appeal import decide_appeal
from boards.moderation.models import Appeal, CaseState, ModerationEntry, Outcome
from boards.moderation.sanctions.actions.lift_sanction import lift_sanction
from boards.posts.states import State
from boards.sanctions.models import Sanction
from tests.factories import AdminFactory, MemberFactory, PostFactory
from tests.moderation.people import case_of, decide, report
from tests.sanctions.people import signed_in, site_moderator, suspend

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(board):
    post = PostFactory(board=board)
    report(post)
    return post


def test_a_silence_by_one_press_hides_the_post_and_is_for_its_board(moderator, board, post) -> None:
    client = signed_in(moderator)
    case = case_of(post)
    page = client.get("/moderation/").content.decode()
    assert 'value="silence"' in page and 'data-key="5"' in page
    assert 'value="suspend"' not in page
    data = {"decision": "silence", "reason": "도배예요."}
    assert client.post(f"/moderation/cases/{case.pk}/decide/", data).status_code == 302
    post.refresh_from_db()
    author = Member.objects.get(pk=post.author_id)
    assert post.state == State.HIDDEN
    assert author.is_silenced_on(board.pk) and not author.is_silenced_on(None)
    assert Sanction.objects.get().reason == "도배예요."
    assert {"decide_silence", "silence", "hide"} == set(
        ModerationEntry.objects.values_list("verb", flat=True)
    )


def test_without_words_the_reason_of_the_reports_is_told(moderator, post) -> None:
    decision = decide(post, moderator, Outcome.WARN)
    assert decision.sanction.reason == decision.words


def test_a_suspension_is_for_site_moderators(moderator, board, post) -> None:
    with pytest.raises(PermissionDenied):
        decide(post, moderator, Outcome.SUSPEND)
    both = site_moderator()
    board.moderators.add(both)
    assert 'value="suspend"' in signed_in(both).get("/moderation/").content.decode()
    decide(post, both, Outcome.SUSPEND)
    assert Member.objects.get(pk=post.author_id).is_suspended


def test_who_may_not_suspend_is_told_on_the_page_and_nothing_is_hidden(moderator, post) -> None:
    case = case_of(post)
    path = f"/moderation/cases/{case.pk}/decide/"
    response = signed_in(moderator).post(path, {"decision": "suspend", "reason": "긴 이유"})
    assert response.status_code in (403, 404)
    post.refresh_from_db()
    assert post.state == State.PUBLISHED


def test_an_admins_post_is_hidden_but_the_admin_not_sanctioned(moderator, board) -> None:
    post = PostFactory(board=board, author=AdminFactory())
    report(post)
    with pytest.raises(ValidationError) as refusal:
        decide(post, moderator, Outcome.WARN)
    assert refusal.value.code == "rank"
    post.refresh_from_db()
    assert post.state == State.PUBLISHED
    decide(post, moderator, Outcome.HIDE)


def test_the_author_of_something_anonymous_is_not_sanctioned_unseen(moderator, board) -> None:
    post = PostFactory(board=board, anonymous_number=0)
    report(post)
    page = signed_in(moderator).get("/moderation/").content.decode()
    assert 'value="warn"' not in page and f"/moderation/members/{post.author_id}/" not in page
    with pytest.raises(ValidationError):
        decide(post, moderator, Outcome.WARN)


def test_one_appeal_shows_the_post_again_and_lifts_the_silence(moderator, board, post) -> None:
    decision = decide(post, moderator, Outcome.SILENCE, "도배예요.")
    author = Member.objects.get(pk=post.author_id)
    page = signed_in(author).get("/decisions/").content.decode()
    assert f"/decisions/{decision.pk}/appeal/" in page
    appeal_decision(decision=decision, by=author, text="아니에요.")
    second = AdminFactory()
    decide_appeal(case=decision.case, by=second, result=Appeal.Result.REVERSED)
    post.refresh_from_db()
    author.refresh_from_db()
    assert post.state == State.PUBLISHED and not author.is_silenced_on(board.pk)


def test_the_sanction_can_be_appealed_when_the_post_is_gone(moderator, board, post) -> None:
    from boards.posts.moderation.actions.delete_post import delete_post

    decision = decide(post, moderator, Outcome.SILENCE, "도배예요.")
    author = Member.objects.get(pk=post.author_id)
    delete_post(post=post, by=moderator)
    appeal_decision(decision=decision, by=author, text="아니에요.")
    decide_appeal(case=decision.case, by=AdminFactory(), result=Appeal.Result.REVERSED)
    author.refresh_from_db()
    assert not author.is_silenced_on(board.pk)


def test_a_profile_is_reported_and_its_member_suspended_by_a_site_moderator() -> None:
    member = MemberFactory()
    report(member)
    by = site_moderator()
    page = signed_in(by).get("/moderation/").content.decode()
    assert 'value="suspend"' in page
    decision = decide(member, by, Outcome.SUSPEND, "광고 계정이에요.")
    member.refresh_from_db()
    assert member.is_suspended
    appeal_decision(decision=decision, by=member, text="아니에요.")
    decide_appeal(case=decision.case, by=AdminFactory(), result=Appeal.Result.REVERSED)
    member.refresh_from_db()
    assert not member.is_suspended


def test_an_author_who_is_silenced_is_told_at_the_hidden_post_why(moderator, post) -> None:
    decision = decide(post, moderator, Outcome.SILENCE, reason="도배예요.")
    author = Member.objects.get(pk=post.author_id)
    page = signed_in(author).get(post.get_absolute_url()).content.decode()
    assert "도배예요." in page
    assert f"/decisions/{decision.pk}/appeal/" in page


def test_the_only_superuser_decides_where_no_other_may_look_at_the_post(board, post) -> None:
    """Site moderators sanction everywhere, but do not see cases of a board that is not theirs."""
    chief = AdminFactory()
    site_moderator()
    board.moderators.clear()
    decision = decide(post, chief, Outcome.SUSPEND, "광고예요.")
    appeal_decision(decision=decision, by=Member.objects.get(pk=post.author_id), text="아니에요.")
    decide_appeal(case=decision.case, by=chief, result=Appeal.Result.REVERSED)
    assert not Member.objects.get(pk=post.author_id).is_suspended


def test_who_is_suspended_is_nobody_that_an_appeal_could_wait_for(moderator, board, post) -> None:
    chief = AdminFactory()
    decision = decide(post, chief, Outcome.SILENCE, "도배예요.")
    author = Member.objects.get(pk=post.author_id)
    appeal_decision(decision=decision, by=author, text="아니에요.")
    with pytest.raises(ValidationError):
        decide_appeal(case=decision.case, by=chief, result=Appeal.Result.REVERSED)
    suspend(moderator, by=chief)
    decide_appeal(case=decision.case, by=chief, result=Appeal.Result.REVERSED)


def test_a_site_moderator_without_a_board_clears_a_profile() -> None:
    member = MemberFactory(about="광고합니다")
    report(member)
    decide(member, site_moderator(), Outcome.DELETE, "광고예요.")
    member.refresh_from_db()
    assert member.about == ""


def test_to_lift_a_sanction_closes_the_appeal_against_it_alone(board, post, moderator) -> None:
    chief, member = AdminFactory(), MemberFactory()
    sanction = suspend(member, by=chief)
    appeal_decision(decision=sanction.decision, by=member, text="아니에요.")
    lift_sanction(sanction=sanction, by=chief, reason="잘못 봤어요.")
    appeal = Appeal.objects.get()
    assert (appeal.result, appeal.reason) == (Appeal.Result.REVERSED, "잘못 봤어요.")
    assert appeal.decision.case.state == CaseState.DECIDED
    # What hid a post as well is still to be decided.
    decision = decide(post, moderator, Outcome.SILENCE, "도배예요.")
    appeal_decision(decision=decision, by=Member.objects.get(pk=post.author_id), text="아니에요.")
    lift_sanction(sanction=decision.sanction, by=chief)
    assert Appeal.objects.latest("pk").result == ""


def test_an_author_is_spoken_to_of_a_sanction(moderator, post) -> None:
    decide(post, moderator, Outcome.SILENCE, "도배예요.")
    page = signed_in(Member.objects.get(pk=post.author_id)).get("/decisions/").content.decode()
    assert "You cannot write for a time" in page
    assert "The author" not in page.partition("<main")[2]
