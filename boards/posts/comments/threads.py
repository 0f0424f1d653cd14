"""The comments under a post, as one viewer sees them: a tree, a hundred roots a page.

A page costs one query, and one more when it mentions members who do not speak on it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import (
    BigAutoField,
    BooleanField,
    Count,
    Exists,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
)

from boards.db.prepared import Param, prepared
from boards.members.models import Block, Member
from boards.members.viewers import AnyViewer, Viewer, ViewerKind, key_of, kind_of, name_for
from boards.models import Board
from boards.posts.comments import mentions
from boards.posts.comments import permissions as comment_permissions
from boards.posts.lists.paging import PastLastPage
from boards.posts.models import Comment, CommentRecommendation, Post

THREADS_PER_PAGE = 100  # threads of one page
MAX_DEPTH = 4  # deeper replies are shown at this depth and name whom they reply to


@dataclass(frozen=True)
class Order:
    """How the threads of a page are ordered; replies always follow each other as they came."""

    newest_first: bool = False

    @property
    def key(self) -> str:
        """The model's order of the roots."""
        return "-id" if self.newest_first else "id"


@dataclass(frozen=True)
class ShownComment:
    """One comment as its viewer sees it.

    `depth` is 1 for a root and MAX_DEPTH at most. `withheld` says why there is no `markup`:
    `deleted`, `hidden` or `secret`; it is empty for a comment that the viewer may read.
    """

    comment: Comment
    depth: int
    author_name: str
    replying_to: str  # the name of the author of the comment it replies to; empty for a root
    is_flattened: bool
    markup: str
    withheld: str
    is_folded: bool
    is_recommended: bool
    can_reply: bool
    can_edit: bool
    can_delete: bool
    can_recommend: bool
    can_see_versions: bool
    can_moderate: bool


@dataclass(frozen=True)
class CommentsPage:
    """One page of the comments of a post."""

    rows: list[ShownComment]
    number: int
    pages: int
    order: Order

    @property
    def numbers(self) -> range:
        """The page numbers to choose from."""
        return range(1, self.pages + 1)


def page_of(
    viewer: Viewer | None, post: Post, *, number: int = 1, order: Order, can_moderate: bool
) -> CommentsPage:
    """Return one page of the comments of a post that the viewer may read, counted from 1.

    Raises:
        PastLastPage: when there is no such page.
    """
    comments = _comments_of_page(viewer, post, number=number, order=order)
    if not comments and number != 1:
        raise PastLastPage(_last_page(post), parameter="comments")
    by_id = {comment.pk: comment for comment in comments}
    view = _View(viewer, post, by_id, can_moderate=can_moderate)
    rows = [view.shown(comment, depth) for comment, depth in _in_tree(comments, order)]
    roots = comments[0].root_count if comments else 0  # type: ignore[attr-defined]
    return CommentsPage(rows=rows, number=number, pages=_pages_of(roots), order=order)


def path_to(comment: Comment, *, order: Order | None = None, board: Board | None = None) -> str:
    """Return the path of the page that shows a comment, with the comment as its target.

    Args:
        board: of the post, to have its list below the article; None for that of every board.
    """
    order = order or Order()
    number = page_number(comment, order=order)
    query = {"comments": number} if number > 1 else {}
    words = {"order": "newest"} if order.newest_first else {}
    place = {"board": board.slug} if board else {}
    text = urlencode(query | words | place)
    path = comment.post.get_absolute_url()
    return f"{path}{'?' if text else ''}{text}#comment-{comment.pk}"


def page_number(comment: Comment, *, order: Order) -> int:
    """Return the number of the page on which a comment's thread stands."""
    root = comment.root_id or comment.pk
    roots = Comment.objects.filter(post=comment.post_id).roots()
    before = roots.filter(pk__gt=root) if order.newest_first else roots.filter(pk__lt=root)
    return before.count() // THREADS_PER_PAGE + 1


def _last_page(post: Post) -> int:
    return _pages_of(Comment.objects.filter(post=post).roots().count())


def _pages_of(roots: int) -> int:
    return max(1, -(-roots // THREADS_PER_PAGE))


def _comments_of_page(
    viewer: Viewer | None, post: Post, *, number: int, order: Order
) -> list[Comment]:
    shape = _comments(
        kind_of(viewer),
        newest_first=order.newest_first,
        first=(number - 1) * THREADS_PER_PAGE,
        size=THREADS_PER_PAGE,
    )
    return shape.fetch(post=post.pk, viewer=key_of(viewer))


@prepared
def _comments(kind: ViewerKind, *, newest_first: bool, first: int, size: int) -> QuerySet[Comment]:
    viewer, order = AnyViewer(kind), Order(newest_first)
    roots = Comment.objects.filter(post=Param("post", BigAutoField())).roots()
    keys = roots.order_by(order.key).values("pk")[first : first + size]
    count = roots.order_by().values("post").annotate(count=Count("pk")).values("count")
    comments = _with_marks_of(viewer, Comment.objects.select_related("author")).annotate(
        root_count=Subquery(count, output_field=IntegerField())
    )
    # Two halves rather than an OR: each finds its rows by an index, however long the thread.
    found = comments.filter(pk__in=keys).union(comments.filter(root__in=keys), all=True)
    return found.order_by("id")


def _with_marks_of(viewer: AnyViewer, comments: QuerySet[Comment]) -> QuerySet[Comment]:
    """Say of each comment whether this viewer recommends it, and has blocked its author."""
    if not viewer.is_active:
        nothing = Value(False, output_field=BooleanField())
        return comments.annotate(is_recommended=nothing, is_from_blocked=nothing)
    own = CommentRecommendation.objects.filter(comment=OuterRef("pk"), member=viewer.pk)
    blocks = Block.objects.filter(blocked=OuterRef("author"), blocker=viewer.pk)
    return comments.annotate(is_recommended=Exists(own), is_from_blocked=Exists(blocks))


def _in_tree(comments: Iterable[Comment], order: Order) -> Iterator[tuple[Comment, int]]:
    """Yield each comment with its depth, every reply behind its parent.

    Walks without recursion: a thread may be deeper than Python's stack.
    """
    replies: defaultdict[int | None, list[Comment]] = defaultdict(list)
    for comment in comments:
        replies[comment.parent_id].append(comment)
    roots = replies[None]
    waiting = [(root, 1) for root in (roots if order.newest_first else reversed(roots))]
    while waiting:
        comment, depth = waiting.pop()
        yield comment, depth
        waiting += [(reply, depth + 1) for reply in reversed(replies[comment.pk])]


class _View:
    """What one viewer may see of, and do with, the comments of one page."""

    def __init__(
        self,
        viewer: Viewer | None,
        post: Post,
        comments: dict[int, Comment],
        *,
        can_moderate: bool,
    ) -> None:
        self.viewer = viewer
        self.post = post
        self.comments = comments
        self.can_moderate = can_moderate
        self.can_comment = comment_permissions.can_comment(viewer, post)
        self.names = self._names_of_mentioned()

    def shown(self, comment: Comment, depth: int) -> ShownComment:
        """Return the comment as the viewer sees it at its depth in the tree."""
        parent = self.comments.get(comment.parent_id or 0)
        withheld = self._why_withheld(comment, parent)
        is_open = not withheld
        return ShownComment(
            comment=comment,
            depth=min(depth, MAX_DEPTH),
            author_name=comment.author_name_for(self.viewer),
            replying_to=parent.author_name_for(self.viewer) if parent else "",
            is_flattened=depth > MAX_DEPTH,
            markup=mentions.shown(comment.body, self.names) if is_open else "",
            withheld=withheld,
            is_folded=is_open and self._is_folded(comment),
            is_recommended=comment.is_recommended,  # type: ignore[attr-defined]
            can_reply=is_open and comment.is_published and self.can_comment,
            can_edit=comment_permissions.can_edit(self.viewer, comment),
            can_delete=comment_permissions.can_delete(
                self.viewer, comment, can_moderate=self.can_moderate
            ),
            can_recommend=is_open and comment_permissions.can_recommend(self.viewer, comment),
            can_see_versions=is_open and self._may_see_versions(comment),
            can_moderate=self.can_moderate and is_open,
        )

    def _why_withheld(self, comment: Comment, parent: Comment | None) -> str:
        may_read = comment_permissions.can_read_text(
            self.viewer, comment, post=self.post, parent=parent, can_moderate=self.can_moderate
        )
        if may_read:
            return ""
        return "secret" if comment.is_published else comment.state

    def _is_folded(self, comment: Comment) -> bool:
        # An anonymous comment is never folded: that would tell who wrote it.
        return comment.is_from_blocked and comment.anonymous_number is None  # type: ignore[attr-defined]

    def _may_see_versions(self, comment: Comment) -> bool:
        if comment.edited_at is None or self.viewer is None:
            return False
        is_staff = self.viewer.is_active and self.viewer.is_staff
        if is_staff or self.can_moderate:
            return True
        return comment_permissions.is_author(self.viewer, comment)

    def _names_of_mentioned(self) -> dict[int, str]:
        """Return the names in the mentions; who speaks on this page needs no query."""
        mentioned = mentions.members_in(comment.body for comment in self.comments.values())
        authors = (comment.author for comment in self.comments.values())
        known = {author.pk: author for author in authors if author is not None}
        if missing := mentioned - known.keys():
            known |= Member.objects.in_bulk(missing)
        return {pk: name_for(self.viewer, known[pk]) for pk in mentioned & known.keys()}
