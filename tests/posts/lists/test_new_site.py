"""A site without a board tells what to do."""

import pytest
from django.test import Client

from tests.factories import AdminFactory, BoardFactory, MemberFactory

pytestmark = pytest.mark.django_db

ADD = "/admin/boards/board/add/"


def home_of(member: object | None) -> str:
    client = Client()
    if member is not None:
        client.force_login(member)
    return client.get("/").content.decode()


def test_an_admin_is_led_to_make_the_first_board() -> None:
    page = home_of(AdminFactory())
    assert "This site has no board yet." in page
    assert f'<a href="{ADD}">Make the first board</a>' in page


@pytest.mark.parametrize("member", [None, MemberFactory])
def test_others_read_that_nothing_is_here_yet(member: type | None) -> None:
    page = home_of(member and member()).partition("<main")[2]
    assert "There is nothing here yet." in page
    assert ADD not in page
    assert "/write/" not in page


def test_a_site_with_a_board_tells_nothing_of_that() -> None:
    assert "There is nothing here yet." in home_of(None)
    BoardFactory()
    assert "There is nothing here yet." not in home_of(None)
    assert "no board yet" not in home_of(AdminFactory())


def test_a_site_whose_boards_are_closed_to_the_reader_is_not_called_new() -> None:
    BoardFactory(read_access="members")
    assert "There is nothing here yet." not in home_of(None)


def test_the_icon_is_found_without_a_page(client: Client) -> None:
    response = client.get("/favicon.ico")
    assert response.status_code == 302
    assert response["Location"] == "/static/icons/site.svg"
