"""Levels set by hand in the admin."""

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from boards.members.actions.set_level import set_level
from boards.members.levels import Level
from boards.members.models import Member
from tests.concurrency import at_once
from tests.factories import AdminFactory, MemberFactory

LIST = "admin:boards_members_member_changelist"


def send(client: Client, action: str, *members: Member) -> str:
    form = {"action": action, "_selected_action": [member.pk for member in members]}
    answer = client.post(reverse(LIST), form, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def stored(member: Member) -> tuple[int, bool]:
    return Member.objects.values_list("level", "level_is_fixed").get(pk=member.pk)


@pytest.mark.django_db
class TestTheAdmin:
    @pytest.mark.parametrize(
        ("action", "level"),
        [
            ("make_new", Level.NEW),
            ("make_member", Level.MEMBER),
            ("make_regular", Level.REGULAR),
        ],
    )
    def test_sets_the_level_of_several(self, client, action, level):
        members = [MemberFactory(), MemberFactory(level=Level.MEMBER)]
        client.force_login(AdminFactory(language="en"))
        assert "The levels of 2 members were set." in send(client, action, *members)
        assert {stored(member) for member in members} == {(level, True)}

    def test_lets_a_level_rise_again_from_where_it_is(self, client):
        member = MemberFactory(level=Level.MEMBER, level_is_fixed=True)
        client.force_login(AdminFactory())
        send(client, "let_rise", member)
        assert stored(member) == (Level.MEMBER, False)

    def test_logs_who_did_it(self, client):
        chief, member = AdminFactory(language="en"), MemberFactory()
        client.force_login(chief)
        send(client, "make_regular", member)
        path = reverse("admin:boards_members_member_history", args=[member.pk])
        page = client.get(path).content.decode()
        assert chief.handle in page and "Regular member" in page

    def test_logs_nothing_where_nothing_changed(self, client):
        member = MemberFactory(level=Level.REGULAR, level_is_fixed=True)
        client.force_login(AdminFactory(language="en"))
        assert "was set" not in send(client, "make_regular", member)

    def test_staff_who_are_no_superusers_set_no_level(self, client):
        helper, member = MemberFactory(is_staff=True), MemberFactory()
        names = ["view_member", "change_member"]
        helper.user_permissions.set(Permission.objects.filter(codename__in=names))
        client.force_login(helper)
        send(client, "make_regular", member)
        assert stored(member) == (Level.NEW, False)

    def test_the_form_shows_the_level_and_does_not_change_it(self, client):
        chief, member = AdminFactory(language="en"), MemberFactory(level=Level.MEMBER)
        client.force_login(chief)
        path = reverse("admin:boards_members_member_change", args=[member.pk])
        page = client.get(path).content.decode()
        assert 'name="level"' not in page and ">Member<" in page
        client.post(path, {"handle": member.handle, "email": member.email, "level": 3})
        assert stored(member) == (Level.MEMBER, False)


@pytest.mark.django_db
class TestTheAction:
    def test_is_for_superusers(self):
        for by in (MemberFactory(), MemberFactory(is_staff=True), AdminFactory(is_active=False)):
            with pytest.raises(PermissionDenied):
                set_level(member=MemberFactory(), by=by, level=Level.REGULAR)

    def test_says_whether_anything_changed(self):
        member, admin = MemberFactory(), AdminFactory()
        assert set_level(member=member, by=admin, level=Level.NEW)
        assert not set_level(member=member, by=admin, level=Level.NEW)
        assert set_level(member=member, by=admin, level=None)
        assert not set_level(member=member, by=admin, level=None)

    def test_is_not_for_accounts_that_are_gone(self):
        gone = MemberFactory(deleted_at=timezone.now(), is_active=False)
        with pytest.raises(ValidationError):
            set_level(member=gone, by=AdminFactory(), level=Level.REGULAR)


@pytest.mark.django_db(transaction=True)
def test_of_two_admins_the_later_one_is_obeyed_and_nothing_is_mixed():
    member, first, second = MemberFactory(), AdminFactory(), AdminFactory()
    rows = [Member.objects.get(pk=member.pk) for _time in range(2)]
    at_once(
        lambda: set_level(member=rows[0], by=first, level=Level.REGULAR),
        lambda: set_level(member=rows[1], by=second, level=Level.MEMBER),
    )
    assert stored(member) in {(Level.REGULAR, True), (Level.MEMBER, True)}
