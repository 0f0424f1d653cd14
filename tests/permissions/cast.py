"""The people of the permission matrix, and the things that they ask for."""

from dataclasses import dataclass
from uuid import uuid4

from django.contrib import admin
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from boards.access import Access
from boards.accounts.avatars.storing import avatar_file
from boards.accounts.models import DataExport
from boards.filters.models import Approval, Filter, Waiting
from boards.members.models import Member
from boards.models import Board
from boards.moderation.log.actions.write_entry import write_entry
from boards.moderation.models import (
    BulkRun,
    Case,
    CaseState,
    CleanUp,
    Decision,
    MemberNote,
    ModerationEntry,
    Outcome,
)
from boards.posts.models import CommentMerge, Post, Revision, ScrapFolder
from boards.posts.moderation.actions.delete_post import delete_post
from boards.posts.states import State
from boards.posts.writing.actions.delete_own_post import delete_own_post
from boards.sanctions.models import NetworkSanction, Sanction
from boards.sanctions.networks import number_of
from boards.search.models import RecentSearch, SavedSearch, SearchedWords
from boards.support.models import Merge
from boards.vote_rings.models import VoteRing
from tests.factories import (
    AdminFactory,
    BoardFactory,
    CommentFactory,
    MemberFactory,
    NoticeFactory,
    PostFactory,
    ReportReasonFactory,
    UploadFactory,
)
from tests.moderation.takedowns.requests import filed
from tests.permissions.rows import ROLES
from tests.posts.polls.asking import give_poll
from tests.previews.sharing import ready_preview, with_picture


@dataclass
class Cast:
    """Seven roles around one post of the author's, which carries a notice and a comment.

    `member` is a stranger. `other` is the member who is shown on profile pages and is blocked.
    """

    people: dict[str, Member | None]
    arguments: dict[str, str]


def make_cast() -> Cast:
    """Store everybody and everything; the post is published on a board that everyone reads."""
    people: dict[str, Member | None] = {"guest": None}
    for role in ROLES[1:-1]:
        people[role] = MemberFactory(handle=role)
    people["admin"] = AdminFactory(handle="chief")
    author, other = people["author"], people["other"]
    with_picture_and_line(other)
    board = BoardFactory(slug="talk", rules_ko="서로 존중해요.", moderators=[people["moderator"]])
    BoardFactory(slug="elsewhere", moderators=[people["foreign_moderator"]])
    for person in people.values():
        if person:
            person.refresh_from_db()
    Group.objects.create(name="editors")
    post = PostFactory(board=board, author=author)
    post.tags.add("tax")
    give_poll(post)
    NoticeFactory(post=post)
    comment = CommentFactory(post=post, author=author)
    upload = UploadFactory(owner=author, post=None)
    closed_board = BoardFactory(slug="members", rules_ko="우리끼리.", read_access=Access.MEMBERS)
    variants = {
        "secret": PostFactory(board=board, author=author, is_secret=True),
        "hidden": PostFactory(board=board, author=author, state=State.HIDDEN),
        "deleted": PostFactory(board=board, author=author, state=State.DELETED),
        "anonymous": PostFactory(board=board, author=author, anonymous_number=0),
        "closed": PostFactory(board=closed_board, author=author),
        "held": PostFactory(board=board, author=author, state=State.WAITING),
    }
    trashed = trashed_things(board, author, people["moderator"])
    revision = Revision.objects.create(post=post, title="b", body="<p>b</p>", replaced_by=author)
    merge = CommentMerge.objects.create(
        source=PostFactory(board=board, author=author, state=State.HIDDEN),
        target=post,
        state_before="hidden",
        was_locked=False,
        total=0,
        finished_at=timezone.now(),
    )
    waiting = Waiting.objects.create(post=variants["held"], reasons=[{"code": "first"}])
    Filter.objects.create(name="욕설", entries="시발", is_active=True)
    Approval.objects.create(board=board, first_posts=1)
    preview = with_picture(ready_preview(variants["secret"]))
    export = DataExport.objects.create(member=author)
    folder = ScrapFolder.objects.create(member=author, name="tax")
    search = RecentSearch.objects.create(member=author, query="tax", searched_at=timezone.now())
    saved = SavedSearch.objects.create(member=author, query="tax")
    SearchedWords.objects.create(words="tax", day=timezone.localdate(), readers=3)
    case, decision = cases_about(author, post, variants["hidden"])
    warning = Sanction.objects.create(member=other, kind="warn", board=board, reason="욕설")
    ring = VoteRing.objects.create(
        reason="burst", board=post.board, subject="x", members=1, recommendations=1, things=1
    )
    note = MemberNote.objects.create(
        member=other, board=board, by=people["moderator"], text="광고를 세 번 올림"
    )
    clean_up = CleanUp.objects.create(
        member=other, board=board, reason="도배", finished_at=timezone.now()
    )
    write_entry(kind="post", target_id=variants["hidden"].pk, by=None, verb="hide", board=board)
    entry = ModerationEntry.objects.latest("pk")
    bulk_run = BulkRun.objects.create(board=board, verb="hide", total=0, finished_at=timezone.now())
    ends = {"first": number_of("203.0.113.0"), "last": number_of("203.0.113.255")}
    network = NetworkSanction.objects.create(network="203.0.113.0/24", reason="도배", **ends)
    takedown = filed("other", post)
    member_merge = Merge.objects.create(
        gone=MemberFactory(), kept=other, reason="같은 분", finished_at=timezone.now()
    )
    return Cast(
        people=people,
        arguments={
            **{name: str(variant.pk) for name, variant in variants.items()},
            **trashed,
            "revision": str(revision.pk),
            "merge": str(merge.pk),
            "closed_board": closed_board.slug,
            "post": str(post.pk),
            "comment": str(comment.pk),
            "other": str(other.pk),
            "avatar": str(other.avatar),
            "upload": str(upload.pk),
            "picture_key": str(preview.picture),
            "export": str(export.pk),
            "folder": str(folder.pk),
            "search": str(search.pk),
            "saved": str(saved.pk),
            "saved_feed": str(saved.token),
            "waiting": str(waiting.pk),
            "board": board.slug,
            "form": f"new:{board.pk}",
            "case": str(case.pk),
            "decision": str(decision.pk),
            "sanction": str(warning.pk),
            "network": str(network.pk),
            "clean_up": str(clean_up.pk),
            "member_merge": str(member_merge.pk),
            "ring": str(ring.pk),
            "note": str(note.pk),
            "entry": str(entry.pk),
            "bulk_run": str(bulk_run.pk),
            "takedown": str(takedown.pk),
            "takedown_target": str(takedown.targets.get().pk),
            "takedown_code": takedown.secret,
        },
    )


def trashed_things(board: Board, author: Member, moderator: Member) -> dict[str, str]:
    """Delete one post as its author does, and one as a moderator does; return the keys."""
    own, other = (PostFactory(board=board, author=author) for _ in range(2))
    delete_own_post(post=own, by=author)
    delete_post(post=other, by=moderator)
    keys = {"trashed_own": own, "trashed": other}
    return {name: str(post.trashed.get().pk) for name, post in keys.items()}


def cases_about(author: Member, waiting: Post, hidden: Post) -> tuple[Case, Decision]:
    """Store a case of a post that waits, and a decision by which another post is hidden."""
    ReportReasonFactory()
    fields = {"kind": "post", "board": waiting.board, "author": author}
    open_case = Case.objects.create(target_id=waiting.pk, **fields)
    decided = Case.objects.create(target_id=hidden.pk, state=CaseState.DECIDED, **fields)
    return open_case, Decision.objects.create(case=decided, outcome=Outcome.HIDE)


def with_picture_and_line(member: Member) -> None:
    """Give a member's profile all that it can show."""
    member.avatar, member.about = uuid4(), "한 줄 소개"
    member.save(update_fields=["avatar", "about"])
    default_storage.save(avatar_file(member.avatar, 96), ContentFile(b"RIFF????WEBP"))


def admin_object(route: str) -> str:
    """Return the key of a row of the model to which a route of the admin belongs, or 1."""
    for model in admin.site._registry:
        if route.startswith(f"admin/{model._meta.app_label}/{model._meta.model_name}/"):
            row = model._default_manager.order_by("pk").first()
            return str(row.pk) if row else "1"
    return "1"
