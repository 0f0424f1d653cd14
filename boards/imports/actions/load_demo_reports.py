"""Fills the moderators' queue of the demo."""

from collections.abc import Mapping

from boards.imports.demo import content
from boards.members.models import Member
from boards.moderation.actions.report_thing import report_thing
from boards.moderation.kinds import kind_of
from boards.moderation.models import ReportReason
from boards.posts.models import Comment, Post


def load_demo_reports(*, posts: Mapping[str, Post], members: Mapping[str, Member]) -> None:
    """Report some posts and comments of the demo; call it inside the demo's transaction.

    Args:
        posts: the demo's posts by their titles.
        members: by their handles.
    """
    reasons = {reason.name_ko: reason for reason in ReportReason.objects.offered()}
    for demo in content.reports():
        thing = _reported(demo, posts[demo.post])
        kind = kind_of("comment" if demo.comment else "post")
        if kind is not None and demo.reason in reasons:  # an admin may have renamed them
            report_thing(
                kind=kind,
                thing=thing,
                by=members[demo.by],
                reason=reasons[demo.reason],
                text=demo.text,
            )


def _reported(demo: content.DemoReport, post: Post) -> Post | Comment:
    if not demo.comment:
        return post
    return Comment.objects.select_related("post__board").get(
        post=post, text__startswith=demo.comment
    )
