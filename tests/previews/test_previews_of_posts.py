"""Previews follow the links of posts: asked for, fetched, tried again, swept."""

from datetime import datetime, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from boards.background.worker import work_off
from boards.filters.actions.approve import approve
from boards.filters.kinds import FilterKind, FilterOutcome
from boards.filters.models import Filter, Waiting
from boards.posts.models import Post
from boards.posts.writing.actions.delete_own_post import delete_own_post
from boards.previews.actions.fetch_preview import PAUSES, ask_for_preview, fetch_preview
from boards.previews.actions.sweep_previews import SWEPT_AFTER, sweep_previews
from boards.previews.models import FRESH_FOR, MAX_WAIT, LinkPreview, PostPreview
from boards.previews.pictures import picture_file
from tests.concurrency import at_once
from tests.factories import AdminFactory, BoardFactory, MemberFactory, PostFactory
from tests.posts.uploads.samples import encoded, picture, with_metadata
from tests.previews.other_sites import Answer, OtherSite, page
from tests.previews.sharing import edit, preview_of, ready_preview, share

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("previews_on")]

A, B, C = (f"https://{name}.example/x" for name in "abc")


def waiting(name: str = "fetch_preview_in_background") -> list[datetime]:
    tasks = DBTaskResult.objects.filter(status="READY", task_path__endswith=name)
    return list(tasks.order_by("run_after").values_list("run_after", flat=True))


def fetched(site: OtherSite, address: str = "") -> LinkPreview:
    """Share an address of the site and fetch it."""
    post = share(address or site.address())
    preview = LinkPreview.objects.get(uses__post=post)
    fetch_preview(preview_id=preview.pk, policy=site.policy())
    preview.refresh_from_db()
    return preview


class TestAsking:
    def test_a_post_with_links_has_them_fetched_in_the_background(self) -> None:
        post = share(A, B, link=C)
        shown = post.link_previews.order_by("position").values_list("preview__address", flat=True)
        assert list(shown) == [C, A, B]
        assert set(LinkPreview.objects.values_list("state", flat=True)) == {"waiting"}
        assert len(waiting()) == 3

    def test_a_post_that_waited_after_an_edit_has_those_of_its_new_links(self) -> None:
        Filter.objects.create(
            name="확인", entries="b.example", kind=FilterKind.DOMAIN, outcome=FilterOutcome.HOLD,
            is_active=True,
        )  # fmt: skip
        post = edit(share(A), B)
        approve(row=Waiting.objects.get(), by=AdminFactory())
        shown = post.link_previews.values_list("preview__address", flat=True)
        assert list(shown) == [B]

    def test_a_post_without_links_asks_for_nothing(self) -> None:
        share()
        assert not LinkPreview.objects.exists() and not waiting()

    def test_two_posts_with_one_link_share_its_preview(self) -> None:
        first, second = share(A), share(A)
        assert LinkPreview.objects.count() == 1
        assert len(waiting()) == 1
        assert first.link_previews.get().preview == second.link_previews.get().preview

    def test_a_post_that_is_taken_back_asks_for_nothing(self) -> None:
        with pytest.raises(RuntimeError), transaction.atomic():
            share(A)
            raise RuntimeError
        assert not LinkPreview.objects.exists() and not waiting()

    def test_switched_off_nothing_is_asked(self, settings: Settings) -> None:
        settings.LINK_PREVIEWS = False
        share(A)
        assert not LinkPreview.objects.exists() and not waiting()

    def test_what_waits_when_they_are_switched_off_is_not_fetched(
        self, site: OtherSite, settings: Settings
    ) -> None:
        share(site.address())
        settings.LINK_PREVIEWS = False
        fetch_preview(preview_id=LinkPreview.objects.get().pk, policy=site.policy())
        assert site.asked == []

    def test_an_edit_brings_new_links_and_takes_old_ones(self) -> None:
        post = edit(share(A, B), B, C)
        shown = post.link_previews.order_by("position").values_list("preview__address", flat=True)
        assert list(shown) == [B, C]
        assert len(waiting()) == 3
        assert len(waiting("sweep_previews_in_background")) == 1

    def test_an_edit_asks_again_for_what_is_old(self) -> None:
        post = share(A)
        preview = preview_of(A)
        for age, state, again in (
            (FRESH_FOR - timedelta(hours=1), "ready", False),
            (FRESH_FOR + timedelta(hours=1), "ready", True),
            (FRESH_FOR + timedelta(hours=1), "failed", True),
            (MAX_WAIT - timedelta(hours=1), "waiting", False),
            (MAX_WAIT + timedelta(hours=1), "waiting", True),
        ):
            DBTaskResult.objects.all().delete()
            preview.asked_at, preview.state = timezone.now() - age, state
            preview.save()
            edit(post, A, "https://b.example/" + state)
            asked = [task.args_kwargs["args"][0] for task in DBTaskResult.objects.all()
                     if task.task_path.endswith("fetch_preview_in_background")]  # fmt: skip
            assert (preview.pk in asked) == again, (age, state)

    def test_the_site_s_own_policy_opens_nothing_on_this_machine(self, site: OtherSite) -> None:
        site.answers["/"] = Answer(page())
        addresses = [site.address(host="127.0.0.1"), "http://127.0.0.1/", "http://[::1]/"]
        share(*addresses)
        work_off()
        assert set(LinkPreview.objects.values_list("state", "failure")) == {("failed", "refused")}
        assert LinkPreview.objects.count() == 3
        assert site.asked == []


@pytest.mark.django_db(transaction=True)
def test_posts_with_the_same_new_links_at_once_get_the_same_previews() -> None:
    board, author = BoardFactory(), MemberFactory()
    at_once(
        lambda: share(A, B, C, board=board, author=author),
        lambda: share(C, B, A, board=board, author=author),
    )
    assert LinkPreview.objects.count() == 3
    assert PostPreview.objects.count() == 6
    assert len(waiting()) == 3


@pytest.mark.django_db(transaction=True)
def test_a_sweep_takes_no_preview_from_a_post_that_is_being_written() -> None:
    board, author = BoardFactory(), MemberFactory()
    for _ in range(5):
        edit(share(A, board=board, author=author))
        at_once(sweep_previews, lambda: share(A, board=board, author=author))
        post = Post.objects.latest("pk")
        assert post.link_previews.count() == 1
        edit(post)


class TestFetching:
    def test_a_page_gives_its_title_description_site_and_picture(self, site: OtherSite) -> None:
        site.answers["/"] = Answer(
            page(title="기사", description="설명", site_name="신문", image="/a.jpg")
        )
        site.answers["/a.jpg"] = Answer(with_metadata("JPEG"), media_type="image/jpeg")
        preview = fetched(site)
        assert (preview.title, preview.description, preview.site_name) == ("기사", "설명", "신문")
        assert (preview.state, preview.failure, preview.tries) == ("ready", "", 1)
        assert preview.fetched_at is not None and preview.picture is not None
        with default_storage.open(picture_file(preview.picture)) as file:
            content = file.read()
        assert content[8:12] == b"WEBP"
        assert b"Camera of Kim" not in content

    def test_a_picture_is_made_small(self, site: OtherSite) -> None:
        site.answers["/"] = Answer(page(image="/a.png"))
        site.answers["/a.png"] = Answer(
            encoded(picture((1600, 800)), "PNG"), media_type="image/png"
        )
        preview = fetched(site)
        assert preview.picture is not None
        assert default_storage.size(picture_file(preview.picture)) < 20_000

    @pytest.mark.parametrize(
        "content, media_type",
        [(b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml"),
         (b"no picture", "image/png"), (encoded(picture((1, 1)), "PNG"), "image/png"),
         (encoded(picture((600, 100)), "PNG"), "image/png"),
         (encoded(picture(), "PNG"), "text/html"), (b"x" * 2_000_000, "image/png")],
        ids=["svg", "damaged", "pixel", "banner", "type", "large"],
    )  # fmt: skip
    def test_without_a_usable_picture_a_page_is_shown_without(
        self, site: OtherSite, content: bytes, media_type: str
    ) -> None:
        site.answers["/"] = Answer(page(image="/a.png"))
        site.answers["/a.png"] = Answer(content, media_type=media_type)
        preview = fetched(site)
        assert (preview.state, preview.picture) == ("ready", None)

    @pytest.mark.parametrize("address", ["http://[", "file:///etc/passwd", "data:image/png,x"])
    def test_odd_addresses_of_pictures_do_no_harm(self, site: OtherSite, address: str) -> None:
        site.answers["/"] = Answer(page(image=address))
        assert fetched(site).state == "ready"

    def test_a_page_that_refuses_is_not_asked_again(self, site: OtherSite) -> None:
        preview = fetched(site)
        assert (preview.state, preview.failure) == ("failed", "status")
        assert len(waiting()) == 1  # as it was shared

    def test_a_page_that_does_not_answer_is_asked_three_times_more(self, site: OtherSite) -> None:
        site.answers["/"] = Answer(status=503)
        preview = fetched(site)
        DBTaskResult.objects.all().delete()
        ask_for_preview(preview)
        with time_machine.travel(timezone.now(), tick=False):
            for tries, pause in enumerate(PAUSES, start=1):
                DBTaskResult.objects.all().delete()
                fetch_preview(preview_id=preview.pk, policy=site.policy())
                preview.refresh_from_db()
                assert (preview.state, preview.tries) == ("waiting", tries)
                assert waiting() == [timezone.now() + pause]
            DBTaskResult.objects.all().delete()
            fetch_preview(preview_id=preview.pk, policy=site.policy())
        preview.refresh_from_db()
        assert (preview.state, preview.failure, preview.tries) == ("failed", "status", 4)
        assert waiting() == []

    def test_until_then_what_was_known_is_shown(self, site: OtherSite) -> None:
        site.answers["/"] = Answer(page(title="기사"))
        preview = fetched(site)
        site.answers["/"] = Answer(status=503)
        ask_for_preview(preview)
        fetch_preview(preview_id=preview.pk, policy=site.policy())
        preview.refresh_from_db()
        assert (preview.state, preview.title) == ("ready", "기사")

    def test_a_new_picture_takes_the_place_of_the_old(self, site: OtherSite) -> None:
        site.answers["/"] = Answer(page(image="/a.png"))
        site.answers["/a.png"] = Answer(encoded(picture(), "PNG"), media_type="image/png")
        preview = fetched(site)
        old = preview.picture
        DBTaskResult.objects.all().delete()
        fetch_preview(preview_id=preview.pk, policy=site.policy())
        work_off()
        preview.refresh_from_db()
        assert old is not None and preview.picture not in (None, old)
        assert not default_storage.exists(picture_file(old))
        assert default_storage.exists(picture_file(preview.picture))

    def test_a_preview_that_was_removed_meanwhile_is_not_missed(self, site: OtherSite) -> None:
        fetch_preview(preview_id=404, policy=site.policy())
        assert not LinkPreview.objects.exists()

    def test_an_old_korean_page_is_read_right(self, site: OtherSite) -> None:
        site.answers["/"] = Answer(
            "<title>똠방각하</title>".encode("cp949"), media_type="text/html; charset=EUC-KR"
        )
        assert fetched(site).title == "똠방각하"


class TestSweeping:
    def test_what_no_post_uses_is_removed_with_its_picture(self, site: OtherSite) -> None:
        site.answers["/"] = Answer(page(image="/a.png"))
        site.answers["/a.png"] = Answer(encoded(picture(), "PNG"), media_type="image/png")
        preview = fetched(site)
        kept = ready_preview(PostFactory(), address=B)
        DBTaskResult.objects.all().delete()
        edit(preview.uses.get().post)
        with time_machine.travel(timezone.now() + SWEPT_AFTER + timedelta(seconds=1)):
            work_off()
        assert list(LinkPreview.objects.all()) == [kept]
        assert preview.picture and not default_storage.exists(picture_file(preview.picture))

    def test_a_deleted_post_leaves_nothing(self) -> None:
        post = share(A)
        delete_own_post(post=post, by=post.author)
        assert len(waiting("sweep_previews_in_background")) == 1
        assert sweep_previews() == 1
        assert not LinkPreview.objects.exists()

    def test_what_another_post_uses_stays(self) -> None:
        post, _ = share(A), share(A)
        delete_own_post(post=post, by=post.author)
        assert sweep_previews() == 0
        assert preview_of(A)

    def test_the_command_sweeps_and_counts(self) -> None:
        edit(share(A, B))
        out = StringIO()
        call_command("sweep_previews", "--dry-run", stdout=out)
        assert LinkPreview.objects.count() == 2
        call_command("sweep_previews", stdout=out)
        assert out.getvalue() == "2 unused previews.\nRemoved 2 previews.\n"
        assert not LinkPreview.objects.exists()
