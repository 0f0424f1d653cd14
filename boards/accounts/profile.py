"""What a profile page shows of its member."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db import models

from boards.members.characters import beginning_of
from boards.members.models import DEFAULT_LIST_SIZE, Block, Member
from boards.members.viewers import Viewer, name_for
from boards.posts.comments import mentions
from boards.posts.comments.pictures import words_of
from boards.posts.lists import paging, rows
from boards.posts.models import Comment, Post
from boards.posts.states import State

EXCERPT_CHARACTERS = 200


@dataclass(frozen=True)
class CommentRow:
    """One comment in the list of a profile: where it stands and how it begins."""

    comment: Comment
    excerpt: str


def page_of_posts(member: Member, *, viewer: Viewer, number: int) -> Page[Post]:
    """Return one page of the posts that this viewer may know to be the member's.

    Raises:
        PastLastPage: when the list has no such page.
    """
    posts = Post.objects.visible_to(viewer).published().filter(_openly_by(member, viewer))
    ordered = posts.with_row_details().with_board().newest_first()
    page = paging.page_of(Paginator(ordered, _list_size(viewer)), number)
    page.object_list = rows.apply_visibility(page.object_list, viewer)
    return page


def page_of_comments(member: Member, *, viewer: Viewer, number: int) -> Page[CommentRow]:
    """Return one page of the comments that this viewer may know to be the member's.

    Raises:
        PastLastPage: when the list has no such page.
    """
    comments = (
        Comment.objects.filter(_openly_by(member, viewer), state=State.PUBLISHED)
        .filter(post__in=Post.objects.visible_to(viewer).values("pk"))
        .select_related("post")
        .only("body", "posted_at", "is_secret", "post__title")
        .order_by("-posted_at", "-id")
    )
    page = paging.page_of(Paginator(comments, _list_size(viewer)), number)
    page.object_list = _comment_rows(list(page.object_list), viewer)
    return page


def is_blocked(member: Member, *, by: Viewer) -> bool:
    """Say whether the viewer has blocked the member."""
    return by.is_active and Block.objects.filter(blocker=by.pk, blocked=member).exists()


def _openly_by(member: Member, viewer: Viewer) -> models.Q:
    """Keep what names its author: nothing anonymous, secrets only for the member.

    Not even the member sees anonymous texts here: who looks over a shoulder, or at a shared
    picture of the page, would learn who wrote them.
    """
    openly = models.Q(author=member, anonymous_number__isnull=True)
    return openly if viewer.pk == member.pk else openly & models.Q(is_secret=False)


def _comment_rows(comments: list[Comment], viewer: Viewer) -> list[CommentRow]:
    mentioned = mentions.members_in(comment.body for comment in comments)
    members = Member.objects.filter(pk__in=mentioned) if mentioned else ()
    names = {member.pk: name_for(viewer, member) for member in members}
    return [
        CommentRow(comment, _excerpt(mentions.shown(comment.body, names))) for comment in comments
    ]


def _excerpt(markup: str) -> str:
    return beginning_of(words_of(markup), EXCERPT_CHARACTERS, in_one_line=True)


def _list_size(viewer: Viewer) -> int:
    return viewer.list_size if isinstance(viewer, Member) else DEFAULT_LIST_SIZE
