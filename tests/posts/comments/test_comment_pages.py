"""Comments on the article page, and the forms that make them."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import EmptyPage
from django.urls import reverse

from boards.access import Access
from boards.posts.comments import threads
from boards.posts.comments.actions.delete_comment import delete_comment
from boards.posts.comments.actions.hide_comment import hide_comment
from boards.posts.counting import add_to_counts
from boards.posts.models import Comment, Post, PostCounts
from boards.posts.states import State
from tests.factories import AdminFactory, BoardFactory, CommentFactory, MemberFactory, PostFactory
from tests.posts.comments.talking import (
    ENGLISH,
    bodies_of,
    count_of,
    post_with_moderator,
    shown_comments,
)

pytestmark = pytest.mark.django_db


def address(post, parent=None):
    """Return where a comment is sent."""
    return reverse("posts:comments", args=[post.pk]) + (f"?reply_to={parent.pk}" if parent else "")


@pytest.fixture
def post():
    return PostFactory()


@pytest.fixture
def member(client):
    member = MemberFactory(handle="writer")
    client.force_login(member)
    return member


class TestReading:
    def test_a_post_without_comments_says_so(self, client, post):
        page = client.get(post.get_absolute_url(), headers=ENGLISH).content.decode()
        assert "No comments yet." in page
        assert "Sign in to comment" in page

    def test_guests_get_no_form_and_no_cookie(self, client, post):
        CommentFactory(post=post)
        response = client.get(post.get_absolute_url())
        assert "<form" not in response.content.decode().split('id="comments"')[1].split("</ol>")[0]
        assert not response.cookies

    def test_names_are_masked_for_others_and_whole_for_staff_and_oneself(self, client, post):
        comment = CommentFactory(post=post, author=MemberFactory(handle="vubui"))
        for viewer, name in [(None, "vuxxxxx"), (MemberFactory(), "vuxxxxx")]:
            if viewer:
                client.force_login(viewer)
            page = client.get(post.get_absolute_url()).content.decode()
            assert name in page and "vubui" not in page
        for viewer in (comment.author, AdminFactory()):
            client.force_login(viewer)
            assert "vubui" in client.get(post.get_absolute_url()).content.decode()

    def test_answers_stand_below_what_they_answer(self, client, post):
        first = CommentFactory(post=post, text="하나")
        CommentFactory(post=post, text="둘")
        answer = CommentFactory(post=post, text="하나의 하나", parent=first)
        CommentFactory(post=post, text="하나의 둘", parent=first)
        CommentFactory(post=post, text="하나의 하나의 하나", parent=answer)
        response = client.get(post.get_absolute_url())
        assert bodies_of(response) == [
            f"<p>{text}</p>"
            for text in ("하나", "하나의 하나", "하나의 하나의 하나", "하나의 둘", "둘")
        ]
        depths = re.findall(r"comment--depth-(\d)", response.content.decode())
        assert depths == ["1", "2", "3", "2", "1"]

    def test_the_fifth_level_is_flattened_and_names_whom_it_answers(self, client, post):
        parent = None
        for depth in range(1, 7):
            parent = CommentFactory(
                post=post, parent=parent, author=MemberFactory(handle=f"d{depth}name")
            )
        response = client.get(post.get_absolute_url())
        depths = re.findall(r"comment--depth-(\d)", response.content.decode())
        assert depths == ["1", "2", "3", "4", "4", "4"]
        shown = shown_comments(response)
        assert "→ @" not in shown[3]
        assert "→ @d4xxxxx" in shown[4]
        assert "→ @d5xxxxx" in shown[5]

    def test_a_very_deep_thread_opens(self, client, post):
        author = MemberFactory()
        parent = root = CommentFactory(post=post, author=author)
        for _ in range(1200):
            parent = Comment.objects.create(
                post=post, author=author, text="x", body="<p>x</p>", parent=parent, root=root
            )
        assert client.get(post.get_absolute_url()).status_code == 200

    def test_newest_first_turns_the_threads_around_and_not_the_answers(self, client, post):
        first = CommentFactory(post=post, text="하나")
        CommentFactory(post=post, text="둘")
        for text in ("가", "나"):
            CommentFactory(post=post, text=text, parent=first)
        response = client.get(post.get_absolute_url(), {"order": "newest"})
        assert bodies_of(response) == [f"<p>{text}</p>" for text in ("둘", "하나", "가", "나")]

    def test_text_is_shown_as_paragraphs_lines_and_links_and_never_as_html(self, client, post):
        CommentFactory(
            post=post, text="첫 줄\n둘째 줄\n\n<script>alert(1)</script> https://example.com/a?b=1"
        )
        (body,) = bodies_of(client.get(post.get_absolute_url()))
        assert body.startswith("<p>첫 줄<br>둘째 줄</p><p>&lt;script&gt;alert(1)")
        assert 'href="https://example.com/a?b=1"' in body
        assert "nofollow" in body

    def test_comments_of_blocked_members_fold_away_but_anonymous_ones_do_not(self, client, member):
        post = PostFactory(board=BoardFactory(allows_anonymous=True))
        other = MemberFactory()
        member.blocks.create(blocked=other)
        CommentFactory(post=post, author=other, text="이름 있는 댓글")
        CommentFactory(post=post, author=other, text="익명 댓글", is_anonymous=True)
        response = client.get(post.get_absolute_url(), headers=ENGLISH)
        named, anonymous = shown_comments(response)
        assert "Comment of a member whom you blocked" in named
        assert "blocked" not in anonymous
        assert response.content.decode().count('<details class="comment__fold">') == 1

    def test_what_a_page_continues_is_folded_too(self, client, member):
        post, other = PostFactory(), MemberFactory()
        root = CommentFactory(post=post, author=other, text="차단한 회원의 댓글")
        for _ in range(threads.COMMENTS_PER_PAGE + 5):
            CommentFactory(post=post, parent=root)
        path = f"{post.get_absolute_url()}?comments=2"
        assert "차단한 회원의 댓글" in client.get(path).content.decode()
        member.blocks.create(blocked=other)
        assert "차단한 회원의 댓글" not in client.get(path).content.decode()

    @pytest.mark.parametrize("state", ["deleted", "hidden"])
    def test_a_removed_comment_does_not_tell_that_the_author_wrote_it(self, client, state):
        post = PostFactory(author=MemberFactory())
        own = CommentFactory(post=post, author=post.author)
        other = CommentFactory(post=post, author=MemberFactory())
        for each in (own, other):
            CommentFactory(post=post, parent=each)
        Comment.objects.filter(pk__in=[own.pk, other.pk]).update(state=state)
        page = client.get(post.get_absolute_url()).content.decode()
        items = re.findall(r'<li class="comment ([^"]*)"\s+id="comment-(\d+)"', page)
        classes = {int(key): names for names, key in items}
        assert classes[own.pk] == classes[other.pk]

    def test_a_comment_through_htmx_keeps_the_list_of_every_board(self, client, member, post):
        CommentFactory(post=post)
        url = f"http://testserver{post.get_absolute_url()}?list=all"
        answer = client.post(
            f"{post.get_absolute_url()}comments/",
            {"text": "새 댓글"},
            headers={"hx-request": "true", "hx-current-url": url},
        )
        assert "order=newest&amp;list=all" in answer.content.decode()

    @pytest.mark.parametrize("query", ["comments=0", "comments=x", "comments=9" * 30])
    def test_what_is_no_number_of_a_page_of_comments_is_404(self, client, post, query):
        CommentFactory(post=post)
        assert client.get(f"{post.get_absolute_url()}?{query}").status_code == 404


class TestPages:
    @pytest.fixture
    def many(self, post):
        author = MemberFactory()
        roots = Comment.objects.bulk_create(
            Comment(post=post, author=author, text=f"{n}", body=f"<p>{n}</p>") for n in range(250)
        )
        Comment.objects.create(
            post=post, author=author, text="a", body="<p>a</p>", root=roots[0], parent=roots[0]
        )
        add_to_counts(post.pk, comments=251)
        return roots

    def test_fifty_comments_a_page(self, client, post, many):
        for number, size in [(1, 50), (2, 50), (5, 50), (6, 1)]:
            response = client.get(post.get_absolute_url(), {"comments": number})
            assert len(bodies_of(response)) == size
        assert 'aria-current="page"><span' in response.content.decode()

    def test_a_page_asks_as_often_however_long_a_thread_is(
        self, client, post, django_assert_max_num_queries
    ):
        author = MemberFactory()
        root = CommentFactory(post=post, author=author, text="첫마디")
        Comment.objects.bulk_create(
            Comment(post=post, author=author, text="x", body="x", root=root, parent=root)
            for _ in range(120)
        )
        add_to_counts(post.pk, comments=120)
        post = Post.objects.with_article_details().get(pk=post.pk)
        order = threads.Order()
        for number, size, most in [(1, 50, 2), (2, 50, 2), (3, 21, 2)]:
            with django_assert_max_num_queries(most):
                page = threads.page_of(None, post, number=number, order=order, can_moderate=False)
            assert len(page.rows) == size
            assert {row.depth for row in page.rows[1:]} == {2}
            assert (page.continued is None) is (number == 1)
        said = client.get(post.get_absolute_url(), {"comments": 2}).content.decode()
        assert said.count("첫마디") == 1 and f'id="comment-{root.pk}"' not in said

    def test_a_reply_on_the_next_page_names_whom_it_answers(self, client, post):
        parent = root = CommentFactory(post=post)
        for _ in range(threads.COMMENTS_PER_PAGE - 1):
            parent = CommentFactory(post=post, parent=root)
        CommentFactory(post=post, parent=parent)
        page = threads.page_of(None, post, number=2, order=threads.Order(), can_moderate=False)
        [row] = page.rows
        assert (row.depth, row.is_flattened) == (2, True)
        assert row.replying_to == parent.author_name_for(None)

    def test_the_answer_to_a_secret_comment_is_read_by_its_author_on_the_next_page(self, post):
        question = CommentFactory(post=post, is_secret=True)
        for _ in range(threads.COMMENTS_PER_PAGE - 1):
            CommentFactory(post=post, parent=question, author=post.author)
        CommentFactory(post=post, parent=question, author=post.author, text="답장")
        for viewer, withheld in [(question.author, ""), (None, "secret")]:
            page = threads.page_of(
                viewer, post, number=2, order=threads.Order(), can_moderate=False
            )
            assert page.rows[0].withheld == page.continued.withheld == withheld

    def test_the_permanent_link_opens_the_page_with_the_comment(self, client, post, many):
        reply = Comment.objects.get(text="a")
        for comment, query in [
            (many[0], ""),
            (reply, ""),
            (many[48], ""),
            (many[49], "?comments=2"),
            (many[249], "?comments=6"),
        ]:
            response = client.get(comment.get_absolute_url())
            assert response.status_code == 302
            assert response["Location"] == (
                f"{post.get_absolute_url()}{query}#comment-{comment.pk}"
            )
            page = client.get(response["Location"].split("#")[0]).content.decode()
            assert f'id="comment-{comment.pk}"' in page

    def test_pages_of_the_newest_first(self, client, post, many):
        order = threads.Order(newest_first=True)
        assert threads.path_to(many[0], order=order).startswith(
            f"{post.get_absolute_url()}?comments=5&order=newest#"
        )
        page = threads.page_of(AnonymousUser(), post, order=order, can_moderate=False)
        assert (page.rows[0].comment.pk, page.pages) == (many[249].pk, 6)
        with pytest.raises(EmptyPage):
            threads.page_of(None, post, number=7, order=order, can_moderate=False)


class TestBest:
    @pytest.fixture
    def many(self, post):
        author = MemberFactory()
        comments = Comment.objects.bulk_create(
            Comment(post=post, author=author, text=f"{n}", body=f"<p>{n}</p>", recommends=n)
            for n in range(21)
        )
        add_to_counts(post.pk, comments=21)
        return comments

    def best(self, post, viewer=None, **options):
        post = Post.objects.with_article_details().get(pk=post.pk)
        options = {"order": threads.Order(), "can_moderate": False, **options}
        return [row.comment.text for row in threads.page_of(viewer, post, **options).best]

    def test_the_three_most_recommended_stand_on_top_with_a_link_to_their_places(
        self, client, post, many
    ):
        assert self.best(post) == ["20", "19", "18"]
        page = client.get(post.get_absolute_url()).content.decode()
        on_top = page.split('id="comment-list"')[1].split('class="comments__list"')[0]
        assert f'href="#comment-{many[20].pk}"' in on_top
        assert "<p>20</p>" in on_top

    def test_not_with_twenty_comments_and_not_on_later_pages(self, post, many):
        CommentFactory.create_batch(40, post=post)
        assert self.best(post, number=2) == []
        PostCounts.objects.filter(post=post).update(comments=20)
        assert self.best(post) == []

    def test_not_with_fewer_than_three_recommendations(self, post, many):
        Comment.objects.filter(text__in=["20", "19"]).update(recommends=2)
        Comment.objects.exclude(text__in=["20", "19", "18"]).update(recommends=2)
        assert self.best(post) == ["18"]

    def test_never_hidden_secret_deleted_or_of_whom_the_viewer_blocked(self, post, many):
        for comment, fields in zip(
            many[::-1],
            [{"state": State.HIDDEN}, {"is_secret": True}, {"state": State.DELETED}],
            strict=False,
        ):
            Comment.objects.filter(pk=comment.pk).update(**fields)
        viewer, blocked = MemberFactory(), MemberFactory()
        viewer.blocks.create(blocked=blocked)
        Comment.objects.filter(pk=many[17].pk).update(author=blocked)
        assert self.best(post, viewer) == ["16", "15", "14"]
        assert self.best(post) == ["17", "16", "15"]
        assert self.best(post, AdminFactory(), can_moderate=True) == ["17", "16", "15"]

    def test_an_anonymous_one_of_whom_the_viewer_blocked_stays(self, post, many):
        viewer, blocked = MemberFactory(), MemberFactory()
        viewer.blocks.create(blocked=blocked)
        Comment.objects.filter(pk=many[20].pk).update(author=blocked, anonymous_number=1)
        assert self.best(post, viewer) == ["20", "19", "18"]

    def test_cost_one_query_and_only_where_there_are_many(
        self, post, many, django_assert_num_queries
    ):
        post = Post.objects.with_article_details().get(pk=post.pk)
        other = Post.objects.with_article_details().get(pk=CommentFactory().post_id)
        for each, queries in [(post, 2), (other, 1)]:
            with django_assert_num_queries(queries):
                threads.page_of(None, each, order=threads.Order(), can_moderate=False)


class TestPermanentLinks:
    def test_missing_is_404(self, client):
        assert client.get("/comments/999999/").status_code == 404

    @pytest.mark.parametrize(
        "fields, status",
        [
            ({"state": State.DELETED}, 410),
            ({"state": State.HIDDEN}, 404),
            ({"is_secret": True}, 403),
        ],
    )
    def test_answers_as_the_post_does(self, client, post, fields, status):
        comment = CommentFactory(post=post)
        Post.objects.filter(pk=post.pk).update(**fields)
        assert client.get(comment.get_absolute_url()).status_code == status


class TestWriting:
    def test_a_member_comments(self, client, member, post):
        response = client.post(address(post), {"text": "고맙습니다\n@nobody"})
        comment = Comment.objects.get()
        assert response.status_code == 302
        assert response["Location"].endswith(f"#comment-{comment.pk}")
        assert (comment.author, comment.post, comment.parent) == (member, post, None)
        assert comment.body == "<p>고맙습니다<br>@nobody</p>"
        assert count_of(post) == 1
        page = client.get(post.get_absolute_url(), headers=ENGLISH).content.decode()
        assert "Comments <span" in page and ">1</span>" in page

    def test_a_member_answers(self, client, member, post):
        root = CommentFactory(post=post)
        first = CommentFactory(post=post, parent=root)
        client.post(address(post, first), {"text": "네"})
        answer = Comment.objects.latest("id")
        assert (answer.parent, answer.root) == (first, root)

    def test_the_form_for_an_answer_opens_without_javascript(self, client, member, post):
        comment = CommentFactory(post=post)
        response = client.get(address(post, comment))
        assert response.status_code == 200
        assert f'action="{address(post, comment)}"' in response.content.decode()
        assert "<html" in response.content.decode()

    def test_htmx_gets_the_form_alone(self, client, member, post):
        comment = CommentFactory(post=post)
        page = client.get(address(post, comment), headers={"HX-Request": "true"}).content.decode()
        assert page.strip().startswith("<form")

    def test_htmx_gets_the_list_with_the_comment_and_a_fresh_form(self, client, member, post):
        response = client.post(address(post), {"text": "빠르게"}, headers={"HX-Request": "true"})
        page = response.content.decode()
        comment = Comment.objects.get()
        assert response.status_code == 200
        assert page.strip().startswith('<div id="comment-list">')
        assert f'id="comment-{comment.pk}"' in page
        assert 'hx-swap-oob="true"' in page
        assert f"comment-{comment.pk}" in response["HX-Trigger-After-Settle"]

    def test_htmx_gets_the_page_on_which_the_comment_stands(self, client, member, post):
        Comment.objects.bulk_create(Comment(post=post, text="x", body="x") for _ in range(100))
        response = client.post(address(post), {"text": "끝"}, headers={"HX-Request": "true"})
        assert len(bodies_of(response)) == 1  # the first of the third page
        headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/?order=newest"}
        response = client.post(address(post), {"text": "끝의 끝"}, headers=headers)
        assert bodies_of(response)[0] == "<p>끝의 끝</p>"

    @pytest.mark.parametrize("text", ["", "   ", "\u200b\u3164", "가" * 3001])
    @pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
    def test_bad_text_comes_back_with_a_message(self, client, member, post, text, headers):
        response = client.post(address(post), {"text": text}, headers=headers)
        page = response.content.decode()
        assert response.status_code == 422
        assert 'aria-invalid="true"' in page and "field__error" in page
        assert text.strip() in page
        assert not Comment.objects.exists()

    def test_length_counts_characters_as_people_see_them(self, client, member, post):
        family = "👨‍👩‍👧‍👦"
        assert client.post(address(post), {"text": family * 3000}).status_code == 302
        assert client.post(address(post), {"text": family * 3001}).status_code == 422

    def test_a_double_click_makes_one_comment(self, client, member, post):
        form = {"text": "한 번만", "submission_key": "0b9f6f1e-7f0a-4f0e-9c6d-000000000001"}
        responses = [client.post(address(post), form) for _ in range(2)]
        assert len({response["Location"] for response in responses}) == 1
        assert count_of(post) == 1

    def test_a_second_form_has_another_key(self, client, member, post):
        pages = [client.get(address(post)).content.decode() for _ in range(2)]
        keys = [re.search(r'name="submission_key" value="([^"]+)"', page)[1] for page in pages]
        assert keys[0] != keys[1]


class TestSignedOutMeanwhile:
    def test_the_text_waits_behind_the_sign_in(self, client, post):
        response = client.post(address(post), {"text": "잊지 마세요"})
        assert response.status_code == 302
        assert response["Location"].startswith("/accounts/login/?next=%2Fposts%2F")
        client.force_login(MemberFactory())
        assert "잊지 마세요" in client.get(post.get_absolute_url()).content.decode()
        client.post(address(post), {"text": "잊지 마세요"})
        page = client.get(post.get_absolute_url()).content.decode()
        assert "잊지 마세요" not in page.split('id="comment-form"')[1].split("</form>")[0]

    def test_an_answer_waits_in_its_own_form(self, client, post):
        comment = CommentFactory(post=post)
        client.post(address(post, comment), {"text": "답을 기다려요"})
        client.force_login(MemberFactory())
        assert "답을 기다려요" in client.get(address(post, comment)).content.decode()
        assert "답을 기다려요" not in client.get(post.get_absolute_url()).content.decode()

    def test_htmx_goes_to_the_sign_in_page(self, client, post):
        response = client.post(address(post), {"text": "x"}, headers={"HX-Request": "true"})
        assert response["HX-Redirect"].startswith("/accounts/login/?next=")

    def test_guests_who_ask_for_a_form_sign_in_first(self, client, post):
        assert client.get(address(post)).status_code == 302


class TestRefusals:
    @pytest.mark.parametrize(
        "fields, board, status",
        [
            ({"comments_open": False}, {}, 409),
            ({}, {"allows_comments": False}, 403),
            ({"state": State.DELETED}, {}, 410),
            ({"state": State.HIDDEN}, {}, 404),
            ({"is_secret": True}, {}, 403),
            ({}, {"read_access": Access.MODERATORS}, 403),
        ],
    )
    @pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
    def test_the_status_is_right_and_the_text_is_kept(
        self, client, member, fields, board, status, headers
    ):
        post = PostFactory(board=BoardFactory(**board), title="숨긴 제목", **fields)
        response = client.post(address(post), {"text": "열심히 쓴 글"}, headers=headers)
        page = response.content.decode()
        assert response.status_code == status
        assert "열심히 쓴 글" in page
        assert "숨긴 제목" not in page
        assert ("<html" in page) is not bool(headers)
        assert not Comment.objects.exists()

    def test_a_post_that_never_was_keeps_the_text_too(self, client, member):
        response = client.post("/posts/999999/comments/", {"text": "열심히 쓴 글"})
        assert response.status_code == 404
        assert "열심히 쓴 글" in response.content.decode()

    def test_a_moderator_is_told_that_a_hidden_post_takes_no_comments(self, client):
        post, moderator = post_with_moderator(state=State.HIDDEN)
        client.force_login(moderator)
        assert client.post(address(post), {"text": "x"}).status_code == 409

    def test_an_answer_to_a_comment_that_went_away_keeps_the_text(self, client, member, post):
        comment = CommentFactory(post=post)
        url = address(post, comment)
        delete_comment(comment=comment, by=comment.author)
        response = client.post(url, {"text": "늦은 답"})
        assert response.status_code == 409
        assert "늦은 답" in response.content.decode()

    @pytest.mark.parametrize("reply_to", ["x", "9" * 40, "999999"])
    def test_an_answer_to_nothing_is_refused(self, client, member, post, reply_to):
        url = f"{reverse('posts:comments', args=[post.pk])}?reply_to={reply_to}"
        assert client.post(url, {"text": "x"}).status_code == 409

    def test_an_answer_to_a_comment_of_another_post_is_refused(self, client, member, post):
        assert client.post(address(post, CommentFactory()), {"text": "x"}).status_code == 409

    def test_the_page_of_a_closed_post_says_why_there_is_no_form(self, client, member):
        post = PostFactory(comments_open=False)
        page = client.get(post.get_absolute_url(), headers=ENGLISH).content.decode()
        assert "closed to new comments" in page
        assert 'id="comment-form"' not in page

    def test_forms_need_their_token(self, client, member, post):
        client.handler.enforce_csrf_checks = True
        assert client.post(address(post), {"text": "x"}).status_code == 403

    @pytest.mark.parametrize("method", ["put", "delete", "patch"])
    def test_other_methods_are_refused(self, client, member, post, method):
        assert getattr(client, method)(address(post)).status_code == 405


class TestSecretComments:
    @pytest.fixture
    def secret(self, post):
        return CommentFactory(post=post, text="둘만의 이야기", is_secret=True)

    def test_are_for_both_authors_and_moderators(self, client, post, secret):
        moderator = MemberFactory()
        post.board.moderators.add(moderator)
        readers = {post.author, secret.author, moderator, AdminFactory()}
        others = {None, MemberFactory(), CommentFactory(post=post).author}
        for viewer in readers | others:
            client.logout()
            if viewer:
                client.force_login(viewer)
            page = client.get(post.get_absolute_url()).content.decode()
            assert ("둘만의 이야기" in page) is (viewer in readers), viewer

    def test_an_answer_is_secret_and_reaches_whom_it_answers(self, client, post, secret):
        answer = CommentFactory(post=post, author=post.author, parent=secret, text="답장")
        assert answer.is_secret
        client.force_login(secret.author)
        assert "답장" in client.get(post.get_absolute_url()).content.decode()
        client.force_login(MemberFactory())
        assert "답장" not in client.get(post.get_absolute_url()).content.decode()

    def test_the_posts_author_answers_in_secret_whom_they_answer(self, client, post):
        question = CommentFactory(post=post)
        CommentFactory(post=post, author=post.author, parent=question, text="답장", is_secret=True)
        CommentFactory(post=post, parent=question, text="고자질", is_secret=True)
        client.force_login(question.author)
        page = client.get(post.get_absolute_url()).content.decode()
        assert "답장" in page and "고자질" not in page

    def test_others_can_neither_answer_nor_recommend(self, client, member, post, secret):
        assert client.post(address(post, secret), {"text": "x"}).status_code == 403
        url = reverse("posts:comment-recommend", args=[secret.pk])
        assert client.post(url).status_code == 403

    def test_the_box_is_in_the_form(self, client, member, post):
        client.post(address(post), {"text": "x", "is_secret": "on"})
        assert Comment.objects.get().is_secret


class TestEditing:
    @pytest.fixture
    def comment(self, member, post):
        return CommentFactory(post=post, author=member, text="첫 글")

    def url(self, comment):
        return reverse("posts:comment-edit", args=[comment.pk])

    def test_the_form_holds_the_text(self, client, comment):
        response = client.get(self.url(comment))
        assert response.status_code == 200
        assert "첫 글</textarea>" in response.content.decode()

    def test_a_change_shows_and_the_old_text_is_kept(self, client, comment, post):
        assert client.post(self.url(comment), {"text": "고친 글"}).status_code == 302
        response = client.get(post.get_absolute_url(), headers=ENGLISH)
        assert bodies_of(response) == ["<p>고친 글</p>"]
        assert "edited" in shown_comments(response)[0]
        assert [revision.text for revision in comment.revisions.all()] == ["첫 글"]

    def test_htmx_gets_the_list(self, client, comment):
        response = client.post(
            self.url(comment), {"text": "고친 글"}, headers={"HX-Request": "true"}
        )
        assert bodies_of(response) == ["<p>고친 글</p>"]

    def test_bad_text_comes_back(self, client, comment):
        response = client.post(self.url(comment), {"text": "가" * 3001})
        assert response.status_code == 422
        assert "가" * 3001 in response.content.decode()

    def test_is_for_the_author_alone(self, client, comment):
        for viewer in (MemberFactory(), AdminFactory()):
            client.force_login(viewer)
            assert client.get(self.url(comment)).status_code == 403
            assert client.post(self.url(comment), {"text": "x"}).status_code == 403
        client.logout()
        assert client.get(self.url(comment)).status_code == 302
        response = client.post(self.url(comment), {"text": "내 글"})
        assert response.status_code == 403
        assert "내 글" in response.content.decode()

    def test_after_the_window_the_text_is_given_back(self, client, comment, settings):
        settings.COMMENT_EDIT_MINUTES = 0
        assert client.get(self.url(comment)).status_code == 403
        response = client.post(self.url(comment), {"text": "너무 늦은 글"})
        assert response.status_code == 403
        assert "너무 늦은 글" in response.content.decode()

    def test_of_a_deleted_comment_gives_the_text_back(self, client, comment, member):
        CommentFactory(post=comment.post, parent=comment)
        delete_comment(comment=comment, by=member)
        response = client.post(self.url(comment), {"text": "늦은 글"})
        assert response.status_code == 410
        assert "늦은 글" in response.content.decode()

    def test_versions_are_for_the_author_and_staff(self, client, comment, member, post):
        client.post(self.url(comment), {"text": "고친 글"})
        url = reverse("posts:comment-versions", args=[comment.pk])
        for viewer, status in [(member, 200), (AdminFactory(), 200), (MemberFactory(), 403)]:
            client.force_login(viewer)
            response = client.get(url)
            assert response.status_code == status
            assert ("첫 글" in response.content.decode()) is (status == 200)
            page = client.get(post.get_absolute_url()).content.decode()
            assert (url in page) is (status == 200)
        client.logout()
        assert client.get(url).status_code == 302


class TestDeleting:
    def test_the_author_deletes(self, client, member, post):
        comment = CommentFactory(post=post, author=member)
        response = client.post(reverse("posts:comment-delete", args=[comment.pk]))
        assert response.status_code == 302
        assert Comment.objects.get().state == State.REMOVED
        assert f"comment-{comment.pk}" not in client.get(post.get_absolute_url()).content.decode()
        assert count_of(post) == 0

    def test_a_comment_with_answers_leaves_a_stub_without_name_and_text(self, client, post):
        author = MemberFactory(handle="leaver")
        comment = CommentFactory(post=post, text="지울 글", author=author)
        CommentFactory(post=post, parent=comment, text="남는 답")
        client.force_login(author)
        client.post(reverse("posts:comment-delete", args=[comment.pk]))
        stub, answer = shown_comments(client.get(post.get_absolute_url(), headers=ENGLISH))
        assert stub.endswith("This comment was deleted.")
        assert "남는 답" in answer
        assert "지울 글" not in client.get(post.get_absolute_url()).content.decode()

    def test_others_may_not(self, client, post):
        comment = CommentFactory(post=post)
        url = reverse("posts:comment-delete", args=[comment.pk])
        assert client.post(url).status_code == 403
        client.force_login(MemberFactory())
        assert client.post(url).status_code == 403
        assert client.get(url).status_code == 405
        assert Comment.objects.exists()

    def test_twice_is_answered(self, client, member, post):
        comment = CommentFactory(post=post, author=member)
        CommentFactory(post=post, parent=comment)
        url = reverse("posts:comment-delete", args=[comment.pk])
        assert [client.post(url).status_code for _ in range(2)] == [302, 410]


class TestModerating:
    def test_hiding_and_showing(self, client):
        post, moderator = post_with_moderator()
        comment = CommentFactory(post=post, text="거친 말")
        client.force_login(moderator)
        client.post(reverse("posts:comment-hide", args=[comment.pk]), {"reason": "욕설"})
        assert count_of(post) == 0
        assert "거친 말" in client.get(post.get_absolute_url()).content.decode()
        for viewer in (comment.author, MemberFactory()):
            client.force_login(viewer)
            page = client.get(post.get_absolute_url(), headers=ENGLISH).content.decode()
            assert "거친 말" not in page
        client.force_login(moderator)
        client.post(reverse("posts:comment-show", args=[comment.pk]))
        client.logout()
        assert "거친 말" in client.get(post.get_absolute_url()).content.decode()

    @pytest.mark.parametrize("name", ["comment-hide", "comment-show", "comment-delete"])
    def test_is_for_the_boards_moderators(self, client, name):
        comment = CommentFactory()
        stranger = MemberFactory()
        BoardFactory(moderators=[stranger])
        for viewer in (None, MemberFactory(), stranger):
            if viewer:
                client.force_login(viewer)
            assert client.post(reverse(f"posts:{name}", args=[comment.pk])).status_code == 403
        comment.refresh_from_db()
        assert comment.is_published

    def test_a_reason_that_is_too_long_comes_back(self, client):
        post, moderator = post_with_moderator()
        comment = CommentFactory(post=post)
        client.force_login(moderator)
        url = reverse("posts:comment-hide", args=[comment.pk])
        assert client.post(url, {"reason": "가" * 201}).status_code == 422
        comment.refresh_from_db()
        assert comment.is_published

    def test_the_author_cannot_bring_a_hidden_comment_back(self, client, post):
        comment = CommentFactory(post=post)
        hide_comment(comment=comment, by=None)
        client.force_login(comment.author)
        for name in ("comment-edit", "comment-delete", "comment-show"):
            url = reverse(f"posts:{name}", args=[comment.pk])
            assert client.post(url, {"text": "x"}).status_code == 403


class TestCost:
    def content(self, number):
        post = PostFactory(author=MemberFactory(handle="author1"))
        members = [MemberFactory(handle=f"w{n}talker") for n in range(5)]
        elsewhere = MemberFactory(handle="elsewhere")
        parent = None
        for n in range(number):
            parent = CommentFactory(
                post=post,
                author=members[n % 5],
                parent=None if n % 2 == 0 else parent,
                text=f"@{elsewhere.handle} {n}",
            )
        return post

    def read(self, client, post):
        """Open a post as a browser does, so that the view is counted as well."""
        return client.get(post.get_absolute_url(), headers={"user-agent": "Mozilla/5.0 Firefox"})

    @pytest.mark.parametrize("number, queries", [(20, 14), (200, 15)])
    def test_a_member_needs_one_query_more_for_200_comments_for_the_best_of_them(
        self, client, member, number, queries, django_assert_num_queries
    ):
        post = self.content(number)
        self.read(client, PostFactory())  # makes the salt of the day
        # One of them finds what the member has read of the list, and one notes this visit.
        with django_assert_num_queries(queries):
            response = self.read(client, post)
        assert len(bodies_of(response)) == min(number, threads.COMMENTS_PER_PAGE)

    def test_guests_pay_two_queries_for_comments_and_none_without(
        self, client, django_assert_num_queries
    ):
        self.read(client, PostFactory())
        bare, full = PostFactory(), self.content(20)
        with django_assert_num_queries(7):
            self.read(client, bare)
        with django_assert_num_queries(9):
            self.read(client, full)
