"""What the log keeps of what moderators do, and that nobody can change it."""

import csv
import io
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils.translation import override

from boards.moderation.log.actions.empty_reasons import empty_reasons
from boards.moderation.log.csv_rows import safe_cell
from boards.moderation.log.verbs import VERBS
from boards.moderation.models import ModerationEntry
from boards.posts.comments.actions.hide_comment import hide_comment
from boards.posts.moderation.actions.change_category import change_category
from boards.posts.moderation.actions.delete_post import delete_post
from boards.posts.moderation.actions.hide_post import hide_post
from boards.posts.moderation.actions.look_up_author import look_up_author
from boards.posts.moderation.actions.move_post import move_post
from boards.posts.moderation.actions.unhide_post import unhide_post
from boards.posts.notices.actions.pin_notice import pin_notice
from boards.posts.writing.actions.correct_post import correct_post
from tests.factories import (
    AdminFactory,
    BoardFactory,
    CategoryFactory,
    CommentFactory,
    MemberFactory,
    PostFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator():
    return MemberFactory(handle="vubuilder")


@pytest.fixture
def board(moderator):
    return BoardFactory(name_ko="자유게시판", slug="free", moderators=[moderator])


@pytest.fixture
def post(board):
    return PostFactory(board=board)


def page_of(client, viewer, language="ko", **query):
    client.force_login(viewer)
    path = reverse("moderation:log")
    return client.get(path, query, headers={"accept-language": language}).content.decode()


def test_says_who_did_what_and_why(post, moderator):
    hide_post(post=post, by=moderator, reason="광고입니다")
    entry = ModerationEntry.objects.get()
    assert (entry.by, entry.verb, entry.board) == (moderator, "hide", post.board)
    assert (entry.kind, entry.target_id, entry.reason) == ("post", str(post.pk), "광고입니다")


def test_says_what_was_before_and_after(post, moderator):
    other = BoardFactory(name_ko="질문", moderators=[moderator])
    move_post(post=post, by=moderator, board=other)
    entry = ModerationEntry.objects.get()
    assert (entry.before["board"], entry.after["board"]) == ("자유게시판", "질문")


@pytest.mark.parametrize(
    ("language", "told"),
    [("ko", ("자유게시판 → 질문", "– → 정보")), ("en", ("Free → Q&amp;A", "– → Info"))],
)
def test_names_boards_and_categories_in_the_language_of_who_reads_it(
    client, moderator, language, told
):
    old = BoardFactory(name_ko="자유게시판", name_en="Free", moderators=[moderator])
    new = BoardFactory(name_ko="질문", name_en="Q&A", moderators=[moderator])
    post = PostFactory(board=old)
    category = CategoryFactory(board=new, name_ko="정보", name_en="Info")
    move_post(post=post, by=moderator, board=new, category=category)
    page = page_of(client, moderator, language)
    assert all(names in page for names in told)


def test_a_name_without_english_is_told_in_korean(client, moderator, post):
    change_category(
        post=post, by=moderator, category=CategoryFactory(board=post.board, name_ko="질문")
    )
    assert "– → 질문" in page_of(client, moderator, "en")


def test_names_the_fields_that_were_corrected(client, post):
    chief = AdminFactory()
    correct_post(post=post, by=chief, title="새 제목", body=post.body, source="", link="")
    assert "제목" in re.search(r"항목[^<]*", page_of(client, chief))[0]


def test_has_what_is_done_to_comments_notices_and_the_anonymous(board, moderator):
    post = PostFactory(board=board, anonymous_number=0)
    pin_notice(post=post, by=moderator)
    look_up_author(post=post, by=moderator)
    hide_comment(comment=CommentFactory(post=post), by=moderator)
    verbs = ModerationEntry.objects.order_by("pk").values_list("verb", "board__slug")
    assert list(verbs) == [("pin", "free"), ("look_up_author", "free"), ("hide", "free")]


def test_has_what_the_system_hides_and_not_what_follows_from_members_leaving(post):
    hide_post(post=post, by=None)
    delete_post(post=post, by=None)
    entry = ModerationEntry.objects.get()
    assert entry.verb == "hide"
    assert entry.is_by_system


def test_a_write_that_fails_leaves_no_line(post, moderator):
    with pytest.raises(RuntimeError), transaction.atomic():
        hide_post(post=post, by=moderator)
        raise RuntimeError
    assert not ModerationEntry.objects.exists()


class TestTheDatabaseRefuses:
    @pytest.mark.parametrize(
        "change",
        [
            {"verb": "unhide"},
            {"reason": "anders"},
            {"target_id": "7"},
            {"after": {"board": "x"}},
            {"is_by_system": True},
            {"kind": "comment"},
        ],
        ids=lambda change: next(iter(change)),
    )
    def test_to_change_a_line(self, post, moderator, change):
        hide_post(post=post, by=moderator, reason="광고")
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            ModerationEntry.objects.update(**change)

    def test_to_say_that_somebody_else_did_it(self, post, moderator):
        hide_post(post=post, by=moderator)
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            ModerationEntry.objects.update(by=MemberFactory())

    def test_to_delete_a_line(self, post, moderator):
        hide_post(post=post, by=moderator)
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            ModerationEntry.objects.all().delete()

    def test_to_put_another_line_in_its_place(self, post, moderator):
        hide_post(post=post, by=moderator)
        row = ModerationEntry.objects.values().get() | {"verb": "unhide"}
        for name in ("before", "after"):
            row[name] = "{}"
        columns, marks = ", ".join(f'"{name}"' for name in row), ", ".join(["%s"] * len(row))
        replace = "INSERT OR REPLACE" if connection.vendor == "sqlite" else "INSERT"
        table = ModerationEntry._meta.db_table
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"{replace} INTO {table} ({columns}) VALUES ({marks})", [*row.values()])
        assert ModerationEntry.objects.get().verb == "hide"

    def test_but_lets_words_about_who_leaves_be_emptied(self, post, moderator):
        hide_post(post=post, by=moderator, reason="홍길동의 광고")
        empty_reasons(kind="post", target_ids=[post.pk])
        assert ModerationEntry.objects.get().reason == ""

    def test_but_lets_a_member_go(self, post, moderator):
        hide_post(post=post, by=moderator)
        moderator.delete()
        assert ModerationEntry.objects.get().by is None


class TestThePage:
    def test_is_in_the_language_of_who_reads_it(self, client, post, moderator):
        hide_post(post=post, by=moderator, reason="광고입니다")
        korean, english = (page_of(client, moderator, each) for each in ("ko", "en"))
        assert "숨김" in korean
        assert "Hid it" not in korean
        assert "Hid it" in english
        assert "광고입니다" in korean

    def test_does_not_show_other_boards(self, client, post, moderator):
        stranger = MemberFactory()
        BoardFactory(moderators=[stranger])
        hide_post(post=post, by=moderator, reason="광고입니다")
        assert "광고입니다" not in page_of(client, stranger)
        assert "광고입니다" not in page_of(client, stranger, board="free")
        assert "광고입니다" in page_of(client, AdminFactory())

    def test_tells_the_board_that_lost_a_post_who_took_it(self, client, post, moderator):
        taker = AdminFactory(handle="takerofposts")
        other = BoardFactory(name_ko="질문", slug="questions", moderators=[MemberFactory()])
        move_post(post=post, by=taker, board=other)
        new = other.moderators.get()
        free = {"board": "free"}
        for viewer, query in ((moderator, {}), (moderator, free), (new, {}), (taker, free)):
            page = page_of(client, viewer, **query)
            assert "자유게시판 → 질문" in page
        other.moderators.clear()
        assert client.get(reverse("moderation:log")).status_code == 200

    def test_filters_by_verb_moderator_and_day(self, client, post, moderator):
        chief = AdminFactory()
        hide_post(post=post, by=moderator, reason="첫째")
        unhide_post(post=post, by=chief)
        hide_post(post=post, by=chief, reason="둘째")
        assert "첫째" not in page_of(client, moderator, verb="unhide")
        mine = page_of(client, moderator, by=moderator.pk, verb="hide")
        assert "첫째" in mine
        assert "둘째" not in mine
        assert "첫째" not in page_of(client, moderator, first="2999-01-01")
        assert "첫째" in page_of(client, moderator, first="2000-01-01", last="2999-01-01")

    @pytest.mark.parametrize(
        "query", [{"first": "x" * 10}, {"by": "9" * 50}, {"board": "\0"}, {"last": "9999-12-31"}]
    )
    def test_takes_nonsense_for_no_filter(self, client, board, moderator, query):
        client.force_login(moderator)
        assert client.get(reverse("moderation:log"), query).status_code == 200

    @pytest.mark.parametrize("before", ["x", "0", "9" * 50, "1\0", "-1", "²"])
    def test_begins_anew_before_a_line_that_cannot_be_read(self, client, post, moderator, before):
        hide_post(post=post, by=moderator, reason="광고입니다")
        assert "광고입니다" in page_of(client, moderator, before=before)

    def test_goes_on_by_key_with_the_same_queries(
        self, client, post, moderator, django_assert_num_queries
    ):
        for _time in range(30):
            hide_post(post=post, by=moderator)
            unhide_post(post=post, by=moderator)
        client.force_login(moderator)
        path = reverse("moderation:log")
        with django_assert_num_queries(5):
            page = client.get(path)
        assert len(page.context["lines"]) == 50
        with django_assert_num_queries(5):
            rest = client.get(path, {"before": page.context["older"]})
        assert len(rest.context["lines"]) == 10
        assert rest.context["older"] is None


class TestTheFile:
    def test_has_every_line_and_no_formula(self, client, post, moderator):
        hide_post(post=post, by=moderator, reason='=HYPERLINK("http://x")')
        client.force_login(moderator)
        response = client.get(reverse("moderation:log-csv"), headers={"accept-language": "ko"})
        text = b"".join(response.streaming_content).decode("utf-8-sig")
        heading, row = list(csv.reader(io.StringIO(text)))
        assert len(heading) == len(row)
        assert row[6] == '\'=HYPERLINK("http://x")'

    def test_calls_who_left_as_the_page_does(self, client, post, moderator):
        hide_post(post=post, by=moderator)
        hide_post(post=PostFactory(board=post.board), by=None)
        moderator.delete()
        client.force_login(AdminFactory())
        response = client.get(reverse("moderation:log-csv"), headers={"accept-language": "ko"})
        text = b"".join(response.streaming_content).decode("utf-8-sig")
        _heading, system, member = list(csv.reader(io.StringIO(text)))
        assert (member[1], system[1]) == ("탈퇴한 회원", "시스템")

    @pytest.mark.parametrize(
        "cell",
        ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", " =1",
         "＝1+1", "＋1", "－1", "＠x", "\u3000=1", "\u00a0＝1"],  # noqa: RUF001
    )  # fmt: skip
    def test_spreadsheets_take_no_cell_for_a_formula(self, cell):
        assert safe_cell(cell).startswith("'")

    def test_words_stay_as_they_are(self):
        assert safe_cell("광고 = 도배") == "광고 = 도배"


def test_the_admins_history_of_a_post_is_in_the_language_of_who_reads_it(client, post, moderator):
    chief = AdminFactory()
    hide_post(post=post, by=moderator, reason="광고입니다")
    client.force_login(chief)
    path = reverse("admin:boards_posts_post_history", args=[post.pk])
    with override(None):
        page = client.get(path, headers={"accept-language": "ko"}).content.decode()
    assert "숨김" in page
    assert "Hidden." not in page
    assert "광고입니다" in page


def test_every_verb_of_the_code_is_said_in_words():
    used = {
        verb
        for file in (Path(settings.BASE_DIR) / "boards").rglob("*.py")
        for verb in re.findall(r'\bverb="(\w+)"', file.read_text())
    }
    assert "look_up_author" in used
    assert used <= VERBS.keys()
