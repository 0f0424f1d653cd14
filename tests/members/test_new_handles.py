"""Which handles may be taken, and changing one's own."""

from functools import partial

import pytest
from django.core.exceptions import ValidationError

from boards.members.actions.change_handle import change_handle
from boards.members.lookalikes import skeleton
from boards.members.models import Member
from boards.members.new_handles import clean_new_handle
from tests.concurrency import at_once
from tests.factories import MemberFactory
from tests.members.people import signed_up, text

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("handle", "stored"),
    [
        ("vubui", "vubui"),
        (" ｖｕｂｕｉ ", "vubui"),
        ("홍길", "홍길"),
        ("김철수99", "김철수99"),
        ("kim.lee", "kim.lee"),
        ("山田k", "山田k"),
        ("Анна", "Анна"),
        ("badminton", "badminton"),
        ("운영이", "운영이"),
    ],
)
def test_are_stored_in_one_spelling(handle, stored):
    assert clean_new_handle(handle) == stored


@pytest.mark.parametrize(
    "handle",
    [
        *("admin", "ADMIN", "Root", "staff", "moderator", "운영자", "관리자", "공지"),
        *(
            "탈퇴한회원",
            "ａｄｍｉｎ",
            "аdmin",
            "аԁміn",
            "adm1n",
            "admln",
            "r00t",
            "ádmin",
            "adrnin",
        ),
        *(
            "ad.min",
            "a_d-m.i.n",
            "운.영.자",
            "admin2",
            "운영자2",
            "0fficial",
            "vuxxxxx",
            "홍길xxxxx",
        ),
    ],
)
def test_that_speak_for_the_site_are_refused(handle):
    with pytest.raises(ValidationError, match="reserved"):
        clean_new_handle(handle)


@pytest.mark.parametrize("handle", ["а1bc", "kimα", "홍Д"])
def test_that_mix_alphabets_are_refused(handle):
    with pytest.raises(ValidationError, match="one alphabet"):
        clean_new_handle(handle)


@pytest.mark.parametrize("handle", ["", "a", "홍", "\u1112\u1169\u11bc"])
def test_that_are_too_short_are_refused(handle):
    with pytest.raises(ValidationError, match="two characters"):
        clean_new_handle(handle)


@pytest.mark.parametrize(
    ("taken", "wanted"),
    [
        ("vubui", "VUBUI"),
        ("spasex", "ѕраѕех"),
        ("kimo", "kim0"),
        ("k1m", "klm"),
        ("jose", "josé"),
        ("홍길동", "홍길동"),
    ],
)
def test_that_look_like_a_members_are_refused(taken, wanted):
    MemberFactory(handle=taken)
    with pytest.raises(ValidationError, match="taken"):
        clean_new_handle(wanted)


@pytest.mark.parametrize("wanted", ["kim1", "kimm", "k.im", "kin"])
def test_that_are_only_near_are_free(wanted):
    MemberFactory(handle="kim")
    assert clean_new_handle(wanted) == wanted


def test_the_skeleton_is_kept_with_the_handle():
    member = MemberFactory(handle="K1m")
    assert member.skeleton == "klm"
    member.handle = "Lee0"
    member.save(update_fields=["handle"])
    member.refresh_from_db()
    assert member.skeleton == skeleton("leeo")


class TestChanging:
    def test_shows_the_new_one(self, client):
        member = signed_up(handle="vubui")
        client.force_login(member)
        response = client.post("/accounts/handle/", {"handle": " 새이름 "}, follow=True)
        assert response.status_code == 200
        assert "새이름" in text(response)
        member.refresh_from_db()
        assert (member.handle, member.skeleton) == ("새이름", "새이름")

    def test_of_case_alone_is_allowed(self, client):
        member = signed_up(handle="vubui")
        change_handle(member=member, handle="Vubui")
        assert Member.objects.get().handle == "Vubui"

    @pytest.mark.parametrize("handle", ["0ther", "admin", "x"])
    def test_is_refused_with_what_was_typed(self, client, handle):
        signed_up(handle="other")
        client.force_login(signed_up(handle="vubui"))
        response = client.post("/accounts/handle/", {"handle": handle})
        assert response.status_code == 422
        assert f'value="{handle}"' in text(response)
        assert 'id="id_handle_error"' in text(response)
        assert Member.objects.filter(handle="vubui").exists()

    def test_is_for_members(self, client):
        response = client.get("/accounts/handle/")
        assert response.headers["Location"] == "/accounts/login/?next=/accounts/handle/"

    def test_cannot_be_done_all_day(self, client):
        client.force_login(signed_up(handle="vubui"))
        statuses = [
            client.post("/accounts/handle/", {"handle": f"vubui{n}x"}).status_code for n in range(6)
        ]
        assert statuses == [302] * 5 + [429]

    @pytest.mark.django_db(transaction=True)
    def test_to_one_handle_at_once_gives_it_to_one(self):
        members = [signed_up() for _ in range(3)]

        def change(member: Member) -> bool:
            try:
                change_handle(member=member, handle="wanted")
            except ValidationError:
                return False
            return True

        assert at_once(*[partial(change, member) for member in members]).count(True) == 1
        assert Member.objects.filter(handle="wanted").count() == 1
