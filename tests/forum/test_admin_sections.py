"""The first page of the admin: what runs a community first, the machinery for superusers only."""

import re

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from tests.factories import AdminFactory, BoardFactory, MemberFactory

pytestmark = pytest.mark.django_db


def captions(page: str) -> list[str]:
    return [text.strip() for text in re.findall(r'class="section"[^>]*>\s*([^<]+)', page)]


def models(page: str) -> list[str]:
    return list(dict.fromkeys(re.findall(r'class="(?:\w+ )?model-([\w-]+)', page)))


def test_boards_notices_posts_and_members_come_first(client: Client) -> None:
    client.force_login(AdminFactory(language="en"))
    page = client.get("/admin/").content.decode()
    assert captions(page)[:2] == ["Community", "Technical"]
    assert models(page)[:5] == ["board", "notice", "post", "comment", "member"]


def test_sections_are_named_in_korean(client: Client) -> None:
    client.force_login(AdminFactory(language="ko"))
    assert captions(client.get("/admin/").content.decode())[:2] == ["커뮤니티", "기술"]


def test_every_model_stands_in_one_section_alone(client: Client) -> None:
    client.force_login(AdminFactory())
    main = client.get("/admin/").content.decode().partition('id="content-main"')[2]
    links = re.findall(r'<tr class="model-[^>]*>\s*<th[^>]*>\s*<a href="([^"]+)"', main)
    assert len(links) == len(set(links)) >= 12


def test_staff_who_are_no_superusers_see_nothing_technical(client: Client) -> None:
    helper = MemberFactory(is_staff=True, language="en")
    helper.user_permissions.set(
        Permission.objects.filter(codename__in=["view_post", "view_viewtotal"])
    )
    client.force_login(helper)
    assert captions(client.get("/admin/").content.decode())[:1] == ["Community"]
    assert "Technical" not in client.get("/admin/").content.decode()


@pytest.mark.parametrize(
    ("path", "added"),
    [
        ("boards/board/add/", []),
        ("boards_posts/post/add/", ["add_id_author"]),
        ("boards_posts/notice/add/", []),
    ],
)
def test_no_field_has_buttons_that_change_what_is_chosen(
    client: Client, path: str, added: list[str]
) -> None:
    client.force_login(AdminFactory())
    BoardFactory()
    page = client.get(f"/admin/{path}").content.decode()
    assert "select" in page
    assert re.findall(r'id="((?:add|change|delete|view)_id_\w+)"', page) == added
