"""What a list offers to do next: at its foot, and where it is empty."""

from datetime import timedelta

import pytest
from django.utils import timezone

from boards.access import Access
from tests.factories import BoardFactory, MemberFactory, PostFactory

pytestmark = pytest.mark.django_db


def text_of(client, path):
    return client.get(path, headers={"accept-language": "ko"}).content.decode()


class TestFoot:
    def test_leads_to_writing_and_from_later_pages_to_the_first(self, client):
        board = BoardFactory()
        for age in range(36):
            PostFactory(board=board, posted_at=timezone.now() - timedelta(hours=age))
        for path, write_path in (
            ("/all/", "/write/"),
            (board.get_absolute_url(), f"{board.get_absolute_url()}write/"),
        ):
            first, second = (
                text_of(client, f"{path}?page={page}").split("</table>")[1] for page in (1, 2)
            )
            assert f'href="{write_path}"' in first and f'href="{write_path}"' in second
            back = f'<a class="button button--quiet" href="{path}">목록</a>'
            assert back not in first and back in second

    def test_has_no_button_that_the_reader_may_not_use(self, client):
        board = BoardFactory(write_access=Access.MODERATORS)
        PostFactory(board=board)
        assert "/write/" not in text_of(client, board.get_absolute_url()).split("</table>")[1]


class TestEmptyLists:
    def test_ask_guests_to_sign_in_and_write(self, client):
        page = text_of(client, BoardFactory().get_absolute_url())
        assert "로그인하고 첫 글 쓰기" in page

    def test_ask_members_to_write(self, client):
        client.force_login(MemberFactory())
        board = BoardFactory()
        page = text_of(client, board.get_absolute_url()).split("<tbody")[1].split("</table>")[0]
        assert "로그인" not in page and "첫 글 쓰기" in page
        assert f'href="{board.get_absolute_url()}write/"' in page

    def test_lead_elsewhere_who_may_not_write(self, client):
        for path in (
            BoardFactory(write_access=Access.MODERATORS).get_absolute_url(),
            "/best/",
        ):
            page = text_of(client, path).split("<tbody")[1].split("</table>")[0]
            assert "전체 글 보기" in page and 'href="/all/"' in page
