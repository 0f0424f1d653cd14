"""Which level may do what: the one table, and the documents that show it."""

import re
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction

from boards.limits.senders import as_sender
from boards.members.levels import LOWEST, Level, Right, may, thresholds_of
from boards.members.models import Member
from boards.moderation.weights import weight_of
from forum import environment
from tests.factories import AdminFactory, MemberFactory

PROJECT = Path(environment.__file__).resolve().parent.parent
ROW = re.compile(r"^\| .* \(([a-z-]+)\) \| (\S+) \| (\S+) \| (\S+) \|$")

pytestmark = pytest.mark.django_db


def tables_in_the_document() -> list[dict[str, tuple[str, ...]]]:
    """Return the rights of each language's table, with what each level has of them."""
    korean, english = (PROJECT / "docs/levels.md").read_text().split("\n## English\n")
    return [
        {row[1]: row.groups()[1:] for row in map(ROW.match, part.splitlines()) if row}
        for part in (korean, english)
    ]


def test_the_document_shows_the_table_of_the_code_in_both_languages():
    for table, yes in zip(tables_in_the_document(), ("예", "yes"), strict=True):
        assert table == {
            right.value: tuple(yes if level >= LOWEST[right] else "–" for level in Level)
            for right in Right
        }


@pytest.mark.parametrize("right", Right)
def test_a_right_begins_with_its_level(right):
    for level in Level:
        assert may(MemberFactory(level=level), right) is (level >= LOWEST[right])


@pytest.mark.parametrize("right", Right)
def test_guests_and_who_is_switched_off_have_no_right_and_staff_each(right):
    assert not may(None, right)
    assert not may(AnonymousUser(), right)
    assert not may(MemberFactory(level=Level.REGULAR, is_active=False), right)
    assert may(MemberFactory(is_staff=True), right)
    assert may(AdminFactory(level=Level.NEW), right)


def test_reports_weigh_more_with_each_level():
    assert [weight_of(MemberFactory(level=level)) for level in Level] == [1, 2, 3]


def test_limits_of_new_members_end_with_the_level():
    columns = [as_sender(MemberFactory(level=level)).column for level in Level]
    assert columns == ["new", "members", "members"]


def test_each_level_takes_as_much_as_the_one_below_or_more():
    for lower, higher in zip(list(Level), list(Level)[1:], strict=False):
        assert all(
            less <= more
            for less, more in zip(thresholds_of(lower), thresholds_of(higher), strict=True)
        )


def test_everybody_begins_as_a_new_member():
    member = Member.objects.create_user("chorok")
    assert (member.level, member.level_is_fixed) == (Level.NEW, False)


def test_a_superuser_made_on_the_command_line_is_no_new_member():
    assert Member.objects.create_superuser("podo").level == Level.REGULAR


def test_the_database_takes_no_other_level():
    with pytest.raises(IntegrityError), transaction.atomic():
        MemberFactory(level=4)
