"""Handles: their spelling, and that nobody takes another's."""

import unicodedata

import pytest
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from boards.members.handles import normalise_handle, validate_handle
from boards.members.models import Member
from boards.members.new_handles import clean_new_handle
from tests.factories import AdminFactory, MemberFactory


@pytest.mark.parametrize("handle", ["vubui", "a", "홍길동", "kim_99", "j.k-lee", "김철수99"])
def test_allows_letters_digits_and_marks_inside(handle):
    validate_handle(handle)


@pytest.mark.parametrize(
    "handle", ["", "two words", ".kim", "kim-", "a@b", "<b>", "kim\n", "\u202emik", "👍👍"]
)
def test_refuses_the_rest(handle):
    with pytest.raises(ValidationError):
        validate_handle(handle)


def test_one_spelling_for_all_compositions_and_widths():
    assert normalise_handle(unicodedata.normalize("NFD", "홍길동")) == "홍길동"
    assert normalise_handle(" ｖｕｂｕｉ ") == "vubui"
    assert normalise_handle("j\u2011lee") == "j-lee"


@pytest.mark.django_db
class TestStoredHandles:
    @pytest.mark.parametrize("taken", ["Vubui", "VUBUI", "vubui"])
    def test_another_case_is_taken(self, taken):
        MemberFactory(handle="vubui")
        with pytest.raises(IntegrityError), transaction.atomic():
            MemberFactory(handle=taken)

    def test_another_composition_is_taken(self):
        MemberFactory(handle="홍길동")
        with pytest.raises(IntegrityError), transaction.atomic():
            MemberFactory(handle=unicodedata.normalize("NFD", "홍길동"))

    def test_forms_say_that_it_is_taken(self):
        MemberFactory(handle="vubui")
        with pytest.raises(ValidationError, match="taken"):
            Member(handle="VuBui", password="!").full_clean()

    def test_signs_in_whatever_the_case_or_composition(self):
        MemberFactory(handle="Vubui", password="correct horse")
        MemberFactory(handle="홍길동", password="correct horse")
        assert authenticate(username="vUBUI", password="correct horse")
        decomposed = unicodedata.normalize("NFD", "홍길동")
        assert authenticate(username=decomposed, password="correct horse")

    def test_a_letter_that_only_looks_alike_in_capitals_locks_nobody_out(self):
        MemberFactory(handle="admin", password="correct horse")
        MemberFactory(handle="adm\u0131n")
        assert authenticate(username="admin", password="correct horse")

    def test_wildcards_of_the_database_are_letters(self):
        MemberFactory(handle="kimxlee", password="correct horse")
        assert not authenticate(username="kim_lee", password="correct horse")
        assert not authenticate(username="%", password="correct horse")

    def test_inactive_members_do_not_sign_in(self):
        MemberFactory(handle="vubui", password="correct horse", is_active=False)
        assert not authenticate(username="vubui", password="correct horse")

    def test_an_address_belongs_to_one_member(self):
        MemberFactory(email="a@example.com")
        MemberFactory(email="")
        MemberFactory(email="")
        with pytest.raises(IntegrityError), transaction.atomic():
            MemberFactory(email="A@example.com")


ONE_HANDLE = [
    ("École", "école"),
    ("École", "ÉCOLE"),
    ("kim", "ＫＩＭ"),
    ("kim", "k\u200bim"),
    ("Straße", "STRASSE"),
    ("홍길동", "홍길\u3164동"),
    ("j-lee", "j\u2011lee"),
    ("j-lee", "j\u2013lee"),
    ("j-lee", "j\u2212lee"),
    ("j\u2010lee", "j-lee"),
]


@pytest.mark.django_db
class TestSpellings:
    @pytest.mark.parametrize(("taken", "wanted"), ONE_HANDLE)
    def test_of_one_handle_belong_to_one_member(self, taken, wanted):
        MemberFactory(handle=taken)
        with pytest.raises(IntegrityError), transaction.atomic():
            MemberFactory(handle=wanted)
        with pytest.raises(ValidationError, match="taken"):
            Member(handle=wanted, password="!").full_clean()
        with pytest.raises(ValidationError, match="taken"):
            clean_new_handle(wanted)

    @pytest.mark.parametrize(("handle", "typed"), ONE_HANDLE)
    def test_all_sign_in(self, handle, typed):
        member = MemberFactory(handle=handle, password="correct horse")
        assert authenticate(username=typed, password="correct horse") == member
        assert Member.objects.named(typed) == member

    def test_the_key_follows_a_new_handle(self):
        member = MemberFactory(handle="École")
        member.handle = "Straße"
        member.save(update_fields=["handle"])
        assert Member.objects.get(handle_key="strasse") == member

    @pytest.mark.parametrize("filler", ["\u3164", "\u115f", "\u1160", "\uffa0"])
    def test_letters_that_show_nothing_make_no_handle(self, filler):
        with pytest.raises(ValidationError):
            clean_new_handle(filler * 3)
        with pytest.raises(ValidationError):
            validate_handle(f"kim{filler}")

    @pytest.mark.parametrize(
        "other", ["École@Example.com", "école@example.com", "ÉCOLE@EXAMPLE.COM"]
    )
    def test_of_an_address_belong_to_one_member(self, other):
        member = MemberFactory(email="École@example.com")
        assert Member.objects.named(other) == member
        with pytest.raises(IntegrityError), transaction.atomic():
            MemberFactory(email=other)

    def test_staff_find_members_in_every_spelling(self, client):
        client.force_login(AdminFactory())
        MemberFactory(handle="École")
        page = client.get(reverse("admin:boards_members_member_changelist"), {"q": "ÉCO"})
        assert "École" in page.content.decode()
        form = {"handle": "école", "email": "", "usable_password": "false"}
        answer = client.post(reverse("admin:boards_members_member_add"), form)
        assert "This handle is taken." in answer.content.decode()

    def test_are_measured_as_they_are_stored(self, client):
        handle = "홍길동" * 10
        client.force_login(member := MemberFactory())
        decomposed = unicodedata.normalize("NFD", handle)
        answer = client.post("/accounts/handle/", {"handle": decomposed})
        assert answer.status_code == 302
        member.refresh_from_db()
        assert member.handle == handle
