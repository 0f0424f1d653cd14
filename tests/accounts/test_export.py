"""The copy of one's data: what it holds, who gets it, and until when."""

import json
import zipfile
from datetime import timedelta
from io import BytesIO, StringIO

import pytest
import time_machine
from django.core import mail
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext

from boards.access import Access
from boards.accounts.actions.ask_for_export import ask_for_export
from boards.accounts.actions.make_export import make_export
from boards.accounts.models import DataExport
from boards.members.models import Block
from boards.posts.lists.read_marks import note_visit
from boards.posts.models import (
    Comment,
    CommentRecommendation,
    CommentRevision,
    Draft,
    Recommendation,
    Revision,
    Scrap,
    ScrapFolder,
    Upload,
)
from boards.posts.notices.actions.confirm_notice import confirm_notice
from boards.posts.notices.actions.fold_notice import fold_notice
from boards.posts.uploads.storing import picture_file
from boards.search.models import SavedSearch, SavedSearchMatch
from boards.search.remembering.actions.remember_search import remember_search
from tests.concurrency import at_once
from tests.due_tasks import run_due_tasks
from tests.factories import BoardFactory, MemberFactory, NoticeFactory, PostFactory

pytestmark = pytest.mark.django_db

PATH = "/settings/export/"
PICTURE = b"RIFF not really a picture" * 40_000


@pytest.fixture
def member():
    return MemberFactory(handle="honggildong", email="hong@example.com")


@pytest.fixture
def exported(member):
    """Ask for the member's data and return the export and the names and bytes of its files."""

    def export():
        ask_for_export(member=member)
        run_due_tasks()
        order = DataExport.objects.get(member=member)
        with order.file.open("rb") as stored, zipfile.ZipFile(stored) as archive:
            return order, {name: archive.read(name) for name in archive.namelist()}

    return export


def write_a_lot(member, other):
    """Give the member one of everything, beside things of somebody else."""
    post = PostFactory(author=member, title="세금 신고 “후기”", is_secret=True, anonymous_number=0)
    post.tags.add("세금")
    Revision.objects.create(post=post, title="옛 제목", body="<p>옛 글</p>", replaced_by=member)
    Revision.objects.create(post=post, title="더 옛 제목", body="<p>글</p>", replaced_by=other)
    comment = Comment.objects.create(author=member, post=PostFactory(author=other), text="동의")
    CommentRevision.objects.create(comment=comment, text="반대")
    theirs = Comment.objects.create(author=other, post=post, text="남의 댓글입니다")
    Recommendation.objects.create(member=member, post=comment.post)
    CommentRecommendation.objects.create(member=member, comment=theirs)
    folder = ScrapFolder.objects.create(member=member, name="나중에")
    Scrap.objects.create(member=member, post=comment.post, folder=folder, note="읽기")
    Draft.objects.create(member=member, form="new:1", fields={"title": "쓰다 만 글"})
    Block.objects.create(blocker=member, blocked=other)
    Block.objects.create(blocker=MemberFactory(), blocked=member)
    remember_search(member=member, query="세금 신고")
    remember_search(member=other, query="남의 검색")
    saved = SavedSearch.objects.create(
        member=member, name="세금 소식", query="세금", board=post.board
    )
    saved.matches.create(post=comment.post)
    SavedSearch.objects.create(member=other, query="남의 검색")
    note_visit(member, post, comments=2)
    notice = NoticeFactory(post=comment.post, must_read=True)
    confirm_notice(post=notice.post, by=member, edition=1)
    confirm_notice(post=notice.post, by=other, edition=1)
    fold_notice(post=notice.post, by=member)
    note_visit(other, post, comments=3)
    return post, comment, picture_of(member, post)


def picture_of(member, post):
    upload = Upload.objects.create(
        owner=member, post=post, kind="picture", progress="ready", name="사진",
        widths=[320, 1280], size=5,
    )  # fmt: skip
    for width, content in ((320, b"small"), (1280, PICTURE)):
        default_storage.save(picture_file(upload.pk, width), ContentFile(content))
    return upload


def test_everything_of_the_member_is_in_it(member, exported):
    other = MemberFactory(handle="imkkeokjeong", email="im@example.com")
    post, comment, upload = write_a_lot(member, other)
    _, files = exported()
    data = {name: json.loads(text) for name, text in files.items() if name.endswith(".json")}
    assert data["profile.json"]["handle"] == "honggildong"
    [written] = data["posts.json"]
    assert (written["id"], written["title"]) == (post.pk, "세금 신고 “후기”")
    assert (written["secret"], written["anonymous"], written["tags"]) == (True, True, ["세금"])
    assert [(v["title"], v["replaced_by_you"]) for v in written["versions"]] == [
        ("더 옛 제목", False),
        ("옛 제목", True),
    ]
    [said] = data["comments.json"]
    assert (said["id"], said["text"]) == (comment.pk, "동의")
    assert [version["text"] for version in said["versions"]] == ["반대"]
    assert len(data["recommends.json"]) == 2
    assert data["scraps.json"][0] | {"made_at": ""} == {
        "post_id": comment.post_id,
        "folder": "나중에",
        "note": "읽기",
        "made_at": "",
    }
    assert data["drafts.json"][0]["fields"] == {"title": "쓰다 만 글"}
    [blocked] = data["blocks.json"]
    assert (blocked["member_id"], blocked["name"]) == (other.pk, "imxxxxx")
    [searched] = data["recent_searches.json"]
    assert searched["query"] == "세금 신고"
    [saved] = data["saved_searches.json"]
    assert (saved["name"], saved["query"], saved["board"]) == ("세금 소식", "세금", post.board.slug)
    assert [match["post_id"] for match in saved["found"]] == [comment.post_id]
    [read] = data["read_marks.json"]
    assert (read["post_id"], read["comments_seen"]) == (post.pk, 2)
    assert [
        (row["post_id"], bool(row["confirmed_at"]), bool(row["folded_at"]))
        for row in data["notices.json"]
    ] == [(comment.post_id, True, False), (comment.post_id, False, True)]
    [sent] = data["uploads.json"]
    assert (sent["id"], sent["name"]) == (str(upload.pk), "사진")
    assert sent["file"].endswith(".webp")
    assert files[sent["file"]] == PICTURE  # the largest there is
    assert data["export.json"]["schema_version"] == 1
    assert data["export.json"]["counts"] == {
        "posts": 1, "comments": 1, "recommends": 2, "scraps": 1, "drafts": 1, "blocks": 1,
        "recent_searches": 1, "saved_searches": 1, "read_marks": 1, "uploads": 1, "reports": 0,
        "decisions": 0, "votes": 0, "sanctions": 0, "notices": 2, "looks": 0,
    }  # fmt: skip


def test_nothing_of_others_is_in_it(member, exported):
    write_a_lot(member, MemberFactory(handle="imkkeokjeong", email="im@example.com"))
    order, files = exported()
    everything = b"".join(files.values()).decode(errors="replace") + " ".join(files)
    for secret in ("imkkeokjeong", "im@example.com", "남의 댓글입니다", member.password):
        assert secret not in everything
    assert "honggildong" not in order.file.name + " ".join(files)


def test_no_post_that_the_member_may_not_read_is_told_of(member, exported):
    """Else a saved search would tell which words stand in the posts of others."""
    search = SavedSearch.objects.create(member=member, query="합의금")
    closed = BoardFactory(read_access=Access.MODERATORS)
    shown = PostFactory(title="합의금")
    kept_back = [
        PostFactory(title="합의금", board=closed),
        PostFactory(title="합의금", is_secret=True),
        PostFactory(title="합의금", state="hidden"),
        PostFactory(title="합의금", state="waiting"),
    ]
    for post in (shown, *kept_back):
        SavedSearchMatch.objects.create(saved_search=search, post=post)
    _, files = exported()
    [saved] = json.loads(files["saved_searches.json"])
    assert [match["post_id"] for match in saved["found"]] == [shown.pk]


def test_attachments_and_pictures_that_are_not_ready_are_in_it_as_they_were_sent(member, exported):
    for kind, name in (("attachment", "이력서.pdf"), ("picture", "사진")):
        upload = Upload(owner=member, kind=kind, name=name, size=3, widths=[320])
        upload.file.save(f"uploads/{upload.pk}/sent", ContentFile(b"abc"))
    _, files = exported()
    sent = [name for name in files if name.startswith("files/")]
    assert sorted(name[-4:] == ".pdf" for name in sent) == [False, True]
    assert {files[name] for name in sent} == {b"abc"}


def test_an_empty_account_and_a_lost_file_are_no_obstacle(member, exported):
    Upload.objects.create(owner=member, kind="attachment", name="a.pdf", size=1, file="gone.pdf")
    _, files = exported()
    assert json.loads(files["posts.json"]) == []
    assert json.loads(files["uploads.json"])[0]["file"] is None


def test_the_link_comes_by_mail_in_the_members_language(signed_in, member):
    member.language = "en"
    member.save()
    browser = signed_in(member)
    response = browser.post(PATH, follow=True)
    assert "being put together" in response.content.decode()
    run_due_tasks()
    [letter] = mail.outbox
    assert letter.to == ["hong@example.com"]
    assert "Your data is ready" in letter.subject
    link = next(line for line in letter.body.splitlines() if line.startswith("http"))
    response = browser.get(link.removeprefix("http://testserver"))
    assert response.status_code == 200
    assert response["Content-Disposition"] == 'attachment; filename="my-data.zip"'
    assert "no-store" in response["Cache-Control"]
    assert zipfile.ZipFile(BytesIO(b"".join(response.streaming_content))).testzip() is None
    assert link.removeprefix("http://testserver") in browser.get(PATH).content.decode()


@pytest.mark.parametrize(
    ("chosen", "sites", "language"),
    [("ko", "en", "ko"), ("", "ko", "ko"), ("", "en", "en"), ("en", "ko", "en")],
)
def test_the_copy_and_its_letter_are_in_the_members_language_or_the_sites(
    member, exported, settings, chosen, sites, language
):
    settings.LANGUAGE_CODE = sites
    member.language = chosen
    member.save()
    Block.objects.create(blocker=member, blocked=MemberFactory(deleted_at=timezone.now()))
    _, files = exported()
    with translation.override(language):
        assert json.loads(files["blocks.json"])[0]["name"] == gettext("Former member")
        assert gettext("Your data is ready") in mail.outbox[0].subject


def test_a_member_without_an_address_finds_it_on_the_page(signed_in):
    member = MemberFactory(email="")
    browser = signed_in(member)
    browser.post(PATH)
    run_due_tasks()
    assert mail.outbox == []
    assert str(DataExport.objects.get().pk) in browser.get(PATH).content.decode()


def test_the_link_is_for_its_owner_alone(client, signed_in, exported):
    order, _ = exported()
    path = reverse("accounts:download", args=[order.pk])
    assert client.get(path).status_code == 302
    assert signed_in(MemberFactory()).get(path).status_code == 404
    assert signed_in(order.member).post(path).status_code == 405


def test_what_is_not_ready_is_not_found(signed_in, member):
    order = ask_for_export(member=member)
    assert signed_in(member).get(reverse("accounts:download", args=[order.pk])).status_code == 404


def test_once_a_day_is_enough(signed_in, member, exported):
    browser = signed_in(member)
    browser.post(PATH)
    assert browser.post(PATH).status_code == 429
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        assert signed_in(member).post(PATH).status_code == 302
    assert DataExport.objects.count() == 2


def test_after_a_failure_one_may_ask_again(signed_in, member, monkeypatch):
    order = ask_for_export(member=member)
    with monkeypatch.context() as patch:
        patch.setattr("zipfile.ZipFile.writestr", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            run_due_tasks()
    order.refresh_from_db()
    assert order.state == DataExport.State.FAILED
    browser = signed_in(member)
    assert "ask again" in browser.get(PATH).content.decode()
    assert browser.post(PATH).status_code == 302


def test_it_expires_after_seven_days_and_takes_its_file_along(signed_in, exported):
    order, _ = exported()
    path = reverse("accounts:download", args=[order.pk])
    late = timezone.now() + timedelta(days=7, minutes=1)
    with time_machine.travel(late):
        browser = signed_in(order.member)
        assert browser.get(path).status_code == 410
        assert default_storage.exists(order.file.name)
        run_due_tasks()
        assert not default_storage.exists(order.file.name)
        assert browser.get(path).status_code == 410


def sweep(**options):
    out = StringIO()
    call_command("sweep_exports", stdout=out, **options)
    return out.getvalue()


def test_the_sweep_counts_and_removes_what_has_expired_only(exported):
    order, _ = exported()
    assert "0" in sweep()
    DataExport.objects.update(expires_at=timezone.now())
    assert "1" in sweep(dry_run=True)
    assert default_storage.exists(order.file.name)
    assert "1" in sweep()
    assert "0" in sweep()
    assert not default_storage.exists(order.file.name)


def test_a_repeated_task_makes_no_second_archive_and_no_second_letter(member, exported):
    order, _ = exported()
    make_export(export_id=order.pk)
    assert len(mail.outbox) == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_orders_at_once_one_is_taken(member):
    def ask():
        try:
            ask_for_export(member=member)
        except Exception as error:
            return type(error).__name__
        return "taken"

    assert sorted(at_once(ask, ask)) == ["ValidationError", "taken"]
    assert DataExport.objects.count() == 1


def test_the_pages_name_all_that_is_given_and_taken(client):
    client.force_login(MemberFactory())
    korean = {"accept-language": "ko"}
    given = client.get(reverse("accounts:export"), headers=korean).content.decode()
    for name in (
        "프로필", "글", "댓글", "추천", "스크랩", "임시 저장한 글", "차단", "최근 검색",
        "저장한 검색", "읽은 글", "신고", "조치", "이의 제기",
    ):  # fmt: skip
        assert name in given.partition("<h1")[2]
    taken = client.get(reverse("accounts:delete"), headers=korean).content.decode()
    for name in ("저장한 검색", "최근 검색", "신고", "이의 제기", "읽음 표시", "프로필"):
        assert name in taken.partition("<h1")[2]
