"""The rules of a board, above the first text that a member writes there."""

from typing import Any, NamedTuple

from django.core.cache import caches
from django.db import models

from boards.members.characters import first_characters, is_longer_than
from boards.members.models import Member
from boards.members.viewers import Viewer
from boards.models import Board
from boards.posts.models import Comment, Post
from boards.posts.states import State

LOOKED_AT = 500  # of a member's newest posts, and as many comments
SHORT = 300  # characters of rules that stand open
MAX_SHOWN = 1_500  # characters; the rest is on the page of the rules
CACHE = "quick"  # of settings.CACHES
CACHED_FOR = 30 * 24 * 3600  # seconds


class NewcomerRules(NamedTuple):
    """The rules of a board as they stand above a text field."""

    text: str
    is_long: bool
    is_cut: bool


def rules_for_newcomer(viewer: Viewer | None, board: Board) -> NewcomerRules | None:
    """Return the rules of a board for a member who has published nothing there yet.

    It asks nothing where the board has no rules, and of who has written there, once: that they have
    is remembered. Else it is one query.
    """
    if not board.has_rules or not isinstance(viewer, Member) or not viewer.is_active:
        return None
    key = f"has-written:{viewer.pk}:{board.pk}"
    if caches[CACHE].get(key):
        return None
    row = _asked(viewer, board)
    if row is None:
        return None
    if row["has_posts"] or row["has_comments"]:
        caches[CACHE].set(key, True, CACHED_FOR)
        return None
    text = Board(rules_ko=row["rules_ko"], rules_en=row["rules_en"]).rules.strip()
    shown = first_characters(text, MAX_SHOWN)
    return NewcomerRules(shown, is_long=is_longer_than(text, SHORT), is_cut=shown != text)


def _asked(member: Member, board: Board) -> Any:
    newest_posts = Post.objects.filter(author=member, state=State.PUBLISHED)
    newest_comments = Comment.objects.filter(author=member, state=State.PUBLISHED)
    posts = Post.objects.filter(pk__in=_newest(newest_posts), board=board.pk)
    comments = Comment.objects.filter(pk__in=_newest(newest_comments), post__board=board.pk)
    asked = Board.objects.filter(pk=board.pk).annotate(
        has_posts=models.Exists(posts), has_comments=models.Exists(comments)
    )
    return asked.values("rules_ko", "rules_en", "has_posts", "has_comments").first()


def _newest(rows: "models.QuerySet[Any]") -> "models.QuerySet[Any]":
    return rows.order_by("-posted_at").values("pk")[:LOOKED_AT]
