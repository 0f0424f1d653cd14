"""One tag of several that mean the same."""

import pytest
from django.core.management import call_command

from boards.posts.models import Tag
from boards.posts.moderation.actions.merge_tags import merge_tags
from boards.search.querying.finding import find
from tests.factories import AdminFactory, MemberFactory, PostFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def tags():
    """세금, which two posts carry, 택스, which one of them and a third carry, and Tax."""
    both, first, third = (PostFactory() for _ in range(3))
    for post in (both, first):
        post.tags.add("세금")
    for post in (both, third):
        post.tags.add("택스")
    third.tags.add("Tax")
    return {tag.name: tag for tag in Tag.objects.all()}


def test_the_posts_of_all_tags_carry_the_one_that_is_kept(client, tags):
    merge_tags(kept=tags["세금"], merged=tags.values())
    assert list(Tag.objects.values_list("name", flat=True)) == ["세금"]
    assert client.get("/tags/세금/").context["page"].paginator.count == 3
    assert find(None, "tag:세금").found == 3
    call_command("reconcile_lists")


def test_the_addresses_of_merged_tags_lead_to_the_one_that_is_kept(client, tags):
    old = tags["택스"]
    old.slug = "taxes"
    old.save()
    merge_tags(kept=tags["세금"], merged=[old, tags["Tax"]])
    for path in ("/tags/taxes/", "/tags/택스/", "/tags/tax/", "/tags/Tax/"):
        response = client.get(path)
        assert (response.status_code, response["Location"]) == (
            301,
            tags["세금"].get_absolute_url(),
        )
    assert client.get("/tags/택스/feed.atom").status_code == 301


def test_merging_twice_does_no_harm(tags):
    for _ in range(2):
        merge_tags(kept=tags["세금"], merged=[tags["택스"]])
    assert tags["세금"].tagged.count() == 3


def test_an_admin_merges_tags_into_the_one_of_most_posts(client, tags):
    client.force_login(AdminFactory())
    chosen = [tags["세금"].pk, tags["Tax"].pk]
    sent = {"action": "merge", "_selected_action": chosen}
    page = client.post("/admin/boards_posts/tag/", sent, follow=True).content.decode()
    assert "now: Tax" in page
    assert set(Tag.objects.values_list("name", flat=True)) == {"세금", "택스"}
    one = {"action": "merge", "_selected_action": [tags["세금"].pk]}
    assert client.post("/admin/boards_posts/tag/", one, follow=True).status_code == 200
    assert Tag.objects.count() == 2


def test_members_merge_nothing(client, tags):
    client.force_login(MemberFactory())
    sent = {"action": "merge", "_selected_action": [tag.pk for tag in tags.values()]}
    assert client.post("/admin/boards_posts/tag/", sent).status_code == 302
    assert Tag.objects.count() == 3
