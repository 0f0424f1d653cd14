"""However much is found and however slow it is, every filter is heard, and none for long."""

import time

import pytest
from django.core.exceptions import ValidationError

from boards.filters.kinds import FilterKind, FilterOutcome
from boards.filters.models import Waiting
from boards.posts.states import State
from tests.filters.writing import publish, watch

pytestmark = pytest.mark.django_db


class TestAPatternThatIsTooSlow:
    @pytest.mark.parametrize(
        ("pattern", "slow", "found"),
        [
            ("(x+x+)+y", "x" * 4000, "xxy"),
            ("카지노.*추천", "카지노" * 20000, "카지노 강력 추천"),
            (r"https?://\S+\.xyz", "http://" * 14000, "http://a.xyz"),
        ],
    )
    def test_lets_that_text_wait_and_stays_in_use(self, pattern, slow, found):
        row = watch(FilterOutcome.BLOCK, entries=pattern, kind=FilterKind.PATTERN)
        post = publish(body=f"<p>{slow}</p>")
        row.refresh_from_db()
        assert post.state == State.WAITING
        assert row.is_active and row.slow_at is not None
        assert publish().state == State.PUBLISHED
        with pytest.raises(ValidationError):
            publish(body=f"<p>{found}</p>")

    def test_takes_no_more_time_with_others(self):
        watch(
            FilterOutcome.HOLD,
            entries="\n".join(f"(x+x+)+y{n}" for n in range(40)),
            kind=FilterKind.PATTERN,
        )
        began = time.process_time()
        assert publish(body=f"<p>{'x' * 4000}</p>").state == State.WAITING
        assert time.process_time() - began < 2


class TestManyFinds:
    def test_of_a_mark_hide_no_word_that_is_not_taken(self):
        watch(FilterOutcome.TAG, entries="이벤트", name="표시")
        watch(FilterOutcome.BLOCK)
        watch(FilterOutcome.BLOCK, entries="spam.com", kind=FilterKind.DOMAIN)
        watch(FilterOutcome.BLOCK, entries=r"\d{3}-\d{4}", kind=FilterKind.PATTERN)
        for bad in ("나쁜말", "spam.com", "123-4567"):
            with pytest.raises(ValidationError):
                publish(body=f"<p>{'이벤트 ' * 200} {bad}</p>")

    def test_of_one_pattern_hide_no_other_pattern(self):
        watch(FilterOutcome.TAG, entries="행사\\d\n할인\\d", name="표시", kind=FilterKind.PATTERN)
        watch(FilterOutcome.HOLD, entries="나쁜.말", kind=FilterKind.PATTERN)
        assert publish(body=f"<p>{'행사1 할인2 ' * 300} 나쁜 말</p>").state == State.WAITING

    def test_that_are_innocent_hide_no_other(self):
        watch(
            FilterOutcome.BLOCK,
            entries=r"\d{3}-\d{4}",
            exceptions="000-0000",
            kind=FilterKind.PATTERN,
        )
        with pytest.raises(ValidationError):
            publish(body=f"<p>{'000-0000 ' * 300} 123-4567</p>")

    def test_that_cannot_all_be_masked_let_the_text_wait(self):
        watch(FilterOutcome.MASK)
        assert publish(body=f"<p>{'나쁜말 ' * 150}</p>").state == State.PUBLISHED
        post = publish(body=f"<p>{'나쁜말 ' * 400}</p>")
        assert post.state == State.WAITING
        assert Waiting.objects.get().reasons[0]["code"] == "many"


def test_many_exceptions_take_no_more_time():
    watch(
        FilterOutcome.BLOCK, entries="시발",
        exceptions="\n".join(f"시발{chr(0xAC00 + 22 * n)}" for n in range(500)),
    )  # fmt: skip
    innocent = f"시발{chr(0xAC00 + 22 * 499)} "
    began = time.process_time()
    publish(body=f"<p>{innocent * 6000}</p>")
    with pytest.raises(ValidationError):
        publish(body=f"<p>{innocent * 6000} 시발</p>")
    assert time.process_time() - began < 2


class TestAPattern:
    def test_finds_nothing_that_begins_in_one_field_and_ends_in_the_next(self):
        watch(FilterOutcome.HOLD, entries="시작[\\s\\S]*끝\n시작[^a]*끝", kind=FilterKind.PATTERN)
        assert publish(title="시작", body="<p>끝</p>").state == State.PUBLISHED
        assert publish(tags=["시작", "끝"]).state == State.PUBLISHED
        assert publish(body="<p>시작</p><p>끝</p>").state == State.WAITING

    def test_finds_no_separator_of_fields(self):
        watch(FilterOutcome.HOLD, entries="\\W+나\n[^가]+나", kind=FilterKind.PATTERN)
        publish(title="제목", body="<p>나</p>", tags=["나", "하나"])
        publish(title="제목", body="<p>...나</p>")
        for row in Waiting.objects.all():
            assert "\0" not in str(row.reasons) and "\\x00" not in str(row.reasons)

    def test_is_looked_for_in_each_line(self):
        watch(FilterOutcome.HOLD, entries="^광고$\n무료[^a]*체험", kind=FilterKind.PATTERN)
        assert publish(body="<p>첫 줄</p><p>광고</p><p>끝 줄</p>").state == State.WAITING
        assert publish(body="<p>무료</p><p>체험</p>").state == State.PUBLISHED

    def test_that_names_the_end_of_a_line_goes_across(self):
        watch(FilterOutcome.MASK, entries=r"카톡\s*\w+", kind=FilterKind.PATTERN)
        assert publish(body="<p>카톡</p><p>abc</p>").body == "<p>○○</p><p>○○○</p>"
