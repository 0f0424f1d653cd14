"""Members are switched off in the admin, several at once; nobody is deleted there."""

from contextlib import suppress

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from boards.members.actions.activate_member import activate_member, deactivate_member
from boards.members.models import Member
from tests.concurrency import at_once
from tests.factories import AdminFactory, MemberFactory, PostFactory

LIST = "admin:boards_members_member_changelist"


def send(client: Client, action: str, *members: Member) -> str:
    form = {"action": action, "_selected_action": [member.pk for member in members]}
    answer = client.post(reverse(LIST), form, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.django_db
class TestTheAdmin:
    def test_switches_several_off_and_on(self, client: Client) -> None:
        client.force_login(AdminFactory())
        members = [MemberFactory(), MemberFactory(), MemberFactory(is_active=False)]
        assert "2" in send(client, "switch_off", *members)
        assert Member.objects.filter(is_active=False).count() == 3
        send(client, "switch_on", members[0])
        members[0].refresh_from_db()
        assert members[0].is_active

    def test_who_is_switched_off_is_signed_out_at_once(self, client: Client) -> None:
        member, other = MemberFactory(), Client()
        other.force_login(member)
        client.force_login(AdminFactory())
        send(client, "switch_off", member)
        answer = other.get(reverse("accounts:settings"))
        assert answer.status_code == 302

    def test_tells_whom_it_did_not_switch_off_and_does_the_rest(self, client: Client) -> None:
        chief, member = AdminFactory(handle="chief", language="ko"), MemberFactory()
        client.force_login(chief)
        page = send(client, "switch_off", chief, member)
        assert "“chief”: 자기 계정은 끌 수 없습니다." in page
        assert list(Member.objects.filter(is_active=True)) == [chief]

    def test_logs_each(self, client: Client) -> None:
        chief, member = AdminFactory(), MemberFactory()
        client.force_login(chief)
        send(client, "switch_off", member)
        history = client.get(reverse("admin:boards_members_member_history", args=[member.pk]))
        assert chief.handle in history.content.decode()

    def test_staff_who_are_no_superusers_switch_nobody_off(self, client: Client) -> None:
        helper, member = MemberFactory(is_staff=True), MemberFactory()
        names = ["view_member", "change_member"]
        helper.user_permissions.set(Permission.objects.filter(codename__in=names))
        client.force_login(helper)
        send(client, "switch_off", member)
        member.refresh_from_db()
        assert member.is_active

    def test_a_member_is_switched_by_no_form_but_by_the_actions(self, client: Client) -> None:
        chief = AdminFactory()
        gone = MemberFactory(is_active=False, deleted_at=timezone.now())
        client.force_login(chief)
        for member, said in ((chief, {}), (gone, {"is_active": "on"})):
            path = reverse("admin:boards_members_member_change", args=[member.pk])
            page = client.get(path).content.decode()
            assert "field-is_active" in page and 'name="is_active"' not in page
            form = {"handle": member.handle, "email": member.email, "is_staff": "on"}
            answer = client.post(path, {**form, "is_superuser": "on", **said})
            assert answer.status_code == 302
            was_active = member.is_active
            member.refresh_from_db()
            assert (member.is_active, member.is_superuser) == (was_active, True)

    @pytest.mark.parametrize("page", ["change", "history", "password_change"])
    def test_calls_a_member_by_the_whole_handle(self, client: Client, page: str) -> None:
        client.force_login(AdminFactory())
        member = MemberFactory(handle="vulcanist")
        name = "auth_user" if page == "password_change" else "boards_members_member"
        html = client.get(reverse(f"admin:{name}_{page}", args=[member.pk])).content.decode()
        assert "vulcanist" in html
        assert str(member) not in html

    def test_deletes_nobody(self, client: Client) -> None:
        client.force_login(AdminFactory())
        member = PostFactory().author or MemberFactory()
        url = reverse("admin:boards_members_member_delete", args=[member.pk])
        assert client.post(url, {"post": "yes"}).status_code == 403
        assert Member.objects.filter(pk=member.pk).exists()
        assert "delete_selected" not in client.get(reverse(LIST)).content.decode()


@pytest.mark.django_db
def test_an_account_that_its_owner_deleted_stays_off() -> None:
    gone = MemberFactory(is_active=False, deleted_at=timezone.now())
    with pytest.raises(ValidationError):
        activate_member(member=gone, by=AdminFactory())


@pytest.mark.django_db
def test_only_superusers_switch_members_off() -> None:
    member = MemberFactory()
    for by in (MemberFactory(is_staff=True), AdminFactory(is_active=False)):
        with pytest.raises(PermissionDenied):
            deactivate_member(member=member, by=by)
    member.refresh_from_db()
    assert member.is_active


@pytest.mark.django_db(transaction=True)
def test_two_superusers_who_switch_each_other_off_leave_one() -> None:
    one, two = AdminFactory(), AdminFactory()

    def switch(by: Member, member: Member) -> None:
        with suppress(PermissionDenied):
            deactivate_member(member=member, by=by)

    at_once(lambda: switch(one, two), lambda: switch(two, one))
    assert Member.objects.filter(is_active=True, is_superuser=True).count() == 1


def demote(by: Member, member: Member, **still: str) -> int:
    """Take from a member what superusers have, by the admin's form; return the status."""
    client = Client()
    client.force_login(by)
    path = reverse("admin:boards_members_member_change", args=[member.pk])
    form = {"handle": member.handle, "email": member.email, **still}
    return client.post(path, form).status_code


@pytest.mark.django_db
@pytest.mark.parametrize("still", [{}, {"is_staff": "on"}, {"is_superuser": "on"}])
def test_the_last_superuser_cannot_take_the_admin_from_themselves(still: dict[str, str]) -> None:
    chief = AdminFactory()
    AdminFactory(is_active=False)
    assert demote(chief, chief, **still) == 200
    chief.refresh_from_db()
    assert chief.is_superuser and chief.is_staff


@pytest.mark.django_db
def test_one_of_several_superusers_may_step_back() -> None:
    chief = AdminFactory()
    AdminFactory()
    assert demote(chief, chief, is_staff="on") == 302
    chief.refresh_from_db()
    assert chief.is_staff and not chief.is_superuser


@pytest.mark.django_db(transaction=True)
def test_of_two_superusers_who_demote_each_other_at_once_one_stays() -> None:
    one, two = AdminFactory(), AdminFactory()
    at_once(lambda: demote(one, two), lambda: demote(two, one))
    assert Member.objects.filter(is_superuser=True, is_staff=True).count() == 1
