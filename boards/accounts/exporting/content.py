"""The rows of an export, as plain values, one at a time.

Other members appear by the names that this member may see.
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.db.models import Prefetch

from boards.members.levels import Level
from boards.members.models import Block, Member
from boards.members.viewers import name_for
from boards.moderation.models import Decision, Report
from boards.moments import site_time
from boards.posts.comments.pictures import picture_markup_in
from boards.posts.models import (
    Comment,
    CommentRecommendation,
    Draft,
    NoticeConfirmation,
    NoticeFold,
    Post,
    ReadMark,
    Recommendation,
    Revision,
    Scrap,
    Vote,
)
from boards.sanctions.models import Sanction
from boards.search.models import RecentSearch, SavedSearch, SavedSearchMatch
from boards.support.models import Look

CHUNK = 200  # rows that are in memory at once

PICTURE_NAME = "files/profile-picture.webp"

Row = dict[str, Any]


def profile(member: Member) -> Row:
    """Return what the site knows of the member as a person."""
    return {
        "id": member.pk,
        "handle": member.handle,
        "email": member.email,
        "about": member.about,
        "picture": PICTURE_NAME if member.avatar else None,
        "joined_at": member.joined_at,
        "level": Level(member.level).name.lower(),
        "last_login": member.last_login,
        "language": member.language,
        "time_zone": member.time_zone,
        "list_size": member.list_size,
        "remembers_reading": member.remembers_reading,
        "email_addresses": list(
            EmailAddress.objects.filter(user=member).values("email", "verified", "primary")
        ),
        "sign_in_with": list(
            SocialAccount.objects.filter(user=member).values("provider", "uid", "date_joined")
        ),
        "second_steps": list(
            Authenticator.objects.filter(user=member).values("type", "created_at", "last_used_at")
        ),
        "merged_accounts": list(
            member.merged_members.order_by("pk").values("id", "handle", "email", "joined_at")
        ),
        "moderated_boards": list(
            member.moderations.values("board__slug", "content", "notices", "sanctions")
        ),
    }


def posts(member: Member) -> Iterator[Row]:
    """Yield the member's posts, the oldest first, with their tags and earlier versions."""
    rows = Post.objects.filter(author=member).select_related("board", "category").order_by("pk")
    parts = ("tagged__tag", "revisions__category", "poll__choices")
    for post in rows.prefetch_related(*parts).iterator(chunk_size=CHUNK):
        yield {
            "id": post.pk,
            "url": _url(post),
            "board": post.board.slug,
            "category": post.category.name_ko if post.category else None,
            "title": post.title,
            "body_html": post.body,
            "tags": [tagged.tag.name for tagged in post.tagged.all()],
            "source": post.source,
            "link": post.link,
            "posted_at": _posted_at(post),
            "edited_at": post.edited_at,
            "state": post.state,
            "secret": post.is_secret,
            "anonymous": post.is_anonymous,
            "poll": _poll(post) if post.has_poll else None,
            "versions": [_version(revision, member) for revision in post.revisions.all()],
        }


def comments(member: Member) -> Iterator[Row]:
    """Yield the member's comments, the oldest first, with their earlier versions."""
    rows = Comment.objects.filter(author=member).order_by("pk").prefetch_related("revisions")
    for comment in rows.iterator(chunk_size=CHUNK):
        yield {
            "id": comment.pk,
            "url": _url(comment),
            "post_id": comment.post_id,
            "reply_to": comment.parent_id,
            "text": comment.text,
            "picture_html": picture_markup_in(comment.body),
            "posted_at": comment.posted_at,
            "edited_at": comment.edited_at,
            "state": comment.state,
            "secret": comment.is_secret,
            "anonymous": comment.anonymous_number is not None,
            "versions": [
                {
                    "text": revision.text,
                    "picture_html": revision.picture,
                    "replaced_at": revision.replaced_at,
                }
                for revision in comment.revisions.all()
            ],
        }


def recommends(member: Member) -> Iterator[Row]:
    """Yield what the member recommended: posts, then comments."""
    for of_post in Recommendation.objects.filter(member=member).order_by("pk").iterator():
        yield {"post_id": of_post.post_id, "comment_id": None, "made_at": of_post.made_at}
    for of_comment in CommentRecommendation.objects.filter(member=member).order_by("pk").iterator():
        yield {"post_id": None, "comment_id": of_comment.comment_id, "made_at": of_comment.made_at}


def votes(member: Member) -> Iterator[Row]:
    """Yield how the member voted in polls."""
    rows = Vote.objects.filter(member=member).select_related("poll").order_by("pk")
    for vote in rows.prefetch_related("choices__choice").iterator(chunk_size=CHUNK):
        chosen = sorted((each.choice for each in vote.choices.all()), key=lambda one: one.position)
        yield {
            "post_id": vote.poll_id,
            "question": vote.poll.question,
            "choices": [choice.name for choice in chosen],
            "voted_at": vote.voted_at,
        }


def scraps(member: Member) -> Iterator[Row]:
    """Yield the posts that the member keeps, with folders and notes."""
    rows = Scrap.objects.filter(member=member).select_related("folder").order_by("pk")
    for scrap in rows.iterator(chunk_size=CHUNK):
        yield {
            "post_id": scrap.post_id,
            "folder": scrap.folder.name if scrap.folder else None,
            "note": scrap.note,
            "made_at": scrap.made_at,
        }


def drafts(member: Member) -> Iterator[Row]:
    """Yield what the member has typed and not sent."""
    for draft in Draft.objects.filter(member=member).order_by("pk").iterator(chunk_size=CHUNK):
        yield {"form": draft.form, "fields": draft.fields, "saved_at": draft.saved_at}


def blocks(member: Member) -> Iterator[Row]:
    """Yield whom the member blocked; who blocked the member is nobody's to know."""
    rows = Block.objects.filter(blocker=member).select_related("blocked").order_by("pk")
    for block in rows.iterator(chunk_size=CHUNK):
        yield {
            "member_id": block.blocked_id,
            "name": name_for(member, block.blocked),
            "made_at": block.made_at,
        }


def recent_searches(member: Member) -> Iterator[Row]:
    """Yield what the member looked for lately, the latest first."""
    for search in RecentSearch.objects.filter(member=member).order_by("-searched_at", "-pk"):
        yield {"query": search.query, "searched_at": search.searched_at}


def saved_searches(member: Member) -> Iterator[Row]:
    """Yield the searches that the member saved, the latest first, with the posts they found.

    Of these, only what the member may read: the others would tell which words are in them.
    """
    rows = SavedSearch.objects.filter(member=member).select_related("board").order_by("-pk")
    readable = Post.objects.visible_to(member).published()
    told = SavedSearchMatch.objects.filter(post__in=readable).order_by("pk")
    for search in rows.prefetch_related(Prefetch("matches", queryset=told)):
        yield {
            "name": search.name,
            "query": search.query,
            "field": search.field,
            "board": search.board.slug if search.board else None,
            "saved_at": search.saved_at,
            "looked_at": search.looked_at,
            "found": [
                {"post_id": match.post_id, "found_at": match.matched_at}
                for match in search.matches.all()
            ],
        }


def read_marks(member: Member) -> Iterator[Row]:
    """Yield which posts the member opened lately, the latest first."""
    rows = ReadMark.objects.filter(member=member).order_by("-visited_at", "-pk")
    for mark in rows.iterator(chunk_size=CHUNK):
        yield {
            "post_id": mark.post_id,
            "visited_at": mark.visited_at,
            "comments_seen": mark.comments_seen,
        }


def notices(member: Member) -> Iterator[Row]:
    """Yield which notices the member confirmed, then which they folded away."""
    confirmed = NoticeConfirmation.objects.filter(member=member).order_by("pk")
    for post_id, at in confirmed.values_list("notice__post", "confirmed_at").iterator():
        yield {"post_id": post_id, "confirmed_at": at, "folded_at": None}
    folded = NoticeFold.objects.filter(member=member).order_by("pk")
    for post_id, at in folded.values_list("notice__post", "folded_at").iterator():
        yield {"post_id": post_id, "confirmed_at": None, "folded_at": at}


def reports(member: Member) -> Iterator[Row]:
    """Yield what the member reported, and what was decided; the latest last."""
    rows = Report.objects.filter(reporter=member).select_related(
        "reason", "case__decision__rule", "case__decision__appeal"
    )
    for report in rows.order_by("pk").iterator(chunk_size=CHUNK):
        decision = getattr(report.case, "decision", None)
        appeal = getattr(decision, "appeal", None)
        yield {
            "kind": report.case.kind,
            "target_id": report.case.target_id,
            "reason": report.reason.name_ko,
            "text": report.text,
            "reported_at": report.at,
            "outcome": decision.outcome if decision else None,
            "told": decision.words if decision else None,
            "appeal_result": appeal.result or None if appeal else None,
        }


def decisions(member: Member) -> Iterator[Row]:
    """Yield what moderators decided about what the member wrote, with the member's appeals."""
    rows = Decision.objects.filter(case__author=member).select_related(
        "case", "rule", "appeal", "change__from_board", "change__to_board"
    )
    for decision in rows.order_by("pk").iterator(chunk_size=CHUNK):
        appeal = getattr(decision, "appeal", None)
        yield {
            "kind": decision.case.kind,
            "target_id": decision.case.target_id,
            "outcome": decision.outcome,
            "told": decision.words,
            **_moved(decision),
            "decided_at": decision.at,
            "appeal": appeal.text if appeal else None,
            "appeal_result": appeal.result or None if appeal else None,
            "appeal_told": appeal.words or None if appeal else None,
        }


def _moved(decision: Decision) -> Row:
    change = getattr(decision, "change", None)
    if change is None or change.from_board_id == change.to_board_id:
        return {}
    return {"moved_from": change.from_board.slug, "moved_to": change.to_board.slug}


def sanctions(member: Member) -> Iterator[Row]:
    """Yield what moderators took from the member for a time, and why, the oldest first.

    Which moderator did it stays unnamed, as with decisions.
    """
    rows = Sanction.objects.filter(member=member).select_related("board", "decision__appeal")
    for sanction in rows.order_by("pk").iterator(chunk_size=CHUNK):
        appeal = getattr(getattr(sanction, "decision", None), "appeal", None)
        yield {
            "kind": sanction.kind,
            "board": sanction.board.slug if sanction.board else None,
            "reason": sanction.reason,
            "starts_at": sanction.starts_at,
            "ends_at": sanction.ends_at,
            "lifted_at": sanction.lifted_at,
            "appeal": appeal.text if appeal else None,
            "appeal_result": appeal.result or None if appeal else None,
        }


def looks(member: Member) -> Iterator[Row]:
    """Yield when and why staff saw the site as the member does, the oldest first."""
    for look in Look.objects.filter(member=member).order_by("pk").iterator(chunk_size=CHUNK):
        yield {"reason": look.reason, "began_at": look.began_at, "ended_at": look.until}


def _version(revision: Revision, member: Member) -> Row:
    # Who else edited the post, a moderator, stays unnamed.
    return {
        "category": revision.category.name_ko if revision.category else None,
        "title": revision.title,
        "body_html": revision.body,
        "replaced_at": revision.replaced_at,
        "replaced_by_you": revision.replaced_by_id == member.pk,
        "reason": revision.reason,
    }


def _poll(post: Post) -> Row:
    """Return what was asked; the votes are in it when everybody sees them."""
    poll = post.poll
    is_open = not (poll.shows_results_early or poll.is_closed)
    return {
        "question": poll.question,
        "choices": [
            {"name": choice.name, "votes": None if is_open else choice.votes}
            for choice in poll.choices.all()
        ],
        "voters": poll.voters,
        "max_choices": poll.max_choices,
        "closes_at": poll.closes_at,
    }


def _posted_at(post: Post) -> datetime | date | None:
    """Return the moment, or the day where no more is known; None where not even that is."""
    if post.posted_at_is_estimated:
        return None
    return site_time.day_of(post.posted_at) if post.posted_at_is_day_only else post.posted_at


def _url(thing: Post | Comment) -> str:
    return f"{settings.SITE_URL}{thing.get_absolute_url()}"
