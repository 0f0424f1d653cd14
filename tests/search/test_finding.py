"""What a person finds by what was typed."""

import pytest
from django.utils import timezone

from boards.members.models import Member
from boards.posts.comments.actions.delete_comment import delete_comment
from boards.posts.comments.actions.hide_comment import hide_comment
from boards.posts.comments.actions.publish_comment import publish_comment
from boards.posts.models import Post
from boards.posts.moderation.actions.hide_post import hide_post
from boards.posts.writing.actions.publish_post import publish_post
from boards.search.index.indexing import index_posts
from boards.search.querying.finding import Order, find
from tests.factories import AdminFactory, BoardFactory, MemberFactory

pytestmark = pytest.mark.django_db


def published(title: str, body: str = "본문입니다", **fields: object) -> Post:
    """Publish a post as a member does."""
    return publish_post(
        board=fields.pop("board", None) or BoardFactory(),
        author=fields.pop("author", None) or MemberFactory(),
        title=title,
        body=f"<p>{body}</p>",
        **fields,
    )


def titles(query: str, viewer: object = None, **options: object) -> list[str]:
    """Return the titles that the viewer finds, the best first."""
    return [result.post.title for result in find(viewer, query, **options).results]


@pytest.mark.parametrize(
    ("query", "title", "body"),
    [
        ("세금", "올해 세금을 언제 내나요", ""),
        ("세금을", "세금 신고", ""),
        ("보험", "건강보험 문의", ""),
        ("건강보험", "건강 보험 문의", ""),
        ("돈", "목돈이 필요합니다", ""),
        ("ㅅㄱ", "세금 신고", ""),
        ("ㅋㅋ", "재미있네요", "정말 ㅋㅋㅋㅋ 웃겨요"),
        ("h1b", "H1B비자 질문", ""),
        ("H-1B", "h1b 질문", ""),
        ("h1b", "H-1B 질문", ""),
        ("401(k)", "회사 401k 문의", ""),
        ("taxes", "Filing my tax", ""),
        ("file", "Filing my tax", ""),
        ("ｔａｘ", "Filing my tax", ""),
        ('"세금 신고"', "올해 세금 신고하기", ""),
        ("세금 or 비자", "비자 질문", ""),
        ("신고 세금", "세금", "언제 신고하나요"),
        ("in:title 세금", "세금", ""),
        ("세금 -비자", "세금 신고", ""),
        ("-비자", "세금 신고", ""),
        ("고양이", "고양이 분양", ""),
        ("학교에", "학교 추천", ""),
        ("韓國", "韓國 여행", ""),
        ("세금", "세금", ""),
    ],
)
def test_post_is_found(query: str, title: str, body: str) -> None:
    published("아무 상관 없는 글", "점심 뭐 먹지")
    published(title, body or "내용")
    assert title in titles(query)
    assert title in titles(query, order=Order.NEWEST)


@pytest.mark.parametrize(
    ("query", "title", "body"),
    [
        ("세금", "비자 질문", ""),
        ('"신고 세금"', "세금 신고", ""),
        ("in:title 세금", "질문", "세금 언제 내나요"),
        ("세금 -신고", "세금 신고", ""),
        ('"세금" "비자"', "세금 신고", ""),  # without quotes, one of two words is half of them
        ("고양이", "고양시 맛집", ""),
        ("ㅅㄱ", "질문", "세금"),
    ],
)
def test_post_is_not_found(query: str, title: str, body: str) -> None:
    published(title, body or "내용")
    if query == "고양이":
        published("고양이 분양")
    assert title not in titles(query)


@pytest.mark.parametrize("is_answered", [False, True])
def test_the_words_of_a_deleted_comment_find_nothing(is_answered: bool) -> None:
    post = published("질문")
    comment = publish_comment(post=post, author=MemberFactory(), text="변호사 추천드려요")
    if is_answered:
        publish_comment(post=post, author=MemberFactory(), text="감사합니다", parent=comment)
    assert titles("변호사") == ["질문"]
    delete_comment(comment=comment, by=comment.author)
    assert titles("변호사") == []
    assert index_posts([post.pk]) == 0


@pytest.mark.parametrize(
    "kind",
    [
        {},
        {"is_secret": True},
        {"anonymous_number": 0},
        {"author": None, "masked_author": "vuxxxxx"},
        {"posted_at_is_day_only": True},
    ],
)
def test_a_comment_leaves_the_document_that_indexing_anew_makes(kind: dict[str, object]) -> None:
    post = published("세금 보고", tags=["세금", "Visa"])
    Post.objects.filter(pk=post.pk).update(**kind)
    index_posts([post.pk])
    moderator = AdminFactory()
    comment = publish_comment(post=post, author=moderator, text="I-485 변호사")
    assert index_posts([post.pk]) == 0
    publish_comment(post=post, author=moderator, text="둘만 아는 말", is_secret=True)
    hide_comment(comment=comment, by=moderator)
    assert index_posts([post.pk]) == 0


def test_a_comment_leaves_the_name_of_a_member_who_is_gone_out_of_the_index() -> None:
    post = published("세금 보고")
    Member.objects.filter(pk=post.author_id).update(deleted_at=timezone.now(), is_active=False)
    index_posts([post.pk])
    publish_comment(post=post, author=MemberFactory(), text="변호사")
    assert index_posts([post.pk]) == 0


def test_comment_and_tag_find_their_post() -> None:
    post = published("질문 있습니다", tags=["영주권"])
    publish_comment(post=post, author=MemberFactory(), text="변호사 추천드려요 <b>")
    assert titles("변호사 영주권") == ["질문 있습니다"]
    (result,) = find(None, "변호사").results
    assert "<mark>변호사</mark> 추천드려요 &lt;b&gt;" in result.excerpt
    assert result.comment_id == post.comments.get().pk
    assert titles("tag:영주권") == titles("#영주권") == ["질문 있습니다"]


@pytest.mark.parametrize(
    "hyphen", ["-", "\u2010", "\u2011", "\u2012", "\u2013", "\u2212", "\ufe63"]
)
def test_any_hyphen_finds_every_other(hyphen: str) -> None:
    published("질문 있습니다", tags=["J\u20111"])
    published("서류 I\u2011485 접수")
    assert titles(f"tag:J{hyphen}1") == titles(f"#J{hyphen}1") == ["질문 있습니다"]
    assert titles(f"I{hyphen}485") == ["서류 I\u2011485 접수"]


def test_hidden_post_leaves_at_once() -> None:
    post = published("세금 신고")
    hide_post(post=post, by=None)
    assert titles("세금") == []
