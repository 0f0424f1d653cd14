"""The vocabulary of titles and tags: which spellings are near, and that it stays true."""

import threading

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from boards.access import Access
from boards.background.signals import upkeep_is_due
from boards.filters.actions.approve import approve
from boards.filters.kinds import FilterOutcome
from boards.filters.models import Filter, Waiting
from boards.posts.comments.actions.publish_comment import publish_comment
from boards.posts.models import Post, Tag
from boards.posts.moderation.actions.hide_post import hide_post
from boards.posts.moderation.actions.move_post import move_post
from boards.posts.signals import posts_imported
from boards.posts.writing.actions.delete_own_post import delete_own_post
from boards.posts.writing.actions.edit_post import edit_post, version_of
from boards.search.models import VocabularyPost, VocabularyWord
from boards.search.querying.index_query import Filters
from boards.search.suggesting import spelling as suggesting
from boards.search.suggesting.spelling import suggestion_for
from boards.search.tokens.keyboard import letters_of
from boards.search.upkeep.rebuilding import rebuild_index
from boards.search.vocabulary import upkeep
from boards.search.vocabulary.counting_lock import is_alone
from boards.search.vocabulary.spelling import distance, keys_near, keys_of, mistakes_in
from tests.concurrency import at_once
from tests.factories import AdminFactory, BoardFactory, MemberFactory, PostFactory
from tests.search.posting import page_of, published
from tests.waiting import PATIENCE

pytestmark = pytest.mark.django_db


def count_anew():
    upkeep_is_due.send(sender=None)


def words():
    return dict(VocabularyWord.objects.values_list("word", "posts"))


def is_note(sql):
    return sql.lstrip().upper().startswith("INSERT") and "boards_search_vocabularypost" in sql


def suggested(client, query, **more):
    shown = page_of(client, q=query, **more).context["suggested"]
    return shown.typed if shown else None


class TestSpelling:
    @pytest.mark.parametrize(
        ("first", "second", "steps"),
        [
            ("세금", "세금", 0), ("세금", "세긍", 1), ("세금", "새금", 1), ("세금", "세그", 1),
            ("세금", "제금", 1), ("값", "갑", 1), ("영주권", "영주건", 1), ("영주권", "연주건", 2),
            ("visa", "vias", 1), ("visa", "vsia", 1), ("visa", "iv", 3), ("세금", "비자", 3),
        ],
    )  # fmt: skip
    def test_distance_counts_single_letters(self, first, second, steps):
        ours, theirs = letters_of(first), letters_of(second)
        assert distance(ours, theirs, most=2) == min(steps, 3)
        assert distance(theirs, ours, most=2) == min(steps, 3)

    @pytest.mark.parametrize(
        "word", ["세금", "비자", "영주권", "사회보장번호", "visa", "immigration"]
    )
    def test_every_spelling_nearby_shares_a_key(self, word):
        letters = letters_of(word)
        for place in range(len(letters)):
            for other in (
                letters[:place] + letters[place + 1 :],
                letters[:place] + "ㅋ" + letters[place + 1 :],
                letters[:place] + "ㅋ" + letters[place:],
                letters[:place] + letters[place : place + 2][::-1] + letters[place + 2 :],
            ):
                if mistakes_in(len(other)):
                    near = keys_near(other)
                    shared = [key in keys for key, keys in zip(keys_of(word), near, strict=True)]
                    assert any(shared), other

    def test_two_mistakes_in_a_long_word_share_a_key(self):
        letters = letters_of("사회보장번호")
        for first in range(len(letters)):
            for second in range(first):
                other = list(letters)
                other[first] = other[second] = "ㅋ"
                near = keys_near("".join(other))
                keys = zip(keys_of("사회보장번호"), near, strict=True)
                assert any(key in some for key, some in keys)


class TestSuggesting:
    @pytest.mark.parametrize(
        ("typed", "meant"),
        [
            ("세긍", "세금"), ("새금", "세금"), ("제금", "세금"), ("새금을", "세금"),
            ("영주건", "영주권"), ("연주건", "영주권"), ("passprot", "passport"),
            ("세긍 신고", "세금 신고"), ("세긍 싱고", "세금 신고"), ("세그ㅁ", "세금"),
        ],
    )  # fmt: skip
    def test_a_misspelt_word_has_a_suggestion(self, client, typed, meant):
        published("세금 신고")
        published("영주권 문호")
        published("Passport 갱신")
        count_anew()
        assert suggested(client, typed) == meant

    @pytest.mark.parametrize(
        ("typed", "title", "meant"),
        [
            ("헛갈리", "헷갈리는 규정", "헷갈리는"), ("헛갈리다", "헷갈리는 규정", "헷갈리는"),
            ("헛갈려", "너무 헷갈려요", "헷갈려요"), ("부러저", "뼈가 부러져도", "부러져도"),
            ("붙짭", "도둑을 붙잡은 이웃", "붙잡은"), ("떠오루", "문득 떠오르는 생각", "떠오르는"),
            ("아름담", "아름답고 조용한", "아름답고"), ("세긍", "세금은 얼마나", "세금"),
            ("세긍", "세금에서 빼는 것", "세금"), ("영주건", "영주권까지 얼마나", "영주권"),
            ("세긍", "세금을 낸 뒤", "세금"), ("고앙이", "고양이가 아파요", "고양이"),
        ],
    )  # fmt: skip
    def test_a_suggestion_is_a_word_as_people_write_it(self, client, typed, title, meant):
        published(title)
        count_anew()
        assert suggested(client, typed) == meant

    def test_the_word_by_itself_in_any_post_is_how_it_is_written(self, client):
        published("세금도 문제")
        published("질문", body="세금, 어떻게 내나요")
        count_anew()
        assert suggested(client, "세긍") == "세금"

    def test_a_closed_post_tells_not_how_a_word_is_written(self, client):
        published("헷갈리는 규정")
        board = BoardFactory(read_access=Access.MODERATORS)
        published("헷갈리", board=board, author=AdminFactory())
        count_anew()
        assert suggested(client, "헛갈리") == "헷갈리는"

    def test_the_page_asks_and_decides_nothing(self, client):
        published("세금 신고")
        count_anew()
        page = page_of(client, q="세긍")
        text = " ".join(page.content.decode().split())
        assert page.context["found"].found == 0
        assert f'Did you mean <a href="{page.context["suggested"].url()}">세금</a>?' in text
        assert suggested(client, "세금") is None

    def test_tags_count(self, client):
        post = published("제목")
        post.tags.add("영주권")
        upkeep.note_changed([post.pk])
        count_anew()
        assert words()["영주권"] == 1

    @pytest.mark.parametrize(
        "typed", ["비자", "세금", "12345", "가", "ㅋㅋㅋㅋ", "", '"세긍"', "-세긍"]
    )
    def test_nothing_is_suggested_for_what_is_not_misspelt(self, client, typed):
        published("세금 신고")
        published("비자")
        count_anew()
        assert page_of(client, q=typed).context.get("suggested") is None

    def test_a_rare_word_that_is_found_gets_only_a_far_more_frequent_one(self, client):
        published("세긍")
        published("세금 신고")
        count_anew()
        assert suggested(client, "세긍") is None
        for number in range(10):
            published(f"세금 {number}")
        count_anew()
        assert suggested(client, "세긍") == "세금"

    def test_the_most_frequent_of_equally_near_words(self, client):
        for title in ("세금 1", "세금 2", "세균 1"):
            published(title)
        count_anew()
        assert suggested(client, "세굼") == "세금"

    def test_a_suggestion_finds_something_where_one_looks(self, client):
        published("세금 신고")
        BoardFactory(slug="empty")
        count_anew()
        assert suggested(client, "세긍", board="empty") is None

    def test_no_suggestion_is_searched_for_twice(self):
        published("세금 신고")
        board = BoardFactory(slug="empty")
        count_anew()
        with CaptureQueriesContext(connection) as queries:
            assert suggestion_for(None, "세긍", found=0, filters=Filters(board=board)) == {}
        asked = [each["sql"] for each in queries]
        searched = [
            sql for sql in asked if "boards_search_searchdocument" in sql and "post_id" in sql
        ]
        assert len(searched) == len(set(searched))
        assert sum("synonymgroup" in sql for sql in asked) == 1

    def test_a_page_with_a_suggestion_reads_what_its_member_may_find_once_for_it(self, client):
        for title in ("세금 비자 1", "세금 비자 2"):
            published(title)
        count_anew()
        client.force_login(MemberFactory())
        suggested(client, "세긍 비쟈")  # learns what is prepared
        with CaptureQueriesContext(connection) as queries:
            assert suggested(client, "새금 비쟈") == "세금 비자"
        frame = ("SAVEPOINT", "RELEASE", "SELECT max(key), set_config")
        statements = [each["sql"] for each in queries if not each["sql"].startswith(frame)]
        blocked = [sql for sql in statements if "boards_members_block" in sql]
        assert len(blocked) == 3  # to find what was typed, to show it, and to suggest
        # PostgreSQL's index is asked for the newest weeks and months first.
        assert len(statements) == {"sqlite": 28, "postgresql": 39}[connection.vendor]

    def test_only_the_most_frequent_of_very_many_are_compared(self, client, monkeypatch):
        monkeypatch.setattr(suggesting, "MAX_NEAR", 1)
        for title in ("세균 1", "세금 1", "세금 2"):
            published(title)
        count_anew()
        assert suggested(client, "세굼") == "세금"


class TestStayingTrue:
    def test_closed_secret_and_hidden_posts_never_count(self, client):
        admin = AdminFactory()
        published("밀수", board=BoardFactory(read_access=Access.MEMBERS), author=admin)
        published("밀수", board=BoardFactory(allows_secret=True), is_secret=True)
        hide_post(post=published("밀수"), by=admin)
        author = MemberFactory()
        delete_own_post(post=published("밀수", author=author), by=author)
        publish_comment(post=published("질문"), author=author, text="밀수")
        count_anew()
        assert set(words()) == {"질문"}
        client.force_login(admin)
        assert suggested(client, "말수") is None

    def test_what_was_just_hidden_is_no_suggestion_before_it_is_counted(self, client):
        post = published("밀수")
        count_anew()
        assert suggested(client, "말수") == "밀수"
        hide_post(post=post, by=AdminFactory())
        assert suggested(client, "말수") is None
        count_anew()
        assert words() == {}

    def test_moved_posts_and_closed_boards(self):
        admin = AdminFactory()
        closed, board = BoardFactory(read_access=Access.MODERATORS), BoardFactory()
        post = published("밀수", board=board)
        published("세금", board=board)
        count_anew()
        move_post(post=post, board=closed, by=admin)
        count_anew()
        assert words() == {"세금": 1}
        board.read_access = Access.MEMBERS
        board.save()
        count_anew()
        assert words() == {}
        board.read_access = Access.EVERYONE
        board.save()
        count_anew()
        assert words() == {"세금": 1}

    def test_posts_that_are_gone_and_posts_that_were_imported(self):
        post = PostFactory(title="세금")
        posts_imported.send(sender=type(post), post_ids=[post.pk])
        count_anew()
        assert words() == {"세금": 1}
        post.delete()
        count_anew()
        assert words() == {}

    def test_the_rarest_words_are_left_out_beyond_the_most_that_are_stored(self, monkeypatch):
        monkeypatch.setattr(upkeep, "MAX_WORDS", 2)
        monkeypatch.setattr(upkeep, "SURPLUS", 0)
        for title in ("세금 비자", "세금 비자", "영주권"):
            published(title)
        count_anew()
        assert words() == {"세금": 2, "비자": 2}
        assert upkeep.vocabulary_faults() == []

    def test_the_rarest_are_left_out_once_for_all_batches_of_a_round(self, monkeypatch):
        monkeypatch.setattr(upkeep, "BATCH", 1)
        for title in ("세금 비자", "세금 비자", "영주권"):
            published(title)
        with CaptureQueriesContext(connection) as queries:
            count_anew()
        counts = [each for each in queries if "COUNT(*)" in each["sql"]]
        assert len([each for each in counts if "vocabularyword" in each["sql"]]) == 1

    def test_a_post_counts_once_it_is_approved(self):
        row = Filter.objects.create(
            name="확인", entries="밀수", outcome=FilterOutcome.HOLD, is_active=True
        )
        post = published("밀수")
        count_anew()
        assert words() == {} and upkeep.vocabulary_faults() == []
        approve(row=Waiting.objects.get(), by=AdminFactory())
        count_anew()
        assert words() == {"밀수": 1} and upkeep.vocabulary_faults() == []
        row.entries = "세금"
        row.save()
        post.refresh_from_db()
        edit_post(
            post=post, by=post.author, version=version_of(post), title="세금", body="<p>글</p>"
        )
        count_anew()
        assert words() == {} and upkeep.vocabulary_faults() == []
        approve(row=Waiting.objects.undecided().get(), by=AdminFactory())
        count_anew()
        assert words() == {"세금": 1} and upkeep.vocabulary_faults() == []

    def test_hiding_a_post_leaves_one_note(self):
        post = published("밀수")
        count_anew()
        with CaptureQueriesContext(connection) as queries:
            hide_post(post=post, by=AdminFactory())
        assert len([each for each in queries if is_note(each["sql"])]) == 1

    def test_a_tag_is_renamed_and_removed_by_one_note_for_all_its_posts(self):
        posts = [published(f"제목 {number}") for number in range(3)]
        for post in posts:
            post.tags.add("영주권")
        upkeep.note_posts(Post.objects.all())
        count_anew()
        assert words() == {"제목": 3, "영주권": 3}
        tag = Tag.objects.get(name="영주권")
        tag.name = "시민권"
        with CaptureQueriesContext(connection) as queries:
            tag.save()
        notes = [each["sql"] for each in queries if is_note(each["sql"])]
        assert len(notes) == 1
        assert "SELECT" in notes[0]
        count_anew()
        assert words() == {"제목": 3, "시민권": 3}
        with CaptureQueriesContext(connection) as queries:
            tag.delete()
        assert len([each for each in queries if is_note(each["sql"])]) == 1
        count_anew()
        assert words() == {"제목": 3}

    def test_a_post_that_no_round_would_find_is_reported_and_counted_by_a_rebuild(
        self, monkeypatch
    ):
        for number in range(3):
            published(f"세금 {number}")
        count_anew()
        monkeypatch.setattr(upkeep, "LOOK_BACK", 0)
        first = Post.objects.earliest("pk")
        VocabularyPost.objects.filter(pk=first.pk).delete()
        VocabularyWord.objects.update(posts=2)
        count_anew()
        assert words() == {"세금": 2}
        assert "1 posts and 0 words" in upkeep.vocabulary_faults()[0]
        call_command("rebuild_index", missing=True, verbosity=0)
        assert words() == {"세금": 3}
        assert upkeep.vocabulary_faults() == []

    def test_what_a_post_was_counted_with_is_proven_while_it_waits_to_be_counted(self):
        post = published("세금")
        count_anew()
        upkeep.note_changed([post.pk])
        assert upkeep.vocabulary_faults() == []
        VocabularyWord.objects.update(posts=2)
        assert upkeep.vocabulary_faults() != []

    def test_a_rebuild_tells_how_far_it_is(self, monkeypatch):
        monkeypatch.setattr(upkeep, "BATCH", 2)
        for number in range(5):
            published(f"세금 {number}")
        assert list(upkeep.rebuild_vocabulary()) == [2, 2, 1]
        assert [step.counted for step in rebuild_index() if step.counted] == [2, 2, 1]

    def test_commands_prove_it_and_make_it_anew(self):
        published("세금 신고")
        count_anew()
        call_command("check_index")
        VocabularyWord.objects.filter(word="세금").update(posts=7)
        with pytest.raises(CommandError):
            call_command("check_index")
        VocabularyPost.objects.update(words="옛날 말")
        call_command("rebuild_index", verbosity=0)
        assert words() == {"세금": 1, "신고": 1}
        call_command("check_index")

    def test_many_posts_are_counted_in_one_round(self):
        posts = [PostFactory(title="세금") for _ in range(12)]
        upkeep.note_changed(post.pk for post in posts)
        assert upkeep.catch_up() == 12
        assert upkeep.catch_up() == 0
        assert words() == {"세금": 12}


@pytest.mark.django_db(transaction=True)
class TestSeveralAtOnce:
    def test_rounds_count_each_post_once(self, monkeypatch):
        monkeypatch.setattr(upkeep, "BATCH", 3)
        for number in range(12):
            PostFactory(title=f"세금 신고 {number}")
        at_once(upkeep.catch_up, upkeep.catch_up, upkeep.catch_up)
        while upkeep.catch_up():
            pass
        assert words() == {"세금": 12, "신고": 12}
        assert upkeep.vocabulary_faults() == []

    def test_a_rebuild_beside_rounds_loses_no_word_and_goes_on_to_the_end(self, monkeypatch):
        monkeypatch.setattr(upkeep, "BATCH", 3)
        for number in range(12):
            PostFactory(title=f"세금 신고 {number}")
        count_anew()

        def change_and_count():
            for _ in range(5):
                upkeep.note_posts(Post.objects.all())
                upkeep.catch_up()

        at_once(change_and_count, lambda: [*upkeep.rebuild_vocabulary()], change_and_count)
        while upkeep.catch_up():
            pass
        assert words() == {"세금": 12, "신고": 12}
        assert upkeep.vocabulary_faults() == []

    def test_a_rebuild_waits_for_who_counts_at_this_moment(self):
        PostFactory(title="세금")
        is_counting, is_over = threading.Event(), threading.Event()

        def count_for_long():
            with transaction.atomic():
                assert is_alone()
                is_counting.set()
                assert is_over.wait(PATIENCE)

        def rebuild():
            is_counting.wait(PATIENCE)
            threading.Timer(0.5, is_over.set).start()
            return sum(upkeep.rebuild_vocabulary())

        assert at_once(count_for_long, rebuild)[1] == 1
        assert words() == {"세금": 1}
