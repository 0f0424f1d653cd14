"""Handles: their spelling, and that nobody takes another's."""

import unicodedata

import pytest
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from boards.members.handles import normalise_handle, validate_handle
from boards.members.models import Member
from tests.factories import MemberFactory


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
