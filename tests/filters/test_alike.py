"""What is too much like other texts of the last days waits for a moderator."""

import re
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from boards.filters.alike import MAX_BANDS, MAX_COMPARED, MAX_OF_A_DAY
from boards.filters.fingerprints import forget_old_texts, said_in
from boards.filters.likeness import ALIKE, MIN_LETTERS, bands_of, letters_to_compare, likeness
from boards.filters.matching.streams import plain_letters
from boards.filters.models import Approval, Fingerprint, Waiting
from boards.members.levels import Level
from boards.members.models import Member
from boards.posts.comments.actions.publish_comment import publish_comment
from boards.posts.models import Post
from boards.posts.states import State
from boards.posts.writing.actions.delete_own_post import delete_own_post
from tests.concurrency import at_once
from tests.factories import BoardFactory, MemberFactory, PostFactory
from tests.filters.writing import page, publish

pytestmark = pytest.mark.django_db

TEXT = (
    "뉴저지 팰리세이즈파크에서 새로 문을 연 한식당입니다. 점심에는 갈비탕과 냉면을 싸게 드리고 "
    "저녁에는 단체 손님을 위한 방도 따로 있습니다. 오셔서 말씀만 하시면 음료수를 그냥 드립니다."
)
CHANGED = {
    "some words": TEXT.replace("냉면", "비빔밥").replace("음료수", "콜라").replace("저녁", "밤"),
    "a number": f"{TEXT} 전화 201-555-0143",
    "spaces and signs": TEXT.replace(" ", "").replace(".", "!!! 💥"),
    "another line": f"{TEXT}\n주말에는 쉬고 평일에만 문을 엽니다.",
    "other pictures and a name": f"😀 {TEXT} 😀 사장 김철수 올림",
}
OTHER = (
    "작년에 산 중고 자전거를 팔고 싶은데 얼마를 받아야 할지 모르겠습니다. 체인은 지난달에 갈았고 "
    "바퀴도 멀쩡합니다. 비슷한 것을 팔아 보신 분이 계시면 어디에 올리는 것이 좋은지 가르쳐 주세요."
)


def member_of_long_standing() -> Member:
    """Somebody who is no new member any more."""
    member: Member = MemberFactory(level=Level.MEMBER)
    return member


def say(text: str, author: Member | None = None, **values) -> Post:
    """Publish a text under a title of no weight."""
    return publish(author=author, title="알림", body=f"<p>{text}</p>", **values)


class TestATextLikeAnother:
    @pytest.mark.parametrize("text", CHANGED.values(), ids=CHANGED.keys())
    def test_waits_when_a_new_member_publishes_it(self, text):
        say(TEXT)
        post = say(text)
        assert post.state == State.WAITING
        (waiting,) = Waiting.objects.all()
        assert waiting.reasons == [{"code": "alike", "count": 1}]

    @pytest.mark.parametrize("change", ["some words", "a number", "another line"])
    def test_waits_when_it_is_their_own(self, change):
        member = MemberFactory()
        say(TEXT, member)
        assert say(CHANGED[change], member).state == State.WAITING

    def test_waits_as_a_comment(self):
        publish_comment(post=PostFactory(), author=MemberFactory(), text=TEXT)
        other = publish_comment(
            post=PostFactory(), author=MemberFactory(), text=CHANGED["some words"]
        )
        assert other.state == State.WAITING

    def test_is_told_the_moderators_in_words(self, board, moderator):
        say(TEXT)
        say(CHANGED["a number"], board=board)
        assert "비슷한 글" in page("/moderation/waiting/", moderator)

    def test_is_never_refused_even_when_many_are_there(self):
        for number in range(5):
            say(f"{TEXT} {number}")
        assert not Post.objects.filter(state=State.REFUSED).exists()
        assert Post.objects.filter(state=State.WAITING).count() == 4

    def test_passes_on_a_board_where_alike_texts_are_welcome(self, board):
        Approval.objects.create(board=board, allows_alike=True)
        say(TEXT)
        assert say(CHANGED["a number"], board=board).is_published

    def test_passes_when_the_rule_is_off(self, settings):
        settings.ALIKE_DAYS = 0
        say(TEXT)
        assert say(CHANGED["a number"]).is_published

    def test_waits_where_only_the_rule_of_the_same_text_is_off(self, settings):
        settings.DUPLICATE_MINUTES = 0
        say(TEXT)
        assert say(TEXT).state == State.WAITING

    def test_passes_after_those_days(self):
        say(TEXT)
        Fingerprint.objects.update(published_at=timezone.now() - timedelta(days=8))
        assert say(CHANGED["a number"]).is_published

    def test_passes_when_the_other_was_deleted(self):
        member = MemberFactory()
        delete_own_post(post=say(TEXT, member), by=member)
        assert say(CHANGED["a number"], member).is_published

    def test_passes_when_a_moderator_of_the_board_writes_it(self, board, moderator):
        say(TEXT)
        assert say(CHANGED["a number"], moderator, board=board).is_published

    def test_passes_beside_a_secret_one_of_somebody_else(self):
        board = BoardFactory(allows_secret=True)
        member = MemberFactory()
        say(TEXT, member, board=board, is_secret=True)
        assert say(CHANGED["a number"]).is_published
        assert say(CHANGED["some words"], member).state == State.WAITING

    def test_passes_beside_a_comment_below_a_secret_post(self):
        secret = PostFactory(is_secret=True)
        publish_comment(post=secret, author=secret.author, text=TEXT)
        comment = publish_comment(
            post=PostFactory(), author=MemberFactory(), text=CHANGED["some words"]
        )
        assert comment.is_published

    def test_is_not_compared_with_comments_when_it_is_a_post(self):
        publish_comment(post=PostFactory(), author=MemberFactory(), text=TEXT)
        assert say(TEXT).is_published


class TestWhoIsNotNew:
    def test_may_publish_some_alike_texts_in_a_day(self):
        member = member_of_long_standing()
        said = [say(text, member).state for text in CHANGED.values()]
        assert said[: MAX_OF_A_DAY + 1] == [State.PUBLISHED] * (MAX_OF_A_DAY + 1)
        assert said[-1] == State.WAITING

    def test_may_publish_the_same_words_with_other_numbers_each_day(self):
        member = member_of_long_standing()
        for number in range(6):
            assert say(f"{TEXT} 오늘의 환율 13{number}0원", member).is_published

    def test_may_publish_what_is_like_the_texts_of_days_before(self):
        for text in CHANGED.values():
            say(text, member_of_long_standing())
        Fingerprint.objects.update(published_at=timezone.now() - timedelta(days=2))
        assert say(TEXT, member_of_long_standing()).is_published


class TestLikeness:
    @pytest.mark.parametrize("text", CHANGED.values(), ids=CHANGED.keys())
    def test_is_great_after_small_changes_and_there_is_a_common_number(self, text):
        assert likeness(letters(TEXT), letters(text)) >= ALIKE
        assert set(bands_of(letters(TEXT), kind=1)) & set(bands_of(letters(text), kind=1))

    def test_is_small_between_texts_that_have_nothing_to_do_with_each_other(self):
        assert likeness(letters(TEXT), letters(OTHER)) < 0.1

    def test_is_none_of_short_texts(self):
        assert letters_to_compare("감사합니다" * (MIN_LETTERS // 5 - 1)) == ""

    def test_of_filled_in_forms_is_small_where_the_answers_are_longer_than_the_questions(self):
        form = "이름: {}\n사는 곳: {}\n하는 일: {}\n바라는 것: {}"
        one = form.format(
            "박서준", "플러싱에서 오 년째", "세탁소를 합니다", "등산 모임을 찾고 있어요 함께해요"
        )
        other = form.format(
            "이하늘",
            "뉴저지 포트리 근처",
            "간호사로 일합니다",
            "아이들과 놀 친구를 찾습니다",
        )
        assert likeness(letters(one), letters(other)) < ALIKE


def letters(text: str) -> str:
    """Return of a text what is compared: without spaces and signs."""
    return letters_to_compare(plain_letters(text))


def test_a_text_that_is_like_no_other_takes_no_statement_more(board):
    say(OTHER)
    with CaptureQueriesContext(connection) as queries:
        say(TEXT, MemberFactory(), board=board)
    notes = [each["sql"] for each in queries if "boards_filters_" in each["sql"]]
    assert len(notes) == 1


def test_however_many_are_alike_so_many_statements_look_at_them(board):
    for number in range(MAX_COMPARED + 5):
        say(f"{TEXT} {number}")
    with CaptureQueriesContext(connection) as queries:
        say(CHANGED["some words"], MemberFactory(), board=board)
    looks = [each["sql"] for each in queries if "boards_filters_fingerprint" in each["sql"]]
    assert len(looks) == 2  # the note, and the texts that may be alike
    assert Waiting.objects.latest("pk").reasons[0]["count"] <= MAX_COMPARED


def test_notes_are_kept_as_long_as_texts_are_compared(settings):
    say(TEXT)
    Fingerprint.objects.update(published_at=timezone.now() - timedelta(days=6))
    assert forget_old_texts() == 0
    Fingerprint.objects.update(published_at=timezone.now() - timedelta(days=8))
    assert forget_old_texts() == 1


@pytest.mark.django_db(transaction=True)
def test_two_alike_texts_at_once_are_both_stored(board):
    members = [MemberFactory(), MemberFactory()]

    def send(author: Member, text: str) -> str:
        return say(text, author, board=board).state

    states = at_once(
        lambda: send(members[0], TEXT), lambda: send(members[1], CHANGED["some words"])
    )
    assert State.PUBLISHED in states
    assert Post.objects.count() == 2


class TestAmongAMillionNotes:
    """Of each number some notes are read, however many have it: what a post costs stays small."""

    CROWD = 3000  # notes that have all numbers of the text

    @pytest.fixture
    def crowded(self):
        said = said_in(Post(title="알림", body_text=TEXT))
        now = timezone.now()
        bands = {f"band_{number}": band for number, band in enumerate(said.bands, 1)}
        member = MemberFactory()
        Fingerprint.objects.bulk_create(
            Fingerprint(
                member=member,
                digest=number,
                text_key=UUID(int=number),
                published_at=now - timedelta(seconds=number),
                **bands,
            )
            for number in range(1, self.CROWD)
        )
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE boards_filters_fingerprint")

    @pytest.fixture
    def statements(self, crowded, board):
        """The note, and the texts of the notes that may be alike."""
        with CaptureQueriesContext(connection) as queries:
            say(CHANGED["some words"], MemberFactory(), board=board)
        found = [each["sql"] for each in queries if "boards_filters_fingerprint" in each["sql"]]
        assert len(found) == 2
        return found

    def test_reads_no_more_notes_of_a_number_than_are_compared(self, statements):
        assert all(rows_read(statement) <= MAX_COMPARED + 1 for statement in statements)

    def test_looks_in_the_index_of_each_number(self, crowded, board):
        with CaptureQueriesContext(connection) as queries:
            say(OTHER, MemberFactory(), board=board)
        (note,) = (each["sql"] for each in queries if "fingerprint" in each["sql"])
        assert all(f"fingerprint_band_{number}" in plan_of(note) for number in range(1, 7))

    def test_looks_in_no_more_than_some_of_them_for_what_is_alike(self, statements):
        _note, texts = statements
        assert texts.count("ORDER BY published_at DESC LIMIT") == MAX_BANDS

    def test_compares_with_the_newest_of_them(self, crowded, board):
        earlier = say(TEXT, MemberFactory(), board=board)
        Fingerprint.objects.filter(text_key=earlier.submission_key).update(
            published_at=timezone.now() + timedelta(seconds=1)
        )
        assert say(CHANGED["some words"], board=board).state == State.WAITING


def explained(statement: str) -> list:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()


def plan_of(statement: str) -> str:
    """Return what the database says of a statement, without running it."""
    how = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
    return "\n".join(str(row[-1]) for row in explained(f"{how} {statement}"))


def rows_read(statement: str) -> float:
    """Return how many notes a part of a statement reads at most.

    SQLite does not say; there, notes are read in the order of an index, up to the limit.
    """
    if connection.vendor == "sqlite":
        reads = re.findall(
            r"(?:SCAN|SEARCH) (?:boards_filters_fingerprint|earlier)\b.*", plan_of(statement)
        )
        return 0.0 if all("AND published_at>?" in each for each in reads) else float("inf")
    with transaction.atomic():
        plan = explained(f"EXPLAIN (ANALYZE, FORMAT JSON) {statement}")[0][0][0]["Plan"]
        transaction.set_rollback(True)
    return _most_rows(plan)


def _most_rows(node: dict) -> float:
    own = 0.0
    if node.get("Relation Name") == "boards_filters_fingerprint" and "Scan" in node["Node Type"]:
        own = node["Actual Rows"] + node.get("Rows Removed by Filter", 0)
    return max([own, *map(_most_rows, node.get("Plans", []))])
