"""A member saves a search and is told of the posts that were written since."""

from datetime import timedelta
from html import unescape

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from boards.access import Access
from boards.background.signals import upkeep_is_due
from boards.members.models import Block, Member
from boards.models import Category
from boards.posts.comments.actions.publish_comment import publish_comment
from boards.posts.models import Tag
from boards.posts.moderation.actions.delete_post import delete_post
from boards.posts.moderation.actions.hide_post import hide_post
from boards.posts.moderation.actions.move_post import move_post
from boards.posts.moderation.actions.unhide_post import unhide_post
from boards.posts.writing.actions.edit_post import edit_post, version_of
from boards.search.language.search_field import SearchField
from boards.search.models import SavedSearch, SavedSearchKey, SavedSearchMatch, SynonymGroup
from boards.search.saved import matching
from boards.search.saved.actions.remove_search import remove_search
from boards.search.saved.actions.save_search import MAX_SAVED, save_search
from boards.search.saved.listing import saved_searches_of
from tests.concurrency import at_once
from tests.due_tasks import run_due_tasks
from tests.factories import AdminFactory, BoardFactory, MemberFactory
from tests.search.posting import ENGLISH, found_posts, page_of, published

pytestmark = pytest.mark.django_db

PATH = "/search/saved/"


@pytest.fixture
def member():
    return MemberFactory()


@pytest.fixture
def client(member):
    client = Client(headers=ENGLISH)
    client.force_login(member)
    return client


def save(member, query, *, field="", board=None):
    return save_search(member=member, query=query, field=SearchField(field), board=board)[0]


def new(member):
    """Return how many new posts the page counts for each saved search, by what it looks for."""
    run_due_tasks()
    return {row.search.query: row.new for row in saved_searches_of(member)}


def edited(post, *, title=None, body=None):
    return edit_post(
        post=post,
        by=post.author,
        title=title or post.title,
        body=body or post.body,
        tags=[tag.name for tag in post.tags.all()],
        category=post.category,
        version=version_of(post),
    )


class TestWhatIsFound:
    @pytest.mark.parametrize(
        ("query", "fields"),
        [
            ("세금", {"title": "세금 신고"}),
            ("세금", {"title": "올해 세금을 냈다"}),
            ("세금", {"title": "질문", "body": "세금이 얼마나"}),
            ("세금", {"title": "질문", "tags": ["세금"]}),
            ("세금 환급", {"title": "세금", "body": "환급"}),
            ('"세금 환급"', {"title": "세금 환급 신청"}),
            ("비자 or 세금", {"title": "비자 연장"}),
            ("비자 or 세금", {"title": "세금 신고"}),
            ("세금 -비자", {"title": "세금 신고"}),
            ("in:title 세금", {"title": "세금 신고"}),
            ("내용:세금", {"title": "질문", "body": "세금 신고"}),
            ("tag:세금", {"title": "질문", "tags": ["세금"]}),
            ("I-485", {"title": "i485 접수"}),
            ("5,000명", {"title": "5천명이 왔다"}),
            ("개", {"title": "개 산책"}),
            ("ㅅㄱ", {"title": "세금 신고"}),
            ("건강보험", {"title": "건강 보험 비교"}),
            ("H1B 비자", {"title": "h1b 비자 질문"}),
        ],
    )
    def test_a_post_that_fits_is_counted(self, member, query, fields):
        save(member, query)
        published(**fields)
        assert list(new(member).values()) == [1]

    @pytest.mark.parametrize(
        ("query", "fields"),
        [
            ("세금", {"title": "비자 연장"}),
            ("세금 환급", {"title": "세금 신고"}),
            ('"세금 환급"', {"title": "환급 세금"}),
            ("세금 -비자", {"title": "세금과 비자"}),
            ("in:title 세금", {"title": "질문", "body": "세금 신고"}),
            ("내용:세금", {"title": "세금 신고"}),
            ("tag:세금", {"title": "세무서", "tags": ["세무"]}),
            ("세금 before:2020", {"title": "세금 신고"}),
            ("세금 -board:talk", {"title": "세금 신고"}),
        ],
    )
    def test_a_post_that_does_not_fit_is_not(self, member, query, fields):
        board = BoardFactory(slug="talk")
        save(member, query)
        published(**fields, board=board)
        assert list(new(member).values()) == [0]

    def test_a_board_a_category_and_a_field_narrow_it(self, member):
        board, other = BoardFactory(slug="tax", name_ko="세금 게시판"), BoardFactory()
        category = Category.objects.create(board=board, name_ko="질문", slug="ask")
        save(member, "신고", board=board)
        save(member, "board:tax")
        save(member, "말머리:질문")
        save(member, "신고", field="title")
        published("신고", board=other)
        published("신고", board=board, category=category)
        published("기타", body="신고", board=board)
        counts = [row.new for row in saved_searches_of(member)]
        run_due_tasks()
        assert counts == [0, 0, 0, 0]
        assert [row.new for row in saved_searches_of(member)][::-1] == [2, 2, 1, 2]

    def test_an_author_is_followed_by_the_name_that_is_shown(self, member):
        author = MemberFactory(handle="vulture")
        save(member, "vuxxxxx", field="author")
        published("글", author=author)
        published("글", author=MemberFactory(handle="otherwise"))
        assert new(member) == {"vuxxxxx": 1}

    def test_an_anonymous_author_is_not_followed(self, member):
        author = MemberFactory(handle="vulture")
        board = BoardFactory(allows_anonymous=True)
        save(member, "vuxxxxx", field="author")
        save(AdminFactory(handle="chief"), "author:vulture 세금")
        published("세금", author=author, board=board, is_anonymous=True)
        run_due_tasks()
        assert not SavedSearchMatch.objects.exists()

    def test_a_whole_handle_finds_for_staff_alone_and_while_they_are(self, member):
        chief = AdminFactory(handle="chief")
        author = MemberFactory(handle="vulture")
        save(chief, "author:vulture 세금")
        save(member, "author:vulture 세금")
        published("세금", author=author)
        assert new(chief) == {"author:vulture 세금": 1}
        assert new(member) == {"author:vulture 세금": 0}
        Member.objects.filter(pk=chief.pk).update(is_staff=False, is_superuser=False)
        published("다른 세금", author=author)
        run_due_tasks()
        assert SavedSearchMatch.objects.count() == 1

    def test_a_name_that_nobody_knew_is_a_word_and_so_finds_the_tag_later(self, member):
        save(member, "tag:추방 세금")
        published("세금 신고", tags=["추방"])
        published("세금 신고", tags=["비자"])
        assert new(member) == {"tag:추방 세금": 1}

    def test_other_names_are_found_also_after_they_change(self, member):
        SynonymGroup.objects.all().delete()
        save(member, "해고")
        published("레이오프 소식")
        assert new(member) == {"해고": 0}
        group = SynonymGroup.objects.create(words="해고, 레이오프")
        run_due_tasks()
        published("레이오프 소식")
        assert new(member) == {"해고": 1}
        group.delete()
        run_due_tasks()
        published("레이오프 소식")
        assert new(member) == {"해고": 1}

    def test_a_tag_that_was_removed_is_a_word(self, member):
        published("질문", tags=["세금"])
        save(member, "tag:세금")
        Tag.objects.get(name="세금").delete()
        run_due_tasks()
        published("세금 신고")
        assert new(member) == {"tag:세금": 1}

    def test_a_name_that_something_else_has_now_is_looked_up_again(self, member):
        old, new_one = BoardFactory(name_ko="세금"), BoardFactory(name_ko="회계")
        save(member, "board:세금")
        old.name_ko, new_one.name_ko = "환급", "세금"
        old.save()
        new_one.save()
        run_due_tasks()
        published("환급 질문", board=old)
        assert new(member) == {"board:세금": 0}
        published("회계 질문", board=new_one)
        assert new(member) == {"board:세금": 1}

    def test_a_tag_that_has_another_name_is_known_by_its_earlier_one(self, member):
        published("질문", tags=["세금"])
        save(member, "tag:세금")
        tag = Tag.objects.get(name="세금")
        tag.name = tag.slug = "환급"
        tag.save()
        run_due_tasks()
        published("이민 소식", tags=["환급"])
        published("세금 소식")
        assert new(member) == {"tag:세금": 1}

    def test_a_member_who_has_another_name_is_not_told_of_by_the_old_one(self):
        staff, author = AdminFactory(), MemberFactory(handle="yesterday")
        save(staff, "author:yesterday 소식")
        published("어제의 소식", author=author)
        assert new(staff) == {"author:yesterday 소식": 1}
        author.handle = "tomorrow"
        author.save()
        run_due_tasks()
        published("오늘의 소식", author=author)
        assert new(staff) == {"author:yesterday 소식": 1}

    def test_comments_and_own_posts_are_not_counted(self, member):
        save(member, "세금")
        publish_comment(post=published("질문"), author=MemberFactory(), text="세금")
        published("세금 신고", author=member)
        assert new(member) == {"세금": 0}

    def test_a_post_that_is_edited_counts_once_and_only_while_it_fits(self, member):
        save(member, "세금")
        post = published("질문")
        assert new(member) == {"세금": 0}
        post = edited(post, title="세금 질문")
        assert new(member) == {"세금": 1}
        post = edited(post, body="<p>더 쓴 글</p>")
        assert new(member) == {"세금": 1}
        edited(post, title="질문")
        assert new(member) == {"세금": 0}
        assert not SavedSearchMatch.objects.exists()

    def test_what_was_looked_at_is_not_new(self, member, client):
        search = save(member, "세금")
        published("세금 신고")
        assert new(member) == {"세금": 1}
        response = client.get(f"{PATH}{search.pk}/")
        assert response.url == "/search/?q=%EC%84%B8%EA%B8%88&sort=newest"
        assert found_posts(client.get(response.url)).titles == ["세금 신고"]
        assert new(member) == {"세금": 0}
        published("세금 환급")
        assert new(member) == {"세금": 1}

    def test_a_page_that_is_fetched_ahead_is_not_looked_at(self, member, client):
        search = save(member, "세금")
        published("세금 신고")
        run_due_tasks()
        client.get(f"{PATH}{search.pk}/", headers={"sec-purpose": "prefetch"})
        client.head(f"{PATH}{search.pk}/")
        assert new(member) == {"세금": 1}


class TestWhoMaySee:
    def test_a_post_hidden_meanwhile_is_not_counted(self, member):
        save(member, "세금")
        admin, post = AdminFactory(), published("세금 신고")
        assert new(member) == {"세금": 1}
        hide_post(post=post, by=admin)
        assert new(member) == {"세금": 0}
        unhide_post(post=post, by=admin)
        assert new(member) == {"세금": 1}
        delete_post(post=post, by=admin)
        assert new(member) == {"세금": 0}

    def test_secret_posts_count_for_who_may_read_them(self, member):
        admin = AdminFactory()
        for person in (member, admin):
            save(person, "세금")
        published("세금 신고", board=BoardFactory(allows_secret=True), is_secret=True)
        assert new(member) == {"세금": 0}
        assert new(admin) == {"세금": 1}

    def test_posts_on_closed_boards_count_for_who_may_read_them(self, member):
        admin = AdminFactory()
        closed = BoardFactory(read_access=Access.MODERATORS)
        for person in (member, admin):
            save(person, "세금")
        post = published("세금 신고", board=closed, author=AdminFactory())
        assert (new(member), new(admin)) == ({"세금": 0}, {"세금": 1})
        move_post(post=post, board=BoardFactory(), by=admin)
        assert new(member) == {"세금": 1}

    def test_posts_of_blocked_members_are_not_counted_unless_they_are_anonymous(self, member):
        author = MemberFactory()
        save(member, "세금")
        published("세금 신고", author=author)
        Block.objects.create(blocker=member, blocked=author)
        assert new(member) == {"세금": 0}
        published(
            "세금 환급",
            author=author,
            board=BoardFactory(allows_anonymous=True),
            is_anonymous=True,
        )
        assert new(member) == {"세금": 1}

    def test_a_board_that_the_member_may_not_read_is_not_saved(self, member):
        closed = BoardFactory(slug="cellar", read_access=Access.MODERATORS)
        with pytest.raises(PermissionDenied):
            save(member, "세금", board=closed)

    def test_members_cannot_touch_the_searches_of_others(self, member, client):
        theirs = save(MemberFactory(), "세금")
        token = theirs.token
        assert client.get(f"{PATH}{theirs.pk}/").status_code == 404
        data = {f"{theirs.pk}-name": "내 것"}
        assert client.post(f"{PATH}{theirs.pk}/rename/", data).status_code == 404
        client.post(f"{PATH}{theirs.pk}/renew/")
        client.post(f"{PATH}{theirs.pk}/remove/")
        theirs.refresh_from_db()
        assert (theirs.name, theirs.token) == ("", token)
        assert "세금" not in client.get(PATH).content.decode()


class TestSaving:
    def test_what_differs_in_its_spelling_alone_is_one(self, member):
        board = BoardFactory()
        first = save(member, "Visa  세금")
        assert save(member, "visa 세금").pk == first.pk
        assert save(member, "ＶＩＳＡ 세금").pk == first.pk
        others = {save(member, "visa 세금", field="title"), save(member, "visa 세금", board=board)}
        assert SavedSearch.objects.count() == 1 + len(others)

    def test_there_are_at_most_so_many(self, member):
        for number in range(MAX_SAVED):
            save(member, f"세금 {number}")
        with pytest.raises(ValidationError, match=str(MAX_SAVED)):
            save(member, "비자")
        assert save(member, "세금 1")

    @pytest.mark.parametrize(
        "query",
        ["-세금", "before:2020", "author:vu", "!", "", "-tag:세금 -비자", "비자 or -세금 -x"],
    )
    def test_what_every_post_may_fit_is_refused(self, member, query):
        if query == "비자 or -세금 -x":
            assert save(member, query)  # 비자 is wanted
            return
        with pytest.raises(ValidationError, match="a word"):
            save(member, query)

    @pytest.mark.parametrize("query", ["in:comments 세금", "댓글:세금", "댓글:세금 비자"])
    def test_a_search_of_comments_is_refused(self, member, query):
        with pytest.raises(ValidationError, match="comments"):
            save(member, query)
        with pytest.raises(ValidationError, match="comments"):
            save(member, "세금", field="comments")

    def test_a_query_that_is_too_long_is_refused(self, member):
        with pytest.raises(ValidationError, match="too long"):
            save(member, "세금 " * 120)

    @pytest.mark.parametrize("text", ["\x00세\x00금", "\ud800세금", "세금" * 150, "👨‍👩‍👧‍👦" * 299])
    def test_hostile_text_is_saved_or_refused(self, member, text):
        try:
            search = save(member, text)
        except ValidationError:
            return
        search.refresh_from_db()
        assert saved_searches_of(member)[0].title


@pytest.mark.django_db(transaction=True)
class TestSeveralAtOnce:
    def test_two_saves_of_one_query_are_one_row(self):
        member = MemberFactory()
        searches = at_once(*[lambda: save(member, "세금")] * 2)
        assert len({search.pk for search in searches}) == 1
        assert SavedSearch.objects.count() == 1

    def test_no_more_than_the_most_are_saved_in_two_windows(self):
        member = MemberFactory()
        for number in range(MAX_SAVED - 1):
            save(member, f"세금 {number}")

        def tried(query):
            try:
                return save(member, query)
            except ValidationError:
                return None

        results = at_once(lambda: tried("비자"), lambda: tried("여권"))
        assert results.count(None) == 1
        assert SavedSearch.objects.count() == MAX_SAVED

    def test_two_workers_that_match_one_post_store_it_once(self):
        member = MemberFactory()
        save(member, "세금")
        post = published("세금 신고")
        assert at_once(*[lambda: matching.match_post(post.pk)] * 2) == [1, 1]
        assert SavedSearchMatch.objects.count() == 1

    def test_a_search_that_is_removed_while_it_is_matched_is_gone(self):
        member = MemberFactory()
        search = save(member, "세금")
        post = published("세금 신고")
        at_once(
            lambda: matching.match_post(post.pk),
            lambda: remove_search(pk=search.pk, member=member),
        )
        assert not SavedSearchMatch.objects.exists()


class TestCost:
    def statements(self, call):
        with CaptureQueriesContext(connection) as queries:
            call()
        frame = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
        return [query["sql"] for query in queries if not query["sql"].startswith(frame)]

    def publishing(self, board, author):
        return self.statements(lambda: published("세금 신고", board=board, author=author))

    def test_publishing_costs_one_statement_more_and_two_where_something_may_match(self, member):
        board, author = BoardFactory(), MemberFactory()
        self.publishing(board, author)  # learns what is prepared
        save(member, "비자")
        none = self.publishing(board, author)
        asked = [sql for sql in none if "savedsearch" in sql]
        assert len(asked) == 1
        save(member, "세금")
        some = self.publishing(board, author)
        assert len(some) == len(none) + 1
        assert not SavedSearchMatch.objects.exists()

    def test_the_statements_of_a_match_do_not_grow_with_the_saved_searches(self):
        post = published("세금 신고")

        def matched(number):
            for each in range(number):
                save(MemberFactory(), f"세금 {'신고' if each % 2 else ''}")
            return len(self.statements(lambda: matching.match_post(post.pk)))

        first = matched(2)
        assert matched(20) == first

    @pytest.mark.parametrize(
        "query", ["tag:비자 세금", "author:vuxxxxx", "-tag:없음 세금", "게시판:tax 세금"]
    )
    def test_a_thousand_members_with_filters_cost_no_more_than_ten(self, query):
        author = MemberFactory(handle="vulture")
        board = BoardFactory(slug="tax")
        post = published("세금 신고", board=board, author=author, tags=["비자"])

        def matched(number):
            members = Member.objects.bulk_create(
                Member(handle=f"m{number}x{each}", email=f"{number}x{each}@example.com")
                for each in range(number)
            )
            one = save(members[0], query)
            (key,) = one.keys.all()
            rest = SavedSearch.objects.bulk_create(
                SavedSearch(member=each, query=one.query, condition=one.condition)
                for each in members[1:]
            )
            SavedSearchKey.objects.bulk_create(
                SavedSearchKey(saved_search=search, key=key.key) for search in rest
            )
            statements = self.statements(lambda: matching.match_post(post.pk))
            return len([sql for sql in statements if not sql.startswith("INSERT")])

        few = matched(10)
        assert matched(1_000) == few <= 10
        assert SavedSearchMatch.objects.count() == 1_010

    def test_ten_thousand_saved_searches_cost_publishing_nothing_more(self):
        board, author = BoardFactory(), MemberFactory()
        members = Member.objects.bulk_create(
            Member(handle=f"m{number:05}", email=f"m{number}@example.com") for number in range(350)
        )
        searches = SavedSearch.objects.bulk_create(
            SavedSearch(member=members[number // 30], query=f"낱말{number}")
            for number in range(10_000)
        )
        SavedSearchKey.objects.bulk_create(
            SavedSearchKey(saved_search=search, key=number)
            for number, search in enumerate(searches)
        )
        statements = self.publishing(board, author)
        assert len([sql for sql in statements if "savedsearch" in sql]) == 1
        assert not DBTaskResult.objects.exists()

    def test_the_page_takes_the_same_queries_for_one_and_for_many(self, member, client):
        board = BoardFactory()
        save(member, "세금")
        client.get(PATH)
        one = len(self.statements(lambda: client.get(PATH)))
        for number in range(10):
            save(member, f"세금 {number}", board=board)
        assert len(self.statements(lambda: client.get(PATH))) == one


class TestStayingSmall:
    def test_the_latest_matches_of_a_search_stay(self, member, monkeypatch):
        monkeypatch.setattr(matching, "MAX_MATCHES", 3)
        monkeypatch.setattr(matching, "SURPLUS", 1)
        save(member, "세금")
        board, author = BoardFactory(), MemberFactory()
        posts = [published(f"세금 {number}", board=board, author=author) for number in range(5)]
        run_due_tasks()
        left = SavedSearchMatch.objects.values_list("post", flat=True)
        assert set(left) == {post.pk for post in posts[2:]}

    def test_old_matches_go(self, member):
        save(member, "세금")
        old, recent = published("세금 1"), published("세금 2")
        run_due_tasks()
        long_ago = timezone.now() - matching.KEPT_FOR - timedelta(minutes=1)
        SavedSearchMatch.objects.filter(post=old).update(matched_at=long_ago)
        upkeep_is_due.send(sender=None)
        assert [match.post_id for match in SavedSearchMatch.objects.all()] == [recent.pk]

    def test_a_post_that_fails_to_be_published_leaves_no_work(self, member):
        save(member, "세금")
        with pytest.raises(ValidationError):
            published("세금", body="")
        assert not DBTaskResult.objects.exists()

    def test_a_member_who_was_switched_off_is_told_nothing(self, member):
        save(member, "세금")
        Member.objects.filter(pk=member.pk).update(is_active=False)
        published("세금 신고")
        run_due_tasks()
        assert not SavedSearchMatch.objects.exists()


class TestPages:
    def test_the_search_page_saves_what_it_shows(self, member, client):
        board = BoardFactory(slug="tax", name_en="Taxes")
        published("세금 신고", board=board)
        page = client.get("/search/?q=세금&field=title&board=tax").content.decode()
        assert "Save this search" in page
        response = client.post(PATH, {"q": "세금", "field": "title", "board": "tax"}, follow=True)
        text = " ".join(unescape(response.content.decode()).split())
        assert "The search is saved." in text
        assert "Board: Taxes" in text
        assert "Only in: Title" in text
        [search] = SavedSearch.objects.all()
        assert (search.query, search.field, search.board) == ("세금", "title", board)
        again = client.post(PATH, {"q": "세금", "field": "title", "board": "tax"}, follow=True)
        assert "You have saved this search already." in again.content.decode()

    def test_what_was_meant_is_saved_as_it_is_shown(self, client):
        published("세금 신고")
        page = client.get("/search/?q=tprma").content.decode()
        assert '<input type="hidden" name="q" value="세금">' in page

    def test_a_guest_is_led_to_sign_in_and_back(self):
        page = page_of(Client(), q="세금", board="").content.decode()
        assert 'href="/accounts/login/?next=/search/%3Fq%3D%25EC%2584%25B8%25EA%25B8%2588"' in page
        assert "Save this search" not in page
        assert Client().get(PATH).status_code == 302
        assert Client().post(PATH, {"q": "세금"}).status_code == 403

    def test_nothing_is_offered_to_be_saved_before_a_search(self, client):
        assert "Save this search" not in client.get("/search/").content.decode()

    def test_a_refusal_leads_back_to_the_search_and_says_why(self, client):
        response = client.post(PATH, {"q": "-세금"}, follow=True)
        assert response.redirect_chain == [("/search/?q=-%EC%84%B8%EA%B8%88", 302)]
        assert "Only a search with a word" in response.content.decode()

    def test_new_posts_are_counted_on_the_page(self, member, client):
        save(member, "세금")
        for title in ("세금 1", "세금 2"):
            published(title)
        run_due_tasks()
        text = " ".join(client.get(PATH).content.decode().split())
        assert "2 new posts" in text
        assert client.get(PATH)["X-Robots-Tag"] == "noindex"

    def test_a_search_gets_a_name_and_loses_it(self, member, client):
        search = save(member, "세금 board:tax")
        path = reverse("search:rename-saved", args=[search.pk])
        client.post(path, {f"{search.pk}-name": " 올해\x00  세금 "})
        [row] = saved_searches_of(member)
        assert (row.title, row.words) == ("올해 세금", "세금")
        client.post(path, {f"{search.pk}-name": ""})
        assert saved_searches_of(member)[0].title == "세금"

    def test_a_name_that_is_too_long_comes_back(self, member, client):
        search = save(member, "세금")
        path = reverse("search:rename-saved", args=[search.pk])
        response = client.post(path, {f"{search.pk}-name": "가" * 61})
        assert response.status_code == 422
        assert "가" * 61 in response.content.decode()
        search.refresh_from_db()
        assert search.name == ""

    def test_a_search_is_removed(self, member, client):
        search = save(member, "세금")
        published("세금 신고")
        run_due_tasks()
        for _ in range(2):
            response = client.post(f"{PATH}{search.pk}/remove/", follow=True)
            assert "Removed from your saved searches." in response.content.decode()
        assert not SavedSearch.objects.exists()
        assert not SavedSearchMatch.objects.exists()


class TestFeed:
    def feed_of(self, search, **headers):
        path = reverse("feeds:saved-search", args=[search.token, "atom"])
        return Client().get(path, headers={**ENGLISH, **headers})

    def test_it_holds_what_guests_may_read(self, member):
        search = save(AdminFactory(), "세금")
        published("세금 신고")
        published("세금 비밀", board=BoardFactory(allows_secret=True), is_secret=True)
        published("세금 회원", board=BoardFactory(read_access=Access.MEMBERS))
        hide_post(post=published("세금 숨김"), by=AdminFactory())
        run_due_tasks()
        response = self.feed_of(search)
        text = response.content.decode()
        assert response.status_code == 200
        assert "세금 신고" in text
        for closed in ("세금 비밀", "세금 회원", "세금 숨김"):
            assert closed not in text
        assert response["X-Robots-Tag"] == "noindex"
        assert "private" in response["Cache-Control"]

    def test_it_is_not_sent_twice(self, member):
        search = save(member, "세금")
        published("세금 신고")
        run_due_tasks()
        etag = self.feed_of(search)["ETag"]
        assert self.feed_of(search, **{"if-none-match": etag}).status_code == 304

    def test_a_new_url_ends_the_one_before(self, member, client):
        search = save(member, "세금")
        client.post(f"{PATH}{search.pk}/renew/")
        assert self.feed_of(search).status_code == 404
        search.refresh_from_db()
        assert self.feed_of(search).status_code == 200

    def test_who_is_switched_off_or_has_removed_it_has_no_feed(self, member):
        search = save(member, "세금")
        Member.objects.filter(pk=member.pk).update(is_active=False)
        assert self.feed_of(search).status_code == 404
        SavedSearch.objects.all().delete()
        assert self.feed_of(search).status_code == 404

    def test_it_takes_few_queries(self, member, django_assert_max_num_queries):
        search = save(member, "세금")
        for number in range(5):
            published(f"세금 {number}")
        run_due_tasks()
        with django_assert_max_num_queries(6):
            self.feed_of(search)
