"""Pages are read from a replica, and nobody misses what he wrote, or gets an error for it."""

import secrets
import time

import pytest

from tests.concurrency import at_once
from tests.counters.crowd import shown_and_daily_views
from tests.live_site import LiveSite
from tests.replicas.cluster import Cluster
from tests.replicas.conftest import MAX_LAG
from tests.replicas.visitor import Visitor
from tests.waiting import wait_until

pytestmark = pytest.mark.replicas


@pytest.fixture(autouse=True)
def replica_is_in_use(site: LiveSite, cluster: Cluster, post: int) -> None:
    """Begin each test with both workers reading from the replica."""
    wait_for_use(site, cluster, post)


def rename(cluster: Cluster, post: int) -> str:
    """Give a post a new title on the primary and return it."""
    title = f"제목 {secrets.token_hex(4)}"
    cluster.on_primary("UPDATE boards_posts_post SET title = %s WHERE id = %s", title, post)
    return title


def wait_for_use(site: LiveSite, cluster: Cluster, post: int) -> None:
    """Return when both workers read from the replica."""

    def is_used() -> bool:
        with cluster.paused():
            title = rename(cluster, post)
            read = [lambda: Visitor(site).page(f"/posts/{post}/") for _ in range(8)]
            return not any(title in page for page in at_once(*read))

    wait_until(is_used, "the replica is not in use")
    cluster.catch_up()


def test_guest_reads_from_the_replica(site: LiveSite, cluster: Cluster, post: int) -> None:
    before = rename(cluster, post)
    with cluster.paused():
        after = rename(cluster, post)
        page = Visitor(site).page(f"/posts/{post}/")
        assert before in page
        assert after not in page


def test_a_member_s_page_comes_from_the_replica_until_the_member_writes(
    site: LiveSite, cluster: Cluster, post: int, keys: dict[str, str]
) -> None:
    writer, reader = [Visitor(site, session=key) for key in list(keys.values())[:2]]
    path, said = f"/posts/{post}/", f"said {secrets.token_hex(4)}"
    before = rename(cluster, post)
    with cluster.paused():
        after = rename(cluster, post)
        assert before in writer.page(path)
        assert writer.cookies == {"sessionid", "csrftoken"}
        assert said in writer.send(f"/posts/{post}/comments/", text=said)
        assert "read_after" in writer.cookies
        for _ in range(4):
            page = writer.page(path)
            assert said in page
            assert after in page
        page = reader.page(path)
        assert said not in page
        assert before in page
    cluster.catch_up()
    assert said in reader.page(path)


def test_writer_reads_from_the_replica_again_when_it_has_the_write(
    site: LiveSite, cluster: Cluster, post: int, key: str
) -> None:
    writer, path = Visitor(site, session=key), f"/posts/{post}/"
    said = f"said {secrets.token_hex(4)}"
    assert said in writer.send(f"/posts/{post}/comments/", text=said)
    cluster.catch_up()

    def reads_from_the_replica() -> bool:
        with cluster.paused():
            after = rename(cluster, post)
            page = writer.page(path)
            assert "read_after" in writer.cookies
            assert said in page
            return after not in page

    wait_until(reads_from_the_replica, "the replica is not used again")


def test_sign_out_is_seen_at_once(
    site: LiveSite, cluster: Cluster, leaver: tuple[str, str]
) -> None:
    own_page, key = leaver
    visitor = Visitor(site, session=key)
    with cluster.paused():
        assert own_page in visitor.page("/")
        visitor.send("/accounts/logout/")
        assert own_page not in visitor.page("/")


def test_lagging_replica_is_left_alone_and_used_again(
    site: LiveSite, cluster: Cluster, post: int
) -> None:
    guest, path = Visitor(site), f"/posts/{post}/"
    asked_at = 0.0

    def is_left_alone() -> bool:
        nonlocal asked_at
        for _ in range(6):
            asking_at = time.monotonic()
            if after not in guest.page(path):
                asked_at = asking_at
                return False
        return True

    with cluster.paused():
        began = time.monotonic()
        after = rename(cluster, post)
        assert after not in guest.page(path)
        wait_until(is_left_alone, "the replica is not left alone")
        # The last page that lagged behind; how long the others took, the machine decided.
        assert asked_at - began < MAX_LAG + 2
    wait_for_use(site, cluster, post)
    with cluster.paused():
        later = rename(cluster, post)
        assert later not in guest.page(path)
    log = site.log.read_text()
    assert '"cause": "Lag"' in log
    assert "replica_is_back" in log


def test_no_page_fails_when_the_connections_with_the_replica_are_cut(
    site: LiveSite, cluster: Cluster, post: int, key: str
) -> None:
    guest, member = Visitor(site), Visitor(site, session=key)
    for path in (f"/posts/{post}/", "/", "/search/?q=title", "/sitemap.xml"):
        for visitor in (guest, member):
            cluster.cut_connections_with_replica()
            for _ in range(4):
                visitor.page(path) if "?" not in path else visitor.same_page(path)
                assert visitor.status == 200


def test_stopped_replica_costs_no_page_and_is_used_again(
    site: LiveSite, cluster: Cluster, post: int
) -> None:
    guest, path = Visitor(site), f"/posts/{post}/"
    with cluster.replica_stopped():
        for _ in range(20):
            title = rename(cluster, post)
            assert title in guest.page(path)
            guest.same_page("/search/?q=title")
    wait_for_use(site, cluster, post)
    with cluster.paused():
        assert rename(cluster, post) not in guest.page(path)


def test_views_are_counted_on_the_primary_and_bind_no_guest_to_it(
    site: LiveSite, cluster: Cluster, post: int
) -> None:
    counted = "SELECT count(*) FROM boards_counters_countedview WHERE post_id = %s"
    with cluster.paused():
        ((before,),) = cluster.on_primary(counted, post)
        guests = [Visitor(site) for _ in range(30)]
        for guest in guests:
            guest.page(f"/posts/{post}/")
            guest.same_page(f"/posts/{post}/")
            guest.same_page("/search/?q=title")
        assert not any(guest.cookies for guest in guests)
        assert cluster.on_primary(counted, post) == [(before + 30,)]
        assert cluster.on_replica(counted, post) == [(before,)]
    assert shown_and_daily_views(site, expected=before + 30) == (before + 30, before + 30)


def test_a_page_from_before_a_write_is_not_kept_as_one_from_after_it(
    site: LiveSite, cluster: Cluster, post: int, key: str
) -> None:
    guest, path = Visitor(site), f"/posts/{post}/?kept={secrets.token_hex(4)}"
    said = f"said {secrets.token_hex(4)}"
    with cluster.paused():
        Visitor(site, session=key).send(f"/posts/{post}/comments/", text=said)
        for _ in range(6):
            assert said not in guest.same_page(path)
    cluster.catch_up()
    assert said in guest.same_page(path)


def test_members_who_read_at_once_see_nobody_else_s_page(
    site: LiveSite, cluster: Cluster, post: int, keys: dict[str, str]
) -> None:
    def read(own_page: str, key: str) -> None:
        visitor = Visitor(site, session=key)
        for number in range(12):
            if number % 4 == 1:
                visitor.send(f"/posts/{post}/comments/", text=f"from {own_page}")
            header = visitor.page(f"/posts/{post}/").split("</header>")[0]
            assert [page for page in keys if page in header] == [own_page]

    at_once(*[lambda of=item: read(*of) for item in keys.items()])


def test_the_admin_is_read_from_the_primary(
    site: LiveSite, cluster: Cluster, post: int, keys: dict[str, str]
) -> None:
    own_page, key = list(keys.items())[-1]
    cluster.on_primary(
        "UPDATE boards_members_member SET is_staff = TRUE, is_superuser = TRUE WHERE id = %s",
        own_page.split("/")[2],
    )
    cluster.catch_up()
    with cluster.paused():
        after = rename(cluster, post)
        assert after in Visitor(site, session=key).page(f"/admin/boards_posts/post/{post}/change/")
