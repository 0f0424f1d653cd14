"""What `make dev` switches on."""

import urllib.request
from collections.abc import Callable

import pytest
from django.test import Client

from tests.forum.page_rules import broken_rules
from tests.live_site import LiveSite


def test_the_toolbar_obeys_the_policy_of_the_pages(
    live_site_factory: Callable[..., LiveSite],
) -> None:
    site = live_site_factory(DEBUG="true", DEBUG_TOOLBAR="true")
    with urllib.request.urlopen(f"{site.url}/") as page:
        markup = page.read().decode()
        assert "unsafe" not in page.headers["Content-Security-Policy"]
    assert 'id="djDebug"' in markup
    assert broken_rules(markup) == []


@pytest.mark.django_db
def test_there_is_no_toolbar_without_being_asked_for(client: Client) -> None:
    assert "djDebug" not in client.get("/").content.decode()
    assert client.get("/__debug__/render_panel/").status_code == 404
