"""A bulk verb for all posts of a list: in the background, with its progress, undone as a whole."""

from urllib.parse import quote

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from boards.moderation.actions.forget_words import forget_words
from boards.moderation.bulk_runs import slices
from boards.moderation.bulk_runs.actions.begin_run import begin_run
from boards.moderation.bulk_runs.actions.undo_run import undo_run
from boards.moderation.bulk_runs.lists import WholeList
from boards.moderation.bulk_runs.slices import SLICE, go_on
from boards.moderation.models import BulkItem, BulkRun, ModerationEntry
from boards.posts.models import Post
from boards.posts.moderation.actions.hide_post import hide_post
from boards.posts.moderation.actions.unhide_post import unhide_post
from boards.posts.states import State
from tests.concurrency import at_once
from tests.factories import (
    BoardFactory,
    CategoryFactory,
    MemberFactory,
    PostFactory,
)
from tests.moderation.bulk_pages import KOREAN, BulkPages

pytestmark = pytest.mark.django_db


@pytest.fixture
def board(moderator):
    return BoardFactory(slug="talk", name_ko="이야기", moderators=[moderator])


def run_of(board, by, verb="hide", *, fields=None, to_the_end=True, **criteria) -> BulkRun:
    whole = WholeList(board, **criteria)
    run = begin_run(whole=whole, by=by, verb=verb, fields=fields or {"reason": "도배"})
    if to_the_end:
        work_off(run)
    return BulkRun.objects.get(pk=run.pk)


def undone(run, by) -> BulkRun:
    undo_run(run=run, by=by)
    work_off(run)
    return BulkRun.objects.get(pk=run.pk)


def work_off(run) -> None:
    while go_on(run.pk):
        pass


def states() -> list[str]:
    return list(Post.objects.order_by("pk").values_list("state", flat=True))


class TestARun:
    def test_does_it_to_every_post_and_logs_each(self, board, moderator):
        PostFactory.create_batch(SLICE + 5, board=board)
        other = PostFactory()
        run = run_of(board, moderator)
        assert Post.objects.hidden().count() == run.total == SLICE + 5
        assert Post.objects.get(pk=other.pk).is_published
        entries = ModerationEntry.objects.filter(verb="hide", by=moderator, reason="도배")
        assert entries.count() == SLICE + 5
        assert not run.is_at_work

    def test_is_about_what_the_list_had_when_it_began(self, board, moderator):
        PostFactory(board=board)
        run = run_of(board, moderator, to_the_end=False)
        later = PostFactory(board=board)
        work_off(run)
        assert Post.objects.get(pk=later.pk).is_published

    def test_of_a_category_leaves_the_others(self, board, moderator):
        category = CategoryFactory(board=board)
        inside, outside = PostFactory(board=board, category=category), PostFactory(board=board)
        run_of(board, moderator, category=category)
        assert not Post.objects.get(pk=inside.pk).is_published
        assert Post.objects.get(pk=outside.pk).is_published

    def test_of_a_tag_leaves_the_others(self, board, moderator):
        inside, outside = PostFactory(board=board), PostFactory(board=board)
        inside.tags.add("홍보")
        run_of(board, moderator, tag=inside.tags.get())
        assert not Post.objects.get(pk=inside.pk).is_published
        assert Post.objects.get(pk=outside.pk).is_published

    def test_of_a_member_leaves_what_is_anonymous(self, board, moderator):
        member = MemberFactory()
        named = PostFactory(board=board, author=member)
        anonymous = PostFactory(board=board, author=member, anonymous_number=0)
        run = run_of(board, moderator, member=member)
        assert run.total == 1
        assert not Post.objects.get(pk=named.pk).is_published
        assert Post.objects.get(pk=anonymous.pk).is_published

    def test_counts_what_was_so_already_and_goes_on(self, board, moderator):
        hidden = PostFactory(board=board, state=State.HIDDEN)
        PostFactory(board=board)
        run = run_of(board, moderator)
        item = BulkItem.objects.get(run=run, post=hidden)
        assert (item.result, item.why_en) == ("left", "It was so already.")
        assert run.items.filter(result="done").count() == 1

    def test_leaves_what_somebody_took_meanwhile_and_says_why(self, board, moderator):
        gone, other = PostFactory(board=board), PostFactory(board=board)
        run = run_of(board, moderator, to_the_end=False)
        Post.objects.filter(pk=gone.pk).update(state=State.DELETED)
        work_off(run)
        assert "deleted" in BulkItem.objects.get(post=gone).why_en
        assert "지워" in BulkItem.objects.get(post=gone).why_ko
        assert not Post.objects.get(pk=other.pk).is_published

    def test_stops_where_the_moderator_is_none_any_more(self, board, moderator):
        PostFactory(board=board)
        run = run_of(board, moderator, to_the_end=False)
        board.moderators.clear()
        work_off(run)
        assert states() == [State.PUBLISHED]
        assert run.items.get().result == "left"

    def test_never_acts_in_the_name_of_the_system(self, board, moderator):
        PostFactory(board=board)
        run = run_of(board, moderator, to_the_end=False)
        BulkRun.objects.update(by=None)
        work_off(run)
        assert states() == [State.PUBLISHED]

    def test_goes_on_where_it_was_cut_off(self, board, moderator, monkeypatch):
        PostFactory.create_batch(3, board=board)
        run = run_of(board, moderator, to_the_end=False)
        monkeypatch.setattr(slices, "SLICE", 2)
        assert go_on(run.pk)
        assert Post.objects.hidden().count() == 2
        work_off(run)
        assert ModerationEntry.objects.filter(verb="hide").count() == 3

    def test_moves_posts_with_their_categories(self, board, moderator):
        other = BoardFactory(slug="other", moderators=[moderator])
        PostFactory.create_batch(2, board=board)
        run_of(board, moderator, "move", fields={"board": "other"})
        assert Post.objects.filter(board=other).count() == 2

    def test_forgets_what_was_typed_about_a_member_who_leaves(self, board, moderator):
        member = MemberFactory()
        PostFactory(board=board, author=member)
        run = run_of(board, moderator, member=member)
        forget_words(member)
        assert BulkRun.objects.get(pk=run.pk).fields == {}


class TestBeginning:
    def refused(self, board, by, **values) -> str:
        with pytest.raises(ValidationError) as error:
            run_of(board, by, to_the_end=False, **values)
        return getattr(error.value, "code", "")

    def test_is_for_who_moderates_the_content(self, board):
        PostFactory(board=board)
        for duties in ({"content": False}, None):
            member = MemberFactory()
            if duties:
                board.moderators.add(member, through_defaults=duties)
            with pytest.raises(PermissionDenied):
                run_of(board, member)

    def test_takes_no_more_posts_than_it_may(self, board, moderator, monkeypatch):
        PostFactory.create_batch(3, board=board)
        monkeypatch.setattr("boards.moderation.bulk_runs.actions.begin_run.MAX_POSTS", 2)
        assert self.refused(board, moderator) == "many"
        assert not BulkRun.objects.exists()

    def test_takes_no_empty_list(self, board, moderator):
        assert self.refused(board, moderator) == "none"

    def test_waits_for_another_one_on_the_board(self, board, moderator):
        PostFactory(board=board)
        run_of(board, moderator, to_the_end=False)
        assert self.refused(board, moderator) == "conflict"

    def test_asks_for_what_the_verb_needs(self, board, moderator):
        PostFactory(board=board)
        with pytest.raises(ValidationError):
            run_of(board, moderator, "delete", fields={"reason": ""})
        assert not BulkRun.objects.exists()


class TestUndoing:
    @pytest.mark.parametrize(
        ("verb", "fields"), [("hide", {"reason": "도배"}), ("delete", {"sure": "1"})]
    )
    def test_brings_back_all_of_it(self, board, moderator, verb, fields):
        PostFactory.create_batch(3, board=board)
        run = undone(run_of(board, moderator, verb, fields=fields), moderator)
        assert states() == [State.PUBLISHED] * 3
        assert not run.is_at_work

    def test_of_a_move_and_of_a_category(self, board, moderator):
        first, second = CategoryFactory(board=board), CategoryFactory(board=board)
        BoardFactory(slug="other", moderators=[moderator])
        post = PostFactory(board=board, category=first)
        run = run_of(board, moderator, "category", fields={"category": str(second.pk)})
        assert Post.objects.get(pk=post.pk).category == second
        undone(run, moderator)
        run = run_of(board, moderator, "move", fields={"board": "other"})
        undone(run, moderator)
        post = Post.objects.get(pk=post.pk)
        assert (post.board, post.category) == (board, first)

    def test_leaves_what_was_hidden_before_and_what_somebody_changed_since(self, board, moderator):
        before = PostFactory(board=board, state=State.HIDDEN)
        since, other = PostFactory(board=board), PostFactory(board=board)
        run = run_of(board, moderator)
        unhide_post(post=since, by=moderator)
        hide_post(post=since, by=moderator)
        undone(run, moderator)
        assert Post.objects.get(pk=before.pk).state == State.HIDDEN
        assert Post.objects.get(pk=since.pk).state == State.HIDDEN
        assert Post.objects.get(pk=other.pk).is_published
        assert BulkItem.objects.get(post=since).result == "kept"

    def test_is_done_once(self, board, moderator):
        PostFactory(board=board)
        run = run_of(board, moderator, to_the_end=False)
        for _time in range(2):
            with pytest.raises(ValidationError):
                undo_run(run=run, by=moderator)
            work_off(run)
            if BulkRun.objects.get(pk=run.pk).undone_at is None:
                undo_run(run=run, by=moderator)

    def test_is_for_who_moderates_the_content(self, board, moderator):
        PostFactory(board=board)
        run = run_of(board, moderator)
        with pytest.raises(PermissionDenied):
            undo_run(run=run, by=MemberFactory())


class TestThePages(BulkPages):
    def test_are_led_to_from_the_list(self, signed_in, board, path):
        category = CategoryFactory(board=board)
        PostFactory(board=board, category=category)
        assert f'href="{path}"' in self.text(signed_in, board.get_absolute_url())
        list_path = f"{board.get_absolute_url()}?category={category.slug}"
        assert f"{path}?category={quote(category.slug)}" in self.text(signed_in, list_path)

    def test_tell_how_many_posts_it_is_about(self, signed_in, board, path):
        PostFactory.create_batch(12, board=board)
        assert "글 12개" in self.text(signed_in, path)

    def test_do_it_and_undo_it(self, signed_in, board, path):
        PostFactory.create_batch(3, board=board)
        answer = signed_in.post(path, {"verb": "hide", "reason": "도배"})
        assert states() == [State.HIDDEN] * 3
        assert "3개" in self.text(signed_in, answer.url)
        signed_in.post(f"{answer.url}undo/")
        assert states() == [State.PUBLISHED] * 3

    def test_keep_what_was_typed_when_something_is_missing(self, signed_in, board, path):
        PostFactory(board=board)
        answer = signed_in.post(path, {"verb": "delete", "reason": "쓰던 이유"})
        assert answer.status_code == 422
        assert "쓰던 이유" in answer.content.decode()

    def test_ask_for_the_category_of_the_other_board(self, signed_in, board, moderator, path):
        other = BoardFactory(slug="other", moderators=[moderator])
        category = CategoryFactory(board=other)
        CategoryFactory(board=other)
        PostFactory(board=board)
        answer = signed_in.post(
            path, {"verb": "move", "board": "other", "category_there": "x"}, headers=KOREAN
        )
        assert answer.status_code == 422
        assert category.name in answer.content.decode()
        signed_in.post(path, {"verb": "move", "board": "other", "category_there": str(category.pk)})
        assert Post.objects.get().category == category

    def test_look_again_by_themselves_while_it_is_at_work(self, signed_in, board, moderator):
        PostFactory(board=board)
        run = run_of(board, moderator, to_the_end=False)
        path = reverse("moderation:bulk-run", args=[run.pk])
        assert signed_in.get(path).headers["Refresh"] == "3"
        work_off(run)
        assert "Refresh" not in signed_in.get(path).headers

    def test_refuse_a_list_that_is_too_long(self, signed_in, board, path, monkeypatch):
        PostFactory.create_batch(3, board=board)
        monkeypatch.setattr("boards.moderation.bulk_runs.views.MAX_POSTS", 2)
        assert 'name="verb"' not in self.text(signed_in, path)

    def test_run_the_same_queries_however_many_posts_there_are(
        self, signed_in, board, path, django_assert_num_queries
    ):
        PostFactory(board=board)
        with django_assert_num_queries(5):
            signed_in.get(path)
        PostFactory.create_batch(20, board=board)
        with django_assert_num_queries(5):
            signed_in.get(path)

    @pytest.mark.parametrize("query", ["?category=x", "?tag=x", "?member=0", "?member=x\0"])
    def test_find_no_list_that_is_not_there(self, signed_in, path, query):
        assert signed_in.get(f"{path}{query}").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_do_each_post_once(board, moderator):
    PostFactory.create_batch(6, board=board)
    run = run_of(board, moderator, to_the_end=False)
    at_once(lambda: work_off(run), lambda: work_off(run))
    assert ModerationEntry.objects.filter(verb="hide").count() == 6
