"""A saved page becomes posts, notices, boards and totals."""

from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from boards.imports.actions.import_page import import_page
from boards.imports.boards_by_name import BoardsByName
from boards.imports.models import ImportedPage, ImportedPost
from boards.imports.parsing import parse_page
from boards.imports.report import ArticleOutcome, Report
from boards.models import Board
from boards.moments import site_time
from boards.posts.lists import listing
from boards.posts.models import Notice, Post
from boards.posts.states import Scope, State
from tests.concurrency import at_once
from tests.factories import AdminFactory, BoardFactory, PostFactory
from tests.imports.pages import ROWS, VIEWS, pages_at_hand, saved_page

pytestmark = pytest.mark.django_db

TITLE = "보증금 '전액'을 돌려받은 이야기"


def run(text: str | None = None, **options: Any) -> Report:
    return import_page(page=parse_page(saved_page() if text is None else text), **options)


def everything() -> dict[str, list[dict[str, Any]]]:
    """Return every row of every table of the rooms."""
    return {
        model._meta.label: list(model._default_manager.order_by("pk").values())
        for config in apps.get_app_configs()
        if config.label.startswith("boards")
        for model in config.get_models()
    }


@pytest.mark.parametrize("text", pages_at_hand())
def test_the_article_page_lists_what_the_saved_page_lists(text: str) -> None:
    page = parse_page(text)
    run(text)
    article = Post.objects.get(imported_as__kind="article")
    around = listing.around(None, article)
    assert around.newer is None
    assert around.rows[0].pk == article.pk
    listed = around.rows[1 : 1 + len(page.rows)]
    assert [(row.title, row.board.name_en, row.views) for row in listed] == [
        (row.title, row.board, row.views) for row in page.rows
    ]
    assert [notice.title for notice in listing.notices_for(None, board=article.board)] == [
        notice.title for notice in page.notices
    ]
    assert Board.objects.count() == 7
    kept = Post.objects.values_list("title", "source", "body", "board__name_en", "board__slug")
    assert not any("\\" in text for texts in kept for text in texts)


@pytest.mark.parametrize("text", pages_at_hand())
def test_a_second_import_changes_nothing(text: str) -> None:
    assert run(text).made_anything
    before = everything()
    report = run(text)
    assert everything() == before
    assert not report.made_anything
    assert report.article is ArticleOutcome.KNOWN
    assert (report.notices_known, report.rows_made) == (2, 0)


def test_the_article_keeps_all_that_the_page_tells_of_it() -> None:
    run()
    post = Post.objects.get(title=TITLE)
    assert post.author is None
    assert post.masked_author == "hoxxxxx"
    assert post.posted_at.isoformat() == "2025-01-28T02:05:09+00:00"
    assert not post.posted_at_is_estimated
    assert post.source == "동네 '소식지'"
    assert "<ul><li>보증금은 사진으로 지킨다</li><li>통보는 글로 남긴다</li>" in post.body
    assert "<h2>사진부터 찍는다</h2>" in post.body
    assert "&lt;b&gt;굵게&lt;/b&gt; &amp; 억울하게" in post.body
    assert 'href="https://example.com/deposit?a=1&amp;b=2"' in post.body
    assert '"청소비"라며' in post.body_text


def test_rows_come_without_body_author_and_true_time() -> None:
    run()
    article = Post.objects.get(title=TITLE)
    rows = list(Post.objects.filter(imported_as__kind="row").newest_first())
    assert [row.views for row in rows] == VIEWS
    for number, row in enumerate(rows, start=1):
        assert (row.body, row.author, row.masked_author) == ("", None, "")
        assert row.posted_at_is_estimated
        assert (article.posted_at - row.posted_at).total_seconds() == number


def test_notices_are_dated_at_midnight_of_the_site() -> None:
    run()
    notice = Notice.objects.in_order()[0]
    assert notice.post.posted_at.isoformat() == "2024-09-03T04:00:00+00:00"
    assert notice.starts_at == notice.post.posted_at
    assert not notice.post.posted_at_is_estimated
    assert notice.post.board == Post.objects.get(title=TITLE).board
    assert notice.scope == Scope.EVERY_BOARD


def test_notices_of_a_page_of_one_board_stay_on_it() -> None:
    run(saved_page(rows=[row for row in ROWS if row[1] == "Talk & Talk"]))
    assert set(Notice.objects.values_list("scope", flat=True)) == {Scope.THIS_BOARD}


def test_boards_are_found_by_either_name_and_without_case() -> None:
    talk = BoardFactory(name_en="TALK & TALK", name_ko="이야기")
    tax = BoardFactory(name_en="Money", name_ko="Tax & Salary")
    report = run()
    assert len(report.boards_made) == 5
    assert talk.posts.filter(imported_as__kind="row").count() == 3
    assert tax.posts.count() == 1


def test_an_exact_name_goes_before_one_in_another_case() -> None:
    BoardFactory(name_en="talk & talk", position=1)
    exact = BoardFactory(name_en="Talk & Talk", position=2)
    run()
    assert Post.objects.get(title=TITLE).board == exact


def test_new_boards_bear_the_name_as_written_and_follow_the_others() -> None:
    BoardFactory(position=30)
    run()
    board = Board.objects.get(slug="visa-green-card-citizenship")
    assert board.name_en == board.name_ko == "Visa,Green Card,Citizenship"
    positions = list(Board.objects.exclude(position=30).values_list("position", flat=True))
    assert positions == [40, 50, 60, 70, 80, 90, 100]


@pytest.mark.parametrize(
    ("boards", "expected"), [(["B", "A", "A"], "A"), (["B", "A"], "B"), (["B", "A", "A", "B"], "B")]
)
def test_the_article_goes_where_most_rows_are(boards: list[str], expected: str) -> None:
    run(saved_page(rows=[(f"제목 {n}", board, "1") for n, board in enumerate(boards)]))
    assert Post.objects.get(title=TITLE).board.name_en == expected


def test_the_article_goes_to_the_chosen_board() -> None:
    chosen = BoardFactory()
    run(board=chosen)
    assert Post.objects.get(title=TITLE).board == chosen
    assert set(chosen.posts.filter(notice__isnull=False)) == {
        notice.post for notice in Notice.objects.all()
    }


def test_an_article_that_its_own_list_shows_stands_there_once() -> None:
    own_row = (TITLE.replace("'", "\\'"), "Tax & Salary", "500")
    run(saved_page(rows=[*ROWS[:2], own_row, *ROWS[2:]]))
    article = Post.objects.get(title=TITLE)
    assert article.board.name_en == "Tax & Salary"
    assert article.views == 500
    titles = [row.title for row in listing.around(None, article).rows]
    assert titles[1:4] == ["취업비자 인터뷰 후기", TITLE, '공항 국수의 "비밀"']


def test_a_trial_reports_all_and_keeps_nothing() -> None:
    before = everything()
    report = run(dry_run=True)
    assert report.made_anything
    assert report.rows_made == len(ROWS)
    assert "This was a trial: nothing was kept." in report.lines()
    assert everything() == before


def test_an_import_is_remembered_with_who_did_it() -> None:
    admin = AdminFactory()
    run(by=admin)
    run(by=admin)
    page = ImportedPage.objects.get()
    assert (page.article.title, page.imported_by) == (TITLE, admin)
    assert (page.boards_made, page.notices_made, page.rows_made) == (7, 2, len(ROWS))


def test_an_article_fills_the_row_that_an_earlier_page_listed() -> None:
    run()
    row = Post.objects.get(title="취업비자 인터뷰 후기")
    report = run(saved_page(title=row.title, byline="By joxxxxx Posted: 2025-01-10 08:00:00"))
    filled = Post.objects.get(title=row.title)
    assert report.article is ArticleOutcome.FILLED
    assert (filled.pk, filled.board, filled.views) == (row.pk, row.board, row.views)
    assert filled.posted_at.isoformat() == "2025-01-10T13:00:00+00:00"
    assert not filled.posted_at_is_estimated
    assert (filled.masked_author, filled.source) == ("joxxxxx", "동네 '소식지'")
    assert "<ul>" in filled.body


def test_an_article_fills_no_row_of_another_board_than_the_chosen_one() -> None:
    run()
    run(
        saved_page(title="취업비자 인터뷰 후기"),
        board=Board.objects.get(slug="tax-salary"),
    )
    assert Post.objects.filter(title="취업비자 인터뷰 후기").count() == 2


def test_two_articles_of_one_title_are_two_posts() -> None:
    run()
    for day in ("10", "11"):
        run(saved_page(title="눈 치우는 순서", byline=f"By joxxxxx Posted: 2025-01-{day} 08:00:00"))
    posts = Post.objects.filter(title="눈 치우는 순서")
    assert posts.count() == 2  # the page lists the title twice, and each article fills one row
    assert posts.exclude(body="").count() == 2


def test_an_article_fills_the_notice_of_its_day() -> None:
    run()
    run(saved_page(title="구인 글의 약속", byline="By opxxxxx Posted: 2021-02-12 10:00:00"))
    post = Post.objects.get(title="구인 글의 약속")
    assert post.body
    assert post.notice


def test_a_notice_has_a_day_until_its_article_tells_the_time() -> None:
    run()
    post = Post.objects.get(title="구인 글의 약속")
    assert (post.posted_at_is_day_only, site_time.day_of(post.posted_at)) == (
        True,
        date(2021, 2, 12),
    )
    run(saved_page(title="구인 글의 약속", byline="By opxxxxx Posted: 2021-02-12 10:00:00"))
    post.refresh_from_db()
    assert not post.posted_at_is_day_only
    assert timezone.localtime(post.posted_at).hour == 10


def test_a_listed_row_of_an_imported_article_adds_nothing() -> None:
    run(saved_page(title="먼저 온 글", notices=[]))
    rows = [("먼저 온 글", "Talk & Talk", "4321"), ("먼저 온 글", "Tax & Salary", "5")]
    report = run(saved_page(rows=[*ROWS, *rows]))
    assert (report.rows_made, report.rows_known) == (1, len(ROWS) + 1)
    assert sorted(post.views for post in Post.objects.filter(title="먼저 온 글")) == [5, 4321]


def test_a_notice_of_an_imported_article_pins_it() -> None:
    run(saved_page(title="먼저 온 공지", byline="By opxxxxx Posted: 2024-05-06 10:00:00"))
    run(saved_page(title="다른 글", notices=[("먼저 온 공지", "05/06/2024")]))
    assert Post.objects.get(title="먼저 온 공지").notice


@pytest.mark.parametrize("state", [State.HIDDEN, State.DELETED])
def test_what_a_moderator_removed_stays_removed(state: State) -> None:
    run()
    Post.objects.update(state=state)
    assert not run().made_anything
    filling = saved_page(title="취업비자 인터뷰 후기", notices=[])
    assert run(filling).article is ArticleOutcome.LEFT
    assert set(Post.objects.values_list("state", flat=True)) == {state}
    assert Post.objects.get(title="취업비자 인터뷰 후기").body == ""


def test_what_a_moderator_changed_stays_changed() -> None:
    run()
    Notice.objects.filter(post__title="구인 글의 약속").delete()
    Notice.objects.update(position=77, scope=Scope.THIS_BOARD)
    Post.objects.filter(title=TITLE).update(title="고친 제목")
    Board.objects.filter(slug="tax-salary").update(name_en="Taxes", name_ko="세금")
    before = everything()
    assert not run().made_anything
    assert everything() == before


def test_a_post_of_a_member_is_never_taken_for_an_imported_one() -> None:
    written = PostFactory(title="취업비자 인터뷰 후기")
    run()
    assert Post.objects.filter(title=written.title).count() == 2


def test_an_import_asks_as_many_questions_for_many_rows_as_for_few() -> None:
    asked = []
    for count in (2, 40):  # SQLite stores 43 posts by one statement
        rows = [(f"제목 {count} {number}", f"Board {count}", "1") for number in range(count)]
        with CaptureQueriesContext(connection) as queries:
            run(saved_page(title=f"글 {count}", notices=[], rows=rows))
        asked.append(len(queries))
    # One of them notes the posts for the words that spelling is compared with.
    assert asked[0] == asked[1] < 26


@pytest.mark.django_db(transaction=True)
def test_two_imports_of_one_page_at_once_make_it_once() -> None:
    reports = at_once(run, run)
    assert sorted(report.made_anything for report in reports) == [False, True]
    assert Post.objects.count() == 1 + 2 + len(ROWS)
    assert ImportedPost.objects.count() == 1 + 2 + len(ROWS)
    assert Board.objects.count() == 7


def test_a_board_that_got_another_address_is_not_made_again():
    board = Board.objects.create(name_en="Other", name_ko="다른 이름", slug="talk-talk")
    for slug in ("a", "b"):
        board.slug = slug
        board.save()
    assert BoardsByName().find_or_make("Talk & Talk") == board
    assert Board.objects.count() == 1


def test_titles_as_long_as_titles_may_be_are_stored_and_known_again() -> None:
    title = "👩🏽\u200d❤\ufe0f\u200d💋\u200d👨🏿" * 200
    rows = [
        (title, "École", "5"),
        ("짧은 제목", "ÉCOLE", "3"),
        ("또 하나", "ＥＣＯＬＥ\u200b", "1"),
    ]
    run(saved_page(title=title, rows=rows, notices=[]))
    before = everything()
    run(saved_page(title=title, rows=rows, notices=[]))
    assert everything() == before
    assert Post.objects.filter(title=title).count() == 1
    assert Board.objects.filter(name_en__in=["École", "ECOLE"]).count() == 1
