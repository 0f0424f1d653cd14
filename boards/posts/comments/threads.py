"""The comments under a post, as one viewer sees them: a tree, fifty comments a page.

Pages are cut by number, whatever the threads, so that each costs the same: comments stand in the
order of their threads, and of their age within. A page that begins inside a thread says so first,
and a reply whose comment stands on another page names whom it replies to.

A page costs one query, and each of these one more: that it mentions members who do not speak on
it, that a thread goes on from the page before, and the best comments of a post with many.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlencode

from django.db.models import (
    BigAutoField,
    BooleanField,
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce

from boards.db.prepared import Answer, Param, prepared
from boards.members.models import Block, Member
from boards.members.viewers import AnyViewer, Viewer, ViewerKind, key_of, kind_of, name_for
from boards.posts.comments import mentions, pictures
from boards.posts.comments import permissions as comment_permissions
from boards.posts.comments.taken_down import taken_down
from boards.posts.lists.paging import PastLastPage
from boards.posts.models import Comment, CommentRecommendation, Post
from boards.posts.models.comment import THREAD
from boards.posts.states import HELD, RESTORABLE, WITHOUT_PLACE, State

COMMENTS_PER_PAGE = 50
MAX_DEPTH = 4  # deeper replies are shown at this depth and name whom they reply to
BEST_ABOVE = 20  # comments of a post; with fewer, everybody sees the best ones anyway
MAX_BEST = 3
MIN_RECOMMENDS_OF_BEST = 3


@dataclass(frozen=True)
class Order:
    """How the threads of a page are ordered; replies always follow each other as they came."""

    newest_first: bool = False


@dataclass(frozen=True)
class ShownComment:
    """One comment as its viewer sees it.

    `depth` is 1 for a root and MAX_DEPTH at most. `withheld` says why there is no `markup`:
    `deleted`, `hidden`, `secret`, or `waiting` where it was published before and has replies; it is
    empty for a comment that the viewer may read.
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
    can_show_again: bool
    is_read_as_moderator: bool  # it is secret, and not for this viewer as a member


@dataclass(frozen=True)
class CommentsPage:
    """One page of the comments of a post.

    `best` are the most recommended ones, on the first page alone; `continued` is the comment with
    which the thread began that goes on at the top of the page.
    """

    rows: list[ShownComment]
    number: int
    pages: int
    order: Order
    best: Sequence[ShownComment] = ()
    continued: ShownComment | None = None

    @property
    def is_read_as_moderator(self) -> bool:
        """Whether a secret comment is here that its viewer reads as a moderator alone."""
        others = (*self.best, *([self.continued] if self.continued else ()))
        return any(shown.is_read_as_moderator for shown in (*self.rows, *others))

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
    asked = ask_for_page(viewer, post, number=number, order=order, can_moderate=can_moderate)
    return page_from(asked, viewer, post, number=number, order=order, can_moderate=can_moderate)


def page_from(
    asked: Answer[Comment],
    viewer: Viewer | None,
    post: Post,
    *,
    number: int = 1,
    order: Order,
    can_moderate: bool,
) -> CommentsPage:
    """Return the page for which `ask_for_page` asked.

    Raises:
        PastLastPage: when there is no such page.
    """
    comments = asked.read()
    if not comments and number != 1:
        raise PastLastPage(_last_page(viewer, post, can_moderate), parameter="comments")
    best = _best_of(viewer, post) if number == 1 else []
    on_page = {comment.pk: comment for comment in comments}
    others = _from_other_pages(viewer, comments, on_page)
    known = {**{comment.pk: comment for comment in best}, **others, **on_page}
    view = _View(viewer, post, known, can_moderate=can_moderate)
    head = others.get(comments[0].root_id or 0) if comments else None
    total = comments[0].total if comments else 0  # type: ignore[attr-defined]
    return CommentsPage(
        rows=[view.shown(place) for place in _in_tree(comments)],
        number=number,
        pages=_pages_of(total),
        order=order,
        best=[view.shown(Place(comment, depth=1)) for comment in best],
        continued=view.shown(Place(head, depth=1)) if head else None,
    )


def path_to(comment: Comment, *, order: Order | None = None) -> str:
    """Return the path of the page that shows a comment, with the comment as its target."""
    order = order or Order()
    number = page_number(comment, order=order)
    query = {"comments": number} if number > 1 else {}
    words = {"order": "newest"} if order.newest_first else {}
    text = urlencode(query | words)
    path = comment.post.get_absolute_url()
    return f"{path}{'?' if text else ''}{text}#comment-{comment.pk}"


def page_number(comment: Comment, *, order: Order) -> int:
    """Return the number of the page on which a comment stands."""
    place = {"post": comment.post_id, "thread": comment.root_id or comment.pk, "pk": comment.pk}
    before = _numbers_before(newest_first=order.newest_first).first(**place) or 0
    return before // COMMENTS_PER_PAGE + 1


@prepared
def _numbers_before(*, newest_first: bool) -> "QuerySet[Comment, int]":
    """How many stand before a comment; no row where it is the first."""
    thread = Param("thread", BigAutoField())
    is_before = Q(first__gt=thread) if newest_first else Q(first__lt=thread)
    of_post = Comment.objects.filter(post=Param("post", BigAutoField())).alias(first=THREAD)
    # Not by its state: the index of the threads has all that is counted here.
    known = of_post.exclude(pk__in=of_post.filter(state__in=WITHOUT_PLACE).values("pk"))
    before = known.filter(is_before | Q(first=thread, pk__lt=Param("pk", BigAutoField())))
    counted = before.order_by().values("post").annotate(number=Count("*"))
    return counted.values_list("number", flat=True)


def _last_page(viewer: Viewer | None, post: Post, can_moderate: bool) -> int:
    seen = _seen_by(AnyViewer(kind_of(viewer), key_of(viewer)), can_moderate=can_moderate)
    return _pages_of(Comment.objects.filter(seen, post=post).count())


def _pages_of(comments: int) -> int:
    return max(1, -(-comments // COMMENTS_PER_PAGE))


def ask_for_page(
    viewer: Viewer | None,
    post: Post,
    *,
    number: int = 1,
    order: Order,
    can_moderate: bool = False,
) -> Answer[Comment]:
    """Ask the database for the comments of a page; `page_from` makes the page of its answer."""
    shape = _comments(
        kind_of(viewer),
        can_moderate=can_moderate,
        newest_first=order.newest_first,
        first=(number - 1) * COMMENTS_PER_PAGE,
        size=COMMENTS_PER_PAGE,
    )
    return shape.ask(post=post.pk, viewer=key_of(viewer))


@prepared
def _comments(
    kind: ViewerKind, *, can_moderate: bool, newest_first: bool, first: int, size: int
) -> QuerySet[Comment]:
    seen = _seen_by(AnyViewer(kind), can_moderate=can_moderate)
    of_post = Comment.objects.filter(post=Param("post", BigAutoField()))
    comments = _with_marks_of(AnyViewer(kind), of_post.filter(seen).with_authors())
    # Counted apart, each from an index of its own: few posts have comments without a place.
    unseen = of_post.filter(~seen, state__in=WITHOUT_PLACE)
    comments = comments.annotate(total=_number_of(of_post) - Coalesce(_number_of(unseen), 0))
    threads = THREAD.desc() if newest_first else THREAD.asc()
    return comments.order_by(threads, "id")[first : first + size]


def _number_of(comments: QuerySet[Comment]) -> Subquery:
    numbers = comments.order_by().values("post").annotate(count=Count("pk")).values("count")
    return Subquery(numbers, output_field=IntegerField())


def _seen_by(viewer: AnyViewer, *, can_moderate: bool) -> Q:
    """What is held is there for its author and moderators alone; what is removed, for nobody."""
    if can_moderate:
        return ~Q(state=State.REMOVED)
    published_once = ~Q(state__in=WITHOUT_PLACE)
    own = Q(author=viewer.pk, state__in=HELD)
    return published_once | own if viewer.is_active else published_once


def _best_of(viewer: Viewer | None, post: Post) -> list[Comment]:
    """Return what most members recommend; nothing of whom the viewer blocked."""
    if post.comment_count <= BEST_ABOVE:
        return []
    # Not prepared, as few pages have so long a thread.
    asked_for = AnyViewer(kind_of(viewer), key_of(viewer))
    public = Comment.objects.public().with_authors()
    # As in `_View._is_folded`: to leave an anonymous comment out would tell who wrote it.
    shown = Q(is_from_blocked=False) | Q(anonymous_number__isnull=False)
    comments = _with_marks_of(asked_for, public).filter(
        shown, post=post.pk, recommends__gte=MIN_RECOMMENDS_OF_BEST
    )
    return list(comments.order_by("-recommends", "id")[:MAX_BEST])


def _from_other_pages(
    viewer: Viewer | None, comments: Sequence[Comment], on_page: Mapping[int, Comment]
) -> dict[int, Comment]:
    """Return what the comments of a page reply to on others, and the first of its first thread."""
    wanted = {comment.parent_id for comment in comments} | {c.root_id for c in comments[:1]}
    missing = {pk for pk in wanted if pk is not None and pk not in on_page}
    if not missing:
        return {}
    others = Comment.objects.with_authors().select_related("parent").filter(pk__in=missing)
    asked_for = AnyViewer(kind_of(viewer), key_of(viewer))
    return {comment.pk: comment for comment in _with_marks_of(asked_for, others)}


def _with_marks_of(viewer: AnyViewer, comments: QuerySet[Comment]) -> QuerySet[Comment]:
    """Say of each comment whether this viewer recommends it, and has blocked its author."""
    if not viewer.is_active:
        nothing = Value(False, output_field=BooleanField())
        return comments.annotate(is_recommended=nothing, is_from_blocked=nothing)
    own = CommentRecommendation.objects.filter(comment=OuterRef("pk"), member=viewer.pk)
    blocks = Block.objects.filter(blocked=OuterRef("author"), blocker=viewer.pk)
    return comments.annotate(is_recommended=Exists(own), is_from_blocked=Exists(blocks))


class Place(NamedTuple):
    """Where a comment stands in the tree; 1 is the depth of one that replies to none."""

    comment: Comment
    depth: int
    is_torn: bool = False  # what it replies to stands on another page


def _in_tree(comments: Iterable[Comment]) -> Iterator[Place]:
    """Yield the comments with their places, every reply behind its parent.

    Walks without recursion: a thread may be deeper than Python's stack.
    """
    rows = list(comments)
    on_page = {comment.pk for comment in rows}
    replies: defaultdict[int, list[Comment]] = defaultdict(list)
    first = []
    for comment in rows:
        if comment.parent_id in on_page:
            replies[comment.parent_id].append(comment)
        else:
            is_reply = comment.parent_id is not None
            is_torn = is_reply and comment.parent_id != comment.root_id
            first.append(Place(comment, depth=2 if is_reply else 1, is_torn=is_torn))
    waiting = first[::-1]
    while waiting:
        place = waiting.pop()
        yield place
        below = reversed(replies[place.comment.pk])
        waiting += [Place(reply, place.depth + 1) for reply in below]


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
        self.names = _names_of_mentioned(viewer, comments.values())
        hidden = [each.pk for each in comments.values() if each.state in RESTORABLE]
        self.taken_down = taken_down(hidden) if can_moderate else set()

    def shown(self, place: Place) -> ShownComment:
        """Return the comment as the viewer sees it at its place in the tree."""
        comment, depth = place.comment, place.depth
        parent = self.comments.get(comment.parent_id or 0)
        withheld = self._why_withheld(comment, parent)
        is_open = not withheld
        return ShownComment(
            comment=comment,
            depth=min(depth, MAX_DEPTH),
            author_name=comment.author_name_for(self.viewer),
            replying_to=parent.author_name_for(self.viewer) if parent else "",
            is_flattened=place.is_torn or depth > MAX_DEPTH,
            markup=mentions.shown(comment.body, self.names) if is_open else "",
            withheld=withheld,
            is_folded=is_open and self._is_folded(comment),
            is_recommended=comment.is_recommended,  # type: ignore[attr-defined]
            can_reply=is_open and comment.is_published and self.can_comment,
            can_edit=comment_permissions.can_edit(self.viewer, comment, post=self.post),
            can_delete=comment_permissions.can_delete(
                self.viewer, comment, can_moderate=self.can_moderate
            ),
            can_recommend=is_open
            and comment_permissions.can_recommend(self.viewer, comment, post=self.post),
            can_see_versions=is_open and self._may_see_versions(comment),
            can_moderate=self.can_moderate and is_open,
            can_show_again=self.can_moderate
            and is_open
            and comment.state in RESTORABLE
            and comment.pk not in self.taken_down,
            is_read_as_moderator=is_open and self._is_secret_from_viewer(comment, parent),
        )

    def _is_secret_from_viewer(self, comment: Comment, parent: Comment | None) -> bool:
        if not (comment.is_secret and self.can_moderate):
            return False
        return not comment_permissions.can_read_text(
            self.viewer, comment, post=self.post, parent=parent, can_moderate=False
        )

    def _why_withheld(self, comment: Comment, parent: Comment | None) -> str:
        may_read = comment_permissions.can_read_text(
            self.viewer, comment, post=self.post, parent=parent, can_moderate=self.can_moderate
        )
        if may_read:
            return ""
        if comment.is_published:
            return "secret"
        return "hidden" if comment.state == State.REFUSED else comment.state

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


def body_of(viewer: Viewer | None, comment: Comment) -> str:
    """Return the HTML of one comment that the viewer may read."""
    return pictures.named(mentions.shown(comment.body, _names_of_mentioned(viewer, [comment])))


def _names_of_mentioned(viewer: Viewer | None, comments: Collection[Comment]) -> dict[int, str]:
    """Return the names in the mentions; who speaks on this page needs no query."""
    mentioned = mentions.members_in(comment.body for comment in comments)
    authors = (comment.author for comment in comments)
    known = {author.pk: author for author in authors if author is not None}
    if missing := mentioned - known.keys():
        known |= Member.objects.in_bulk(missing)
    return {pk: name_for(viewer, known[pk]) for pk in mentioned & known.keys()}
