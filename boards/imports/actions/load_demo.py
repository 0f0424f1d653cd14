"""Fills an empty site with the demo content."""

import secrets
from collections.abc import Mapping

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from boards.accounts.actions.change_profile import change_profile
from boards.counters.actions.set_starting_total import set_starting_total
from boards.imports.actions.load_demo_reports import load_demo_reports
from boards.imports.actions.load_demo_talk import load_demo_talk
from boards.imports.actions.load_demo_votes import load_demo_votes
from boards.imports.body import to_html
from boards.imports.demo import content
from boards.imports.demo.storing import make_board
from boards.imports.locking import wait_for_other_imports
from boards.members.levels import Level
from boards.members.models import Member
from boards.models import Board
from boards.posts.models import Post
from boards.posts.notices.actions.pin_notice import pin_notice
from boards.posts.uploads.actions.receive_upload import receive_upload
from boards.posts.uploads.markup import markup_of
from boards.posts.writing.actions.publish_post import publish_post


@transaction.atomic
def load_demo() -> dict[str, str] | None:
    """Create the demo's boards, members, posts, notices, comments, recommendations, votes at once.

    Returns the passwords of the three sign-ins by handle (they are stored nowhere), or None
    when the site has a board or a member already: then nothing was done.
    """
    wait_for_other_imports()
    if Board.objects.exists() or Member.objects.exists():
        return None
    boards = {key: make_board(**fields) for key, fields in content.boards().items()}
    passwords = {handle: secrets.token_urlsafe(12) for handle in ("admin", "moderator", "member")}
    members = _sign_ins(passwords)
    for key in content.people()["moderated_boards"]:
        boards[key].moderators.add(members["moderator"])
    for handle in content.people()["writers"]:
        members[handle] = Member.objects.create_user(handle, level=Level.MEMBER)
    _set_levels(members)
    _fill_profiles(members)
    posts = {
        post.title: _publish(post, board=boards[post.board], author=members[post.author])
        for post in content.posts()
    }
    load_demo_talk(posts=posts, members=members)
    load_demo_votes(posts=posts, members=members)
    load_demo_reports(posts=posts, members=members)
    return passwords


def _sign_ins(passwords: Mapping[str, str]) -> dict[str, Member]:
    members = {
        handle: Member.objects.create_user(handle, f"{handle}@example.com", password)
        for handle, password in passwords.items()
    }
    members["admin"].is_staff = members["admin"].is_superuser = True
    members["admin"].save()
    for member in members.values():
        member.vouch_for_email()
    return members


def _set_levels(members: Mapping[str, Member]) -> None:
    """Let there be members of each level among the writers, and nobody who signs in be new."""
    first, *_others, last_but_one, last = content.people()["writers"]
    levels = {
        **dict.fromkeys(("moderator", first), Level.REGULAR),
        "member": Level.MEMBER,
        **dict.fromkeys((last_but_one, last), Level.NEW),
    }
    for handle, level in levels.items():
        members[handle].level = level
        members[handle].save(update_fields=["level"])


def _picture_of(demo: content.DemoPost, author: Member) -> str:
    """Upload the picture of a post as its author would; return it as HTML, or nothing."""
    if demo.picture is None:
        return ""
    file = SimpleUploadedFile(demo.picture.name, demo.picture.read_bytes())
    return markup_of(receive_upload(owner=author, file=file), alt=demo.picture_alt)


def _fill_profiles(members: Mapping[str, Member]) -> None:
    for handle, profile in content.profiles().items():
        file = profile.picture
        picture = SimpleUploadedFile(file.name, file.read_bytes()) if file else None
        change_profile(member=members[handle], about=profile.about, picture=picture)


def _publish(demo: content.DemoPost, *, board: Board, author: Member) -> Post:
    post = publish_post(
        board=board,
        author=author,
        title=demo.title,
        body=_picture_of(demo, author) + to_html(demo.body),
        tags=demo.tags,
        category=board.category_at(demo.category) if demo.category else None,
        source=demo.source,
        link=demo.link,
        posted_at=demo.posted_at,
        poll=demo.poll,
    )
    if demo.edited_at is not None:
        post.edited_at = demo.edited_at
        post.save(update_fields=["edited_at"])
    set_starting_total(post_id=post.pk, views=demo.views)
    if demo.notice is not None:
        pin_notice(post=post, by=author, position=demo.notice, starts_at=demo.posted_at)
    return post
