"""What becomes of each column that refers to a member when two accounts are merged.

Every such column of every model is decided here, under its label; a test fails for one that is not.
A row moves, or it stays with the account that went, which is switched off: so nothing is lost, and
undoing a merge finds all of it.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any, ClassVar

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import Coalesce
from django.utils.dateparse import parse_datetime
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from boards.posts.counting import add_to_counts, take_from_counts
from boards.posts.models import Comment, Scrap, ScrapFolder
from boards.posts.polls.actions.withdraw_vote import (
    WithdrawnVote,
    give_vote_back,
    withdraw_vote,
)
from boards.search.index.indexing import index_posts

CHUNK = 200  # rows


@dataclass(frozen=True)
class Part:
    """Some rows of one column that were moved or taken away: what `MovedRows` stores of them."""

    keys: Sequence[Any] = ()
    removed: Sequence[dict[str, Any]] = ()

    def __bool__(self) -> bool:
        return bool(self.keys or self.removed)


@dataclass(frozen=True)
class Column:
    """A column that refers to a member.

    Attributes:
        label: such as `boards_posts.Post.author`.
    """

    label: str

    @property
    def model(self) -> Any:
        """The model that has it."""
        return apps.get_model(self.label.rpartition(".")[0])

    @property
    def name(self) -> str:
        """Its name in the model."""
        return self.label.rpartition(".")[2]

    def rows_of(self, member: int) -> "models.QuerySet[Any]":
        """Return the rows that refer to a member."""
        rows: models.QuerySet[Any] = self.model._default_manager.filter(**{self.name: member})
        return rows


@dataclass(frozen=True)
class Moved(Column):
    """Its rows refer to the account that stays from then on.

    Attributes:
        called: what the rows are, for people.
        unless_also: a row stays when the other account has one with the same in these columns.
        unless_with: a row stays when this column refers to the other account.
        emptied: a column that is emptied where the other account has the same.
    """

    called: str | Promise = ""
    unless_also: tuple[str, ...] = ()
    unless_with: str = ""
    emptied: str = ""

    def movable(self, gone: int, kept: int) -> "models.QuerySet[Any]":
        """Return the rows of one account that can become the other's."""
        rows = self.rows_of(gone)
        if self.unless_with:
            rows = rows.exclude(**{self.unless_with: kept})
        if self.unless_also:
            rows = rows.exclude(self._has_same(kept, self.unless_also))
        return rows

    def move_some(self, gone: int, kept: int) -> Part:
        """Move some rows; empty when none is left that can be moved. Within a transaction."""
        keys = list(self.movable(gone, kept).order_by("pk").values_list("pk", flat=True)[:CHUNK])
        return self._moved(keys, gone, kept)

    def move_back(self, part: Part, gone: int, kept: int) -> None:
        """Move rows back that still refer to the account that stays, and can be moved."""
        keys = [self.model._meta.pk.to_python(key) for key in part.keys]
        back = self.movable(kept, gone).filter(pk__in=keys)
        self._moved(list(back.order_by("pk").values_list("pk", flat=True)), kept, gone)

    def _moved(self, keys: list[Any], gone: int, kept: int) -> Part:
        rows = self.rows_of(gone).filter(pk__in=keys)
        if self.emptied and keys:
            rows.filter(self._has_same(kept, (self.emptied,))).update(**{self.emptied: None})
        if keys:
            rows.update(**{self.name: kept})
            self.after(keys, gone, kept)
        return Part(keys)

    def after(self, keys: Sequence[Any], gone: int, kept: int) -> None:
        """Do what follows from it that rows were moved."""

    def _has_same(self, kept: int, columns: tuple[str, ...]) -> Exists:
        same = self.rows_of(kept)
        for column in columns:
            if self.model._meta.get_field(column).null and column != self.emptied:
                # Two that are empty are the same.
                same = same.alias(own=Coalesce(column, Value(0)))
                same = same.filter(own=Coalesce(OuterRef(column), Value(0)))
            else:
                same = same.filter(**{column: OuterRef(column)})
        return Exists(same)


class MovedPosts(Moved):
    """Posts, which are found by their author and, where they are secret, by him alone."""

    def after(self, keys: Sequence[Any], gone: int, kept: int) -> None:
        """Bring the search index up to date."""
        index_posts(keys)


class MovedScraps(Moved):
    """Saved posts, each in a folder of the same name."""

    def after(self, keys: Sequence[Any], gone: int, kept: int) -> None:
        """Put those whose folder stays into the other account's folder of that name."""
        folders = {folder.name: folder for folder in ScrapFolder.objects.filter(member=kept)}
        left = Scrap.objects.filter(pk__in=keys, folder__member=gone).select_related("folder")
        for scrap in left:
            if scrap.folder and scrap.folder.name in folders:
                scrap.folder = folders[scrap.folder.name]
                scrap.save(update_fields=["folder"])


class MovedPollVotes(Moved):
    """Votes in polls: one of a person in each; a second one is withdrawn."""

    def move_some(self, gone: int, kept: int) -> Part:
        """Move some votes, then withdraw those that are left; empty when there is none."""
        part = super().move_some(gone, kept)
        if part:
            return part
        withdrawn = map(withdraw_vote, self.rows_of(gone).order_by("pk")[:CHUNK])
        return Part((), [_stored(vote) for vote in withdrawn if vote])

    def move_back(self, part: Part, gone: int, kept: int) -> None:
        """Move votes back, and give those back that were withdrawn."""
        super().move_back(part, gone, kept)
        for each in part.removed:
            give_vote_back(_withdrawn(each))


def _stored(vote: WithdrawnVote) -> dict[str, Any]:
    return {**asdict(vote), "voted_at": vote.voted_at.isoformat()}


def _withdrawn(stored: dict[str, Any]) -> WithdrawnVote:
    return WithdrawnVote(**{**stored, "voted_at": datetime.fromisoformat(stored["voted_at"])})


@dataclass(frozen=True)
class Votes(Column):
    """Recommendations: one of a person for a text, and none for the person's own.

    Those that are too many are taken away, and the counts with them, as if they had been undone.

    Attributes:
        thing: the column of what they are for.
    """

    called: str | Promise = ""
    thing: str = ""
    _made: ClassVar[str] = "made_at"

    def movable(self, gone: int, kept: int) -> "models.QuerySet[Any]":
        """Return the votes that a merge moves or takes away."""
        of_own_text = Q(member=kept, **{f"{self.thing}__author": kept})
        rows: models.QuerySet[Any] = self.model._default_manager.filter(
            Q(member=gone) | of_own_text
        )
        return rows

    def move_some(self, gone: int, kept: int) -> Part:
        """Move some votes, or take them away; empty when none is left. Within a transaction."""
        rows = self.movable(gone, kept).select_related(self.thing).order_by("pk")[:CHUNK]
        votes = list(rows)
        self._hold([getattr(vote, f"{self.thing}_id") for vote in votes])
        too_many = [vote for vote in votes if self._is_too_many(vote, kept)]
        left = {vote.pk for vote in votes} - {vote.pk for vote in too_many}
        removed = [self._remove(vote) for vote in too_many]
        self.model._default_manager.filter(pk__in=left, member=gone).update(member=kept)
        return Part(sorted(left), [each for each in removed if each])

    def move_back(self, part: Part, gone: int, kept: int) -> None:
        """Move votes back, and give those that were taken away again, while the texts are there."""
        things = [each["on"] for each in part.removed]
        self._hold(things)
        for key in part.keys:
            votes = self.model._default_manager.filter(pk=key, member=kept)
            for vote in votes:
                on = getattr(vote, f"{self.thing}_id")
                if not self._of(on, gone).exists():
                    votes.update(member=gone)
        there = self.model._meta.get_field(self.thing).related_model._default_manager
        exists = set(there.filter(pk__in=things).values_list("pk", flat=True))
        for each in part.removed:
            if each["on"] in exists and not self._of(each["on"], each["member"]).exists():
                made_at = parse_datetime(each["made_at"])
                on = {f"{self.thing}_id": each["on"], "member_id": each["member"]}
                self.model._default_manager.create(**on, made_at=made_at)
                self._count(each["on"], 1)

    def _is_too_many(self, vote: Any, kept: int) -> bool:
        thing = getattr(vote, self.thing)
        if thing.author_id == kept:
            return True
        return vote.member_id != kept and self._of(thing.pk, kept).exists()

    def _remove(self, vote: Any) -> dict[str, Any]:
        on = getattr(vote, f"{self.thing}_id")
        gone, _each = self.model._default_manager.filter(pk=vote.pk).delete()
        if not gone:
            return {}  # its member was faster
        self._count(on, -1)
        return {"on": on, "member": vote.member_id, "made_at": vote.made_at.isoformat()}

    def _of(self, thing: int, member: int) -> "models.QuerySet[Any]":
        rows: models.QuerySet[Any] = self.model._default_manager.filter(
            **{self.thing: thing, "member": member}
        )
        return rows

    def _hold(self, things: Sequence[int]) -> None:
        """Hold comments before their votes, as who recommends one does."""
        if self.thing == "comment":
            held = Comment.objects.select_for_update(no_key=True).filter(pk__in=things)
            list(held.order_by("pk").values_list("pk"))

    def _count(self, thing: int, number: int) -> None:
        if self.thing == "comment":
            recommends = models.F("recommends") + number
            Comment.objects.filter(pk=thing).update(recommends=recommends)
        elif number > 0:
            add_to_counts(thing, recommends=number)
        else:
            take_from_counts(thing, recommends=-number)


@dataclass(frozen=True)
class Kept(Column):
    """Its rows refer to the account that went, as before; `why` says to developers why."""

    why: str = field(default="")


# Before anything else, and in one step: what was taken from one account holds for the other.
SANCTIONS = Moved("boards_sanctions.Sanction.member", _("Sanctions"))
# In this order: votes after the texts, saved posts after the folders.
MOVED: tuple[Moved | Votes, ...] = (
    SANCTIONS,
    MovedPosts("boards_posts.Post.author", _("Posts"), emptied="submission_key"),
    Moved("boards_posts.Comment.author", _("Comments"), emptied="submission_key"),
    # Where both spoke anonymously under one post, each comment keeps its number: two voices that
    # nobody could tell to be one are not told to be one now.
    Moved("boards_posts.AnonymousNumber.member", _("Anonymous numbers"), unless_also=("post",)),
    Moved("boards_posts.Upload.owner", _("Files")),
    Votes("boards_posts.Recommendation.member", _("Recommendations of posts"), thing="post"),
    Votes(
        "boards_posts.CommentRecommendation.member",
        _("Recommendations of comments"),
        thing="comment",
    ),
    Moved("boards_posts.ScrapFolder.member", _("Folders"), unless_also=("name",)),
    MovedScraps("boards_posts.Scrap.member", _("Saved posts"), unless_also=("post",)),
    Moved("boards_posts.Draft.member", _("Drafts"), unless_also=("form",)),
    Moved("boards_posts.ReadMark.member", _("Read marks"), unless_also=("post",)),
    Moved("boards_search.RecentSearch.member", _("Recent searches"), unless_also=("key",)),
    Moved(
        "boards_search.SavedSearch.member",
        _("Saved searches"),
        unless_also=("key", "field", "board"),
    ),
    Moved(
        "boards_members.Block.blocker",
        _("Blocked members"),
        unless_also=("blocked",),
        unless_with="blocked",
    ),
    Moved(
        "boards_members.Block.blocked",
        _("Blocks by others"),
        unless_also=("blocker",),
        unless_with="blocker",
    ),
    Moved("boards_filters.Fingerprint.member", _("Fingerprints"), unless_also=("digest",)),
    Moved("boards_moderation.Report.reporter", _("Reports"), unless_also=("case",)),
    Moved("boards_moderation.Case.author", _("Cases")),
    Moved("boards_moderation.CleanUp.member", _("Clean-ups")),
    Moved("boards_moderation.BulkRun.member", _("Bulk runs")),
    Moved("boards_moderation.MemberNote.member", _("Notes of moderators")),
    Moved("boards_posts.NoticeConfirmation.member", _("Confirmations"), unless_also=("notice",)),
    Moved("boards_posts.NoticeFold.member", _("Folded notices"), unless_also=("notice",)),
    Moved("boards_posts.Trashed.by", _("Deleted posts and comments")),
    MovedPollVotes("boards_posts.Vote.member", _("Votes in polls"), unless_also=("poll",)),
    Moved("boards_vote_rings.RingVote.member", _("Suspicious recommendations")),
    Moved("boards_vote_rings.VoteRing.author", _("Suspicious recommendations")),
    Moved("boards_support.Look.member", _("Looks by support")),
)

_DONE_BY = "a record of who did something, which is never rewritten"
_WAY_IN = "a way into the account that went, which is switched off; nobody else gets it"
_RIGHT = "a right, which no merge gives away; who has one on a board is not merged away"
KEPT: tuple[Kept, ...] = (
    Kept("account.EmailAddress.user", _WAY_IN),
    Kept("mfa.Authenticator.user", _WAY_IN),
    Kept("socialaccount.SocialAccount.user", _WAY_IN),
    Kept("usersessions.UserSession.user", "ended when the merge begins"),
    Kept("boards_members.Member_groups.member", _RIGHT),
    Kept("boards_members.Member_user_permissions.member", _RIGHT),
    Kept("boards_members.Member.merged_into", "who was merged before leads on, step by step"),
    Kept("boards.BoardModerator.member", _RIGHT),
    Kept("boards_sanctions.Sanction.by", _DONE_BY),
    Kept("boards_sanctions.Sanction.lifted_by", _DONE_BY),
    Kept("boards_sanctions.NetworkSanction.by", _DONE_BY),
    Kept("boards_sanctions.NetworkSanction.lifted_by", _DONE_BY),
    Kept("boards_posts.Notice.pinned_by", _DONE_BY),
    Kept("boards_posts.Revision.replaced_by", _DONE_BY),
    Kept("boards_posts.CommentMerge.by", _DONE_BY),
    Kept("boards_posts.CommentMerge.undone_by", _DONE_BY),
    Kept("boards_filters.Filter.changed_by", _DONE_BY),
    Kept("boards_filters.Waiting.decided_by", _DONE_BY),
    Kept("boards_moderation.Decision.by", _DONE_BY),
    Kept("boards_moderation.Appeal.decided_by", _DONE_BY),
    Kept("boards_moderation.CaseMessage.by", _DONE_BY),
    Kept("boards_moderation.MemberNote.by", _DONE_BY),
    Kept("boards_moderation.CleanUp.by", _DONE_BY),
    Kept("boards_moderation.BulkRun.by", _DONE_BY),
    Kept("boards_moderation.BulkRun.undone_by", _DONE_BY),
    Kept("boards_moderation.CleanUp.undone_by", _DONE_BY),
    Kept("boards_moderation.ModerationEntry.by", _DONE_BY),
    Kept("boards_moderation.TakedownRequest.decided_by", _DONE_BY),
    Kept("boards_imports.ImportedPage.imported_by", _DONE_BY),
    Kept("admin.LogEntry.user", _DONE_BY),
    Kept("boards_accounts.DataExport.member", "a file with the data of the account that went"),
    Kept("boards_support.Look.by", _DONE_BY),
    Kept("boards_support.Merge.gone", "the record of merges itself"),
    Kept("boards_support.Merge.kept", "the record of merges itself"),
    Kept("boards_support.Merge.by", _DONE_BY),
    Kept("boards_support.Merge.undone_by", _DONE_BY),
)
